// An operator's corrections against a real store: they undo what was joined wrongly, and what comes in later holds to them.
import { expect, test } from 'vitest';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import type { Candidate, PaperFacts } from '../../src/domain/paper.ts';
import { joinPapers, splitPaper } from '../../src/pipeline/curate-papers.ts';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from '../store/open.ts';

const NOW = new Date('2026-11-23T15:00:00Z');
const AUTHORS = ['Ada Lovelace', 'Mary Shelley'];
const HIVES: Candidate = {
  title: 'Sparse Hives: Counting Bees with Graph Models',
  authors: AUTHORS,
  arxivId: '2511.00001',
  upvotes: [{ at: '2026-11-23T09:00:00.000Z', count: 4 }],
};
/** Near enough to be taken for the same, though it is another work. */
const SECOND: Candidate = {
  title: 'Sparse Hives: Couting Bees with Graph Models',
  authors: AUTHORS,
  abstract: 'We count wasps, which is another thing.',
  upvotes: [{ at: '2026-11-23T10:00:00.000Z', count: 9 }],
};

/** A digest with these records. @returns the papers they became */
async function ingest(store: Store, records: readonly Candidate[], name = 'digest.txt'): Promise<number[]> {
  const bytes = new TextEncoder().encode(JSON.stringify(records) + name);
  const document = await store.documents.keep({ locator: name, fetchedAt: NOW.toISOString(), bytes }, name);
  return store.papers.write(async papers => {
    const ids: number[] = [];
    for (const [position, record] of records.entries()) {
      const kept = await keepPaper(record, papers, { now: NOW });
      await papers.addRecord({ documentId: document.id, position }, kept!.paperId, record);
      ids.push(kept!.paperId);
    }
    return ids;
  });
}

const live = (store: Store) => store.papers.enteredBetween(new Date(0), new Date('2027-01-01'));
const recordsOf = (store: Store, id: number) => store.papers.curate(papers => papers.recordsOf(id));
const found = async (store: Store, facts: PaperFacts) =>
  (await store.papersByKeys(blockingKeys(facts).filter(({ kind }) => kind === 'title'))).map(({ id }) => id);

test('a paper that is split is two, each with the facts, votes and titles of its own records', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES, SECOND]);
  expect(await live(store)).toHaveLength(1);
  const [, second] = await recordsOf(store, id!);
  const { leavingId: otherId } = await splitPaper(store.papers, id!, [second!.id]);
  const [first, other] = await live(store);
  expect(first).toMatchObject({ id, ...HIVES });
  expect(first).not.toHaveProperty('abstract');
  expect(first).not.toHaveProperty('otherTitles');
  expect(other).toMatchObject({ id: otherId, ...SECOND, enteredAt: first?.enteredAt });
  expect(await found(store, SECOND)).toEqual([otherId]);
});

test('records of both papers that come in after a split find their own, and never join the two', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES, SECOND]);
  const [, second] = await recordsOf(store, id!);
  const { leavingId: otherId } = await splitPaper(store.papers, id!, [second!.id]);
  expect(await ingest(store, [SECOND, HIVES, SECOND], 'tomorrow.txt')).toEqual([otherId, id, otherId]);
  expect(await live(store)).toHaveLength(2);
});

test('papers that were merged by hand are split into what they were, under their own ids', async () => {
  const store = await temporaryStore();
  const wasps: Candidate = { ...SECOND, title: 'Of Wasps', arxivId: '2511.00002' };
  const [id, otherId] = await ingest(store, [HIVES, wasps]);
  const before = await live(store);
  await joinPapers(store.papers, id!, otherId!);
  expect(await live(store)).toMatchObject([{ id, abstract: SECOND.abstract, upvotes: [{ count: 4 }, { count: 9 }] }]);
  const records = await recordsOf(store, id!);
  expect(await splitPaper(store.papers, id!, [records[1]!.id])).toEqual({ stayingId: id, leavingId: otherId });
  expect(await live(store)).toEqual(before);
});

test('what was merged by hand stays so when either comes in again, even under another arXiv id', async () => {
  const store = await temporaryStore();
  const wasps: Candidate = { ...SECOND, title: 'Of Wasps', arxivId: '2511.00002' };
  const [id] = await ingest(store, [HIVES, wasps]);
  const [first, second] = await live(store);
  await joinPapers(store.papers, first!.id, second!.id);
  expect(await ingest(store, [wasps, HIVES], 'tomorrow.txt')).toEqual([id, id]);
});

test('merging takes a split back', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES, SECOND]);
  const [, second] = await recordsOf(store, id!);
  await splitPaper(store.papers, id!, [second!.id]);
  const [first, other] = await live(store);
  await joinPapers(store.papers, first!.id, other!.id);
  expect(await ingest(store, [SECOND], 'tomorrow.txt')).toEqual([id]);
  expect(await live(store)).toMatchObject([{ id }]);
});

test('a third record can still join one of two papers that are kept apart', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES, SECOND]);
  const [, second] = await recordsOf(store, id!);
  const { leavingId: otherId } = await splitPaper(store.papers, id!, [second!.id]);
  const [third] = await ingest(store, [{ title: 'A Journal Article on Wasps', doi: '10.1/wasps' }], 'journal.txt');
  await ingest(store, [{ ...SECOND, doi: '10.1/wasps' }], 'link.txt');
  expect((await store.paperById(third!))?.id).toBe((await store.paperById(otherId))?.id);
  expect(await live(store)).toHaveLength(2);
});

