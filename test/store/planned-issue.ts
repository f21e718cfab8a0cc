// An issue that is ready to go out, to as many readers as a test needs.
import type { Store } from '../../src/store/store.ts';
import { newSubscriber } from './open.ts';

export const NOW = new Date('2026-03-02T06:00:00Z');
export const DATE = '2026-03-02';
export const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

export const SELECTION = {
  papers: [{ paperId: 1, reasons: [{ kind: 'trending' as const }] }],
  considered: 1,
  matched: 1,
};

/** Readers `reader0@lab.org`, `reader1@lab.org` and so on; those who are there already stay. */
export async function subscribeReaders(store: Store, count: number): Promise<void> {
  const wishes = Array.from({ length: count }, (_, place) => newSubscriber(`reader${place}@lab.org`));
  await store.subscribers.sync(wishes, { now: NOW, complete: false });
}

/** A batch with a mail to each reader, or to the first so many. @returns its id */
export async function planIssueOf(store: Store, date = DATE, now = NOW, count?: number): Promise<number> {
  const batchId = await store.planner.openBatch(date, now);
  const readers = (await store.subscribers.list()).slice(0, count);
  const nextDueAt = new Date(now.getTime() + 86_400_000).toISOString();
  const planned = readers.map(({ id }) => ({ subscriberId: id, selection: SELECTION, nextDueAt }));
  const expected = await store.planner.addDeliveries(batchId, planned, now);
  await store.planner.closeBatch(batchId, { papers: [], front: [1], expected });
  return batchId;
}

/** A store with a planned issue. */
export async function withIssue(store: Store, readers: number): Promise<Store> {
  await subscribeReaders(store, readers);
  await planIssueOf(store);
  return store;
}
