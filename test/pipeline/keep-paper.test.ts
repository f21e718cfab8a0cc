// One paper, one life: records against a real store.
import { expect, test } from 'vitest';
import type { Candidate } from '../../src/domain/paper.ts';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from '../store/open.ts';

const NOW = new Date('2026-11-23T15:00:00Z');
const AUTHORS = ['Ada Lovelace', 'Mary Shelley'];

function keep(store: Store, record: Candidate) {
  return store.papers.write(papers => keepPaper(record, papers, { now: NOW }));
}

const live = (store: Store) => store.papers.enteredBetween(new Date(0), new Date('2027-01-01'));

test('a record with a slip in its title is the paper that is known', async () => {
  const store = await temporaryStore();
  const known = await keep(store, { title: 'Sparse Hives: Counting Bees', authors: AUTHORS, arxivId: '2511.00001' });
  const again = await keep(store, { title: 'Sparse Hives: Couting Bees', authors: ['A. Lovelace', 'M. Shelley'] });
  expect(again).toEqual({ paperId: known?.paperId, inserted: false });
});

test('a record under a title that the paper lost is that paper', async () => {
  const store = await temporaryStore();
  await keep(store, { title: 'Sparse Hives and Graph Models', arxivId: '2511.00001', version: 1 });
  await keep(store, { title: 'Bounding the Bees of Every Comb', arxivId: '2511.00001', version: 2 });
  await keep(store, { title: 'Sparse hives and graph models.' });
  expect(await live(store)).toMatchObject([{ title: 'Bounding the Bees of Every Comb', version: 2 }]);
});

test('a record that shows two papers to be one joins them', async () => {
  const store = await temporaryStore();
  const first = await keep(store, { title: 'Sparse Hives and Graph Models', arxivId: '2511.00001' });
  const second = await keep(store, { title: 'A Journal Article on Bees', doi: '10.1/bees' });
  await keep(store, { title: 'Bees', arxivId: '2511.00001', doi: '10.1/bees' });
  expect(await live(store)).toMatchObject([{ id: first?.paperId, arxivId: '2511.00001', doi: '10.1/bees' }]);
  expect(await store.paperById(second!.paperId)).toMatchObject({ id: first?.paperId });
});

test('papers with different ids stay two, however alike', async () => {
  const store = await temporaryStore();
  for (const arxivId of ['2511.00001', '2511.00002'])
    await keep(store, { title: 'Sparse Hives', authors: AUTHORS, arxivId });
  expect(await live(store)).toHaveLength(2);
});

test('of two papers it could be, a record is the likelier', async () => {
  const store = await temporaryStore();
  await keep(store, { title: 'Sparse Hives and Graph Models of Bees', authors: AUTHORS, arxivId: '2511.00001' });
  const second = await keep(store, {
    title: 'Sparse Hives and Graph Model of Bees',
    authors: AUTHORS,
    arxivId: '2511.00002',
  });
  const record = await keep(store, { title: 'Sparse hives and graph model of bees', authors: AUTHORS });
  expect(record?.paperId).toBe(second?.paperId);
});

test('every DOI that a paper ever had goes on naming it', async () => {
  const store = await temporaryStore();
  const paper = await keep(store, { title: 'Sparse Hives', arxivId: '2511.00001', doi: '10.2/preprint' });
  await keep(store, { title: 'Sparse Hives', arxivId: '2511.00001', doi: '10.1/journal' });
  for (const doi of ['10.1/journal', '10.2/preprint'])
    expect(await keep(store, { title: 'An Entry of a Library', doi })).toEqual({
      paperId: paper?.paperId,
      inserted: false,
    });
});

test('a record with a DOI of a paper and another arXiv id is another paper', async () => {
  const store = await temporaryStore();
  await keep(store, { title: 'Sparse Hives', arxivId: '2511.00001', doi: '10.1/hives' });
  expect(await keep(store, { title: 'Sparse Hives', arxivId: '2511.00002', doi: '10.1/hives' })).toMatchObject({
    inserted: true,
  });
});

test('a record joins two papers by two ids of which the first paper shows neither', async () => {
  const store = await temporaryStore();
  const first = await keep(store, { title: 'Sparse Hives', arxivId: '2511.00001', doi: '10.1/early' });
  const second = await keep(store, { title: 'A Journal Article', doi: '10.9/late' });
  await keep(store, { title: 'Bees', arxivId: '2511.00001', doi: '10.9/late' });
  expect((await store.paperById(second!.paperId))?.id).toBe(first?.paperId);
});

test('among very many papers of one title every record finds its own', async () => {
  const store = await temporaryStore();
  const records = Array.from({ length: 90 }, (_, at): Candidate => {
    const name = String.fromCharCode(65 + (at % 26), 97 + (at % 7), 97 + (at % 11), 97 + (at % 5)).repeat(2);
    return { title: 'Editorial', authors: [`${name} ${name}son`], year: 2024, venue: `Journal of ${name}` };
  });
  const first = [];
  for (const record of records) first.push((await keep(store, record))?.paperId);
  const again = [];
  for (const record of records.toReversed()) again.unshift((await keep(store, record))?.paperId);
  expect(again).toEqual(first);
});

test('two papers that turn out to be one have been news since the earlier of the two', async () => {
  const store = await temporaryStore();
  const write = (record: Candidate, now: string) =>
    store.papers.write(papers => keepPaper(record, papers, { now: new Date(now) }));
  await write({ title: 'A Journal Article on Bees', doi: '10.1/bees' }, '2026-11-20T07:00:00Z');
  await write({ title: 'Sparse Hives and Graph Models', arxivId: '2511.00001' }, '2026-11-01T07:00:00Z');
  await write({ title: 'Bees', arxivId: '2511.00001', doi: '10.1/bees' }, '2026-11-23T07:00:00Z');
  expect(await live(store)).toMatchObject([{ enteredAt: '2026-11-01T07:00:00.000Z' }]);
});
