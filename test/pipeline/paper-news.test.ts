// What records tell of known papers, noted in a real store.
import { beforeEach, expect, test } from 'vitest';
import { CATEGORY_LOOK_UP } from '../../src/domain/source.ts';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from '../store/open.ts';
import { dayAfter, keep, MONDAY } from './mails.ts';

const HIVE = { title: 'How a Hive Decides Where to Live', arxivId: '2603.00001' };
const CODE = { links: { code: 'https://github.com/a/b' } };
const TUESDAY = dayAfter(1);

let store: Store;

beforeEach(async () => {
  store = await temporaryStore();
});

const news = () => store.papers.newsSince(new Date(0));

test('the first record of a paper is no news of it', async () => {
  await keep(store, [{ ...HIVE, ...CODE, version: 2, doi: '10.1/hives' }]);
  expect(await news()).toEqual([]);
});

test('what a later record adds is news from then on, once', async () => {
  const [paperId] = await keep(store, [HIVE]);
  await keep(store, [{ ...HIVE, ...CODE, doi: '10.1/hives' }], TUESDAY);
  await keep(store, [{ ...HIVE, ...CODE, doi: '10.1/hives' }], dayAfter(2));
  const at = TUESDAY.toISOString();
  expect(await news()).toEqual([
    { paperId, news: { kind: 'code' }, at },
    { paperId, news: { kind: 'published' }, at },
  ]);
  expect(await store.papers.newsSince(dayAfter(2))).toEqual([]);
});

test('votes are compared with all that any source showed before', async () => {
  const [paperId] = await keep(store, [HIVE]);
  const vote = async (count: number, now: Date) => {
    const at = now.toISOString();
    const record = { ...HIVE, source: 'hf-api', upvotes: [{ at, count }] };
    const document = { locator: 'votes', fetchedAt: at, bytes: Buffer.from(at) };
    const { id } = await store.documents.keep(document, 'votes');
    await store.papers.write(async writer => {
      await keepPaper(record, writer, { now });
      await writer.addRecord({ documentId: id, position: 0 }, paperId!, record);
    });
  };
  await vote(30, TUESDAY);
  expect(await news()).toEqual([]);
  await vote(60, dayAfter(1, 1));
  await vote(70, dayAfter(1, 2));
  await vote(230, dayAfter(1, 3));
  expect((await news()).map(({ news }) => news)).toEqual([
    { kind: 'upvotes', mark: 50 },
    { kind: 'upvotes', mark: 200 },
  ]);
});

test('what arXiv answers to our own question is no news', async () => {
  await keep(store, [HIVE]);
  await keep(store, [{ ...HIVE, ...CODE, doi: '10.1/hives', source: CATEGORY_LOOK_UP }], TUESDAY);
  expect(await news()).toEqual([]);
});

test('what was known of either of two papers is no news when they turn out to be one', async () => {
  const [first] = await keep(store, [HIVE, { title: 'A Journal Article on Bees', doi: '10.1/bees' }]);
  await keep(store, [{ title: 'Bees', arxivId: HIVE.arxivId, doi: '10.1/bees', ...CODE }], TUESDAY);
  expect((await news()).map(({ paperId, news }) => [paperId, news.kind])).toEqual([[first, 'code']]);
});

test('news of a paper that was merged is news of the one that lives on', async () => {
  const [loser, winner] = await keep(store, [HIVE, { title: 'Kites in Gusty Wind', arxivId: '2603.00002' }]);
  await keep(store, [{ ...HIVE, ...CODE }], TUESDAY);
  await store.papers.write(writer => writer.mergeInto(loser!, winner!));
  expect((await news()).map(({ paperId }) => paperId)).toEqual([winner]);
});

test('there is no news of a hidden paper, or of one that holds it', async () => {
  const [loser, winner] = await keep(store, [HIVE, { title: 'Kites in Gusty Wind', arxivId: '2603.00002' }]);
  await keep(store, [{ title: 'Kites in Gusty Wind', arxivId: '2603.00002', ...CODE }], TUESDAY);
  await store.papers.curate(papers => papers.hide(loser!, MONDAY));
  expect(await news()).toHaveLength(1);
  await store.papers.write(writer => writer.mergeInto(loser!, winner!));
  expect(await news()).toEqual([]);
  await store.papers.curate(papers => papers.hide(winner!));
  expect(await news()).toHaveLength(1);
});

test('news is kept with what brought it, or not at all', async () => {
  await keep(store, [HIVE]);
  const writing = store.papers.write(async writer => {
    await keepPaper({ ...HIVE, ...CODE }, writer, { now: TUESDAY });
    throw new Error('disk full');
  });
  await expect(writing).rejects.toThrow('disk full');
  expect(await news()).toEqual([]);
});
