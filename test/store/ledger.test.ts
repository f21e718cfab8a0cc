import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber, temporaryStore } from './open.ts';

const now = new Date('2026-03-02T06:00:00Z');
const later = new Date('2026-03-02T07:00:00Z');
const composed = { at: now, mimeSha256: 'f'.repeat(64), look: 'a'.repeat(64), tokenKid: 'k001' };
const submitted = { kind: 'submitted', reply: '250 OK' } as const;
const selection = { papers: [{ paperId: 1, reasons: [{ kind: 'trending' as const }] }], considered: 1, matched: 1 };

let store: Store;

beforeEach(async () => {
  store = await temporaryStore();
  for (const name of ['ada', 'bob']) await store.subscribers.add(newSubscriber(`${name}@lab.org`), now);
});

async function planBoth(date = '2026-03-02'): Promise<number> {
  const batchId = await store.planner.openBatch(date, now);
  const people = await store.subscribers.list();
  const planned = people.map(({ id }) => ({ subscriberId: id, selection, nextDueAt: '2026-03-03T06:00:00.000Z' }));
  const expected = await store.planner.addDeliveries(batchId, planned, now);
  await store.planner.closeBatch(batchId, { papers: [], front: [1], expected });
  return batchId;
}

test('claims nothing of a batch that is not ready', async () => {
  const batchId = await store.planner.openBatch('2026-03-02', now);
  const [ada] = await store.subscribers.list();
  await store.planner.addDeliveries(batchId, [{ subscriberId: ada!.id, selection, nextDueAt: now.toISOString() }], now);
  expect(await store.ledger.claim('w', 10, now)).toEqual([]);
});

test('hands each row to one worker only', async () => {
  await planBoth();
  const claims = await Promise.all(['a', 'b', 'c'].map(worker => store.ledger.claim(worker, 1, now)));
  expect(
    claims
      .flat()
      .map(({ address }) => address)
      .sort(),
  ).toEqual(['ada@lab.org', 'bob@lab.org']);
});

test('plans one mail per subscriber and date, however often it is planned', async () => {
  await planBoth();
  const again = await store.planner.openBatch('2026-03-02', later);
  const people = await store.subscribers.list();
  const planned = people.map(({ id }) => ({ subscriberId: id, selection, nextDueAt: later.toISOString() }));
  expect(await store.planner.addDeliveries(again, planned, later)).toBe(0);
});

test('refuses to make a batch ready whose rows are not all there', async () => {
  const batchId = await store.planner.openBatch('2026-03-02', now);
  await expect(store.planner.closeBatch(batchId, { papers: [], front: [], expected: 1 })).rejects.toMatchObject({
    code: 'batch_incomplete',
  });
});

test('discards what a crash left half planned, and plans it again', async () => {
  const batchId = await store.planner.openBatch('2026-03-02', now);
  const [ada] = await store.subscribers.list();
  await store.planner.addDeliveries(batchId, [{ subscriberId: ada!.id, selection, nextDueAt: now.toISOString() }], now);
  expect(await store.planner.discardUnready()).toBe(1);
  await planBoth();
  expect(await store.ledger.claim('w', 10, now)).toHaveLength(2);
});

test('after a crash returns what was only claimed, and calls uncertain what was committing', async () => {
  await planBoth();
  const [first] = await store.ledger.claim('w', 2, now);
  await store.ledger.commit(first!, composed);
  expect(await store.ledger.recover(later)).toEqual({ returned: 1, uncertain: 1 });
  expect(await store.ledger.counts()).toMatchObject({ pending: 1, uncertain: 1 });
});

test('ignores a worker whose claim was taken back', async () => {
  await planBoth();
  const [stale] = await store.ledger.claim('w', 1, now);
  await store.ledger.recover(later);
  expect(await store.ledger.commit(stale!, composed)).toBe(false);
  await store.ledger.settle(stale!, submitted, later);
  expect(await store.ledger.counts()).toMatchObject({ pending: 2, submitted: 0 });
});

test('asks again at the commit whether the reader still wants mail', async () => {
  await planBoth();
  const [row] = await store.ledger.claim('w', 1, now);
  await store.subscribers.unsubscribe(row!.subscriberPublicId, now, 'link');
  expect(await store.ledger.commit(row!, composed)).toBe(false);
  await store.ledger.settle(row!, { kind: 'withdrawn', reply: '' }, now);
  expect(await store.ledger.counts()).toMatchObject({ suppressed: 1 });
});

test('does not claim for somebody who has left since planning', async () => {
  await planBoth();
  const { publicId } = (await store.subscribers.byAddress('ada@lab.org'))!;
  await store.subscribers.unsubscribe(publicId, now, 'link');
  expect((await store.ledger.claim('w', 10, now)).map(({ address }) => address)).toEqual(['bob@lab.org']);
  expect(await store.ledger.counts()).toMatchObject({ suppressed: 1 });
});

test('brings a deferred row back when its time has come', async () => {
  await planBoth();
  const [row] = await store.ledger.claim('w', 1, now);
  await store.ledger.settle(row!, { kind: 'deferred', reply: '451' }, now, later);
  expect((await store.ledger.claim('w', 10, now)).map(({ id }) => id)).not.toContain(row!.id);
  expect(await store.ledger.claim('w', 10, later)).toMatchObject([{ id: row!.id, attempt: 2 }]);
});

test('suppresses an address after a hard bounce, against every later wish', async () => {
  await planBoth();
  const [row] = await store.ledger.claim('w', 1, now);
  await store.ledger.settle(row!, { kind: 'failed', reply: '550 5.1.1', hard: true }, now);
  await planBoth('2026-03-03');
  const next = await store.ledger.claim('w', 10, later);
  expect(next.filter(({ subscriberId }) => subscriberId === row!.subscriberId)).toEqual([]);
});