test.each([
  ['none of them', () => [], /cannot be split like this: expected some, but not all, of 1, 2/],
  ['all of them', () => [1, 2], /cannot be split like this/],
  ['one of another paper', () => [77], /record 77 is not one of paper 1: expected some, but not all, of 1, 2/],
])('to split off %s is refused and changes nothing', async (_name, records, message) => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES, SECOND]);
  const before = await live(store);
  await expect(splitPaper(store.papers, id!, records())).rejects.toThrow(message);
  expect(await live(store)).toEqual(before);
});

test('a hidden paper is no longer news, stays hidden when it comes in again or joins another, and can be shown again', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES]);
  await store.papers.curate(papers => papers.hide(id!, NOW));
  await ingest(store, [{ ...HIVES, doi: '10.1/hives' }], 'again.txt');
  expect(await live(store)).toEqual([]);
  const [journal] = await ingest(store, [{ title: 'Of Bees', doi: '10.1/bees' }], 'journal.txt');
  expect((await store.paperById(id!))?.hiddenAt).toBe(NOW.toISOString());
  expect(await store.papers.hidden()).toMatchObject([{ id }]);
  await joinPapers(store.papers, journal!, id!);
  expect(await live(store)).toEqual([]);
  await store.papers.curate(papers => papers.hide(journal!));
  expect(await live(store)).toMatchObject([{ id: journal }]);
});

test('numbers go with their records: what a reader was sent under one stays that paper, whichever part leaves', async () => {
  const store = await temporaryStore();
  const [hives, wasps, ice] = await ingest(store, [
    HIVES,
    { title: 'Of Wasps', arxivId: '2511.00002' },
    { title: 'Of Ice', arxivId: '2511.00003' },
  ]);
  await joinPapers(store.papers, hives!, wasps!);
  await joinPapers(store.papers, hives!, ice!);
  const [first, , third] = await recordsOf(store, hives!);
  expect(await splitPaper(store.papers, hives!, [first!.id])).toEqual({ stayingId: wasps, leavingId: hives });
  expect(await splitPaper(store.papers, wasps!, [third!.id])).toEqual({ stayingId: wasps, leavingId: ice });
  expect(await live(store)).toMatchObject([
    { id: hives, title: HIVES.title },
    { id: wasps, title: 'Of Wasps' },
    { id: ice, title: 'Of Ice' },
  ]);
});

test('what is split off is news since its own records came', async () => {
  const store = await temporaryStore();
  const [old] = await ingest(store, [HIVES]);
  const later = new Date('2026-12-20T07:00:00Z');
  const document = await store.documents.keep(
    { locator: 'b', fetchedAt: later.toISOString(), bytes: new Uint8Array() },
    'b',
  );
  await store.papers.write(async papers => {
    const kept = await keepPaper(SECOND, papers, { now: later });
    await papers.addRecord({ documentId: document.id, position: 0 }, kept!.paperId, SECOND);
  });
  const [, second] = await recordsOf(store, old!);
  const { leavingId } = await splitPaper(store.papers, old!, [second!.id]);
  expect(await store.paperById(old!)).toMatchObject({ enteredAt: NOW.toISOString() });
  expect(await store.paperById(leavingId)).toMatchObject({ enteredAt: later.toISOString() });
});

test('a part of a hidden paper is hidden as well, and a merge hides nothing for good', async () => {
  const store = await temporaryStore();
  const [id, other] = await ingest(store, [HIVES, SECOND, { title: 'Of Wasps', arxivId: '2511.00002' }]).then(ids => [
    ids[0]!,
    ids[2]!,
  ]);
  await store.papers.curate(papers => papers.hide(id!, NOW));
  await joinPapers(store.papers, other!, id!);
  expect(await live(store)).toEqual([]);
  const records = await recordsOf(store, other!);
  await splitPaper(store.papers, other!, [records[0]!.id, records[1]!.id]);
  expect(await live(store)).toMatchObject([{ id: other }]);
  await splitPaper(store.papers, id!, [records[1]!.id]);
  expect(await live(store)).toMatchObject([{ id: other }]);
});

test('records that have one id cannot be told apart, and that is said', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES, { ...HIVES, title: 'Another Work with a Wrong Id' }]);
  const [, second] = await recordsOf(store, id!);
  await expect(splitPaper(store.papers, id!, [second!.id])).rejects.toThrow(
    /both parts of paper 1 have the arXiv id 2511\.00001/,
  );
});

test('a paper of one record is not split', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES]);
  await expect(splitPaper(store.papers, id!, [1])).rejects.toThrow(
    'paper 1 has one record: expected a paper of several',
  );
});

test('a paper is joined with another one that is here', async () => {
  const store = await temporaryStore();
  const [id] = await ingest(store, [HIVES]);
  await expect(joinPapers(store.papers, id!, id!)).rejects.toThrow('both are paper 1: expected two papers');
  await expect(joinPapers(store.papers, id!, 77)).rejects.toThrow('no paper 77 is here');
});
