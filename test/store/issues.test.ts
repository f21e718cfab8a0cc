import { expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from './open.ts';

const DATE = '2026-11-27';
const paper: RankedPaper = { id: 1, title: 'A Paper', enteredAt: '2026-11-26T06:00:00Z', score: 1, signals: [] };

/** A batch without readers. */
async function plan(store: Store, papers: RankedPaper[], quiet?: string): Promise<number> {
  const batchId = await store.planner.openBatch(DATE, new Date('2026-11-27T06:00:00Z'));
  await store.planner.closeBatch(batchId, { papers, front: papers.map(({ id }) => id), expected: 0, quiet });
  return batchId;
}

test('the holiday of a quiet day is frozen into its batch and shown with its issue', async () => {
  const store = await temporaryStore();
  const quiet = await store.ledger.batch(await plan(store, [paper], 'Thanksgiving'));
  expect(quiet).toMatchObject({ quiet: 'Thanksgiving', papers: [paper] });
  expect(await store.issues.front(DATE)).toMatchObject({ papers: [paper], quiet: 'Thanksgiving' });
});

test('any other day says nothing of it', async () => {
  const store = await temporaryStore();
  expect(await store.ledger.batch(await plan(store, [paper]))).not.toHaveProperty('quiet');
  expect(await store.issues.front(DATE)).toMatchObject({ papers: [paper] });
});

test('an issue knows the batch whose papers it shows; another date has none', async () => {
  const store = await temporaryStore();
  const batchId = await plan(store, [paper]);
  expect(await store.issues.batchOf(DATE)).toBe(batchId);
  expect(await store.issues.batchOf('2026-11-26')).toBeUndefined();
});

test('a quiet day is an issue even without papers, any other is none', async () => {
  const store = await temporaryStore();
  await plan(store, []);
  expect(await store.issues.dates(1)).toEqual([]);
  await plan(store, [], 'Thanksgiving');
  expect(await store.issues.dates(1)).toEqual([DATE]);
  expect(await store.issues.front(DATE)).toMatchObject({ papers: [], quiet: 'Thanksgiving' });
});

test('an empty issue gives way to a batch of the same date that has papers, a full one to none', async () => {
  const store = await temporaryStore();
  await plan(store, [], 'Thanksgiving');
  await plan(store, [paper]);
  expect(await store.issues.front(DATE)).toMatchObject({ papers: [paper] });
  await plan(store, [{ ...paper, id: 2 }], 'Thanksgiving');
  expect(await store.issues.front(DATE)).toMatchObject({ papers: [paper] });
});

test('a paper that is hidden after its issue went out leaves the front page', async () => {
  const store = await temporaryStore();
  const insert = (title: string) => store.papers.write(papers => papers.insert({ title }, paper.enteredAt, []));
  const [first, second] = [
    { ...paper, id: await insert('A Paper') },
    { ...paper, id: await insert('Another') },
  ];
  await plan(store, [first, second]);
  await store.papers.curate(papers => papers.hide(first.id, new Date()));
  expect(await store.issues.front(DATE)).toMatchObject({ papers: [second] });
});
