import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber, temporaryStore } from './open.ts';
import { NOW, planIssueOf } from './planned-issue.ts';
import { claimAt } from './sending.ts';

const day = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const ADA = 'ada@lab.org';

let store: Store;

beforeEach(async () => {
  store = await temporaryStore(':memory:');
});

test('keeps reason, date and detail, and the address only where a subscriber has it', async () => {
  const { suppressions, subscribers } = store;
  await subscribers.add(newSubscriber(ADA), NOW);
  expect(await suppressions.add('Ada@lab.org', 'hard bounce', NOW, '550 5.1.1 no such user')).toBe(true);
  expect(await suppressions.add('gone@lab.org', 'operator', day(1))).toBe(true);
  expect(await suppressions.list()).toEqual([
    { mark: expect.stringMatching(/^[\w-]{8}$/), reason: 'operator', at: day(1).toISOString() },
    {
      mark: expect.any(String),
      address: ADA,
      reason: 'hard bounce',
      at: NOW.toISOString(),
      detail: '550 5.1.1 no such user',
    },
  ]);
});

test('the first reason stands until it is lifted, and then another may come', async () => {
  const { suppressions } = store;
  await suppressions.add(ADA, 'complaint', NOW);
  expect(await suppressions.add(ADA, 'hard bounce', day(1))).toBe(false);
  expect(await suppressions.list()).toMatchObject([{ reason: 'complaint', at: NOW.toISOString() }]);
  expect(await suppressions.lift(ADA, day(2))).toBe(true);
  expect(await suppressions.lift(ADA, day(2))).toBe(false);
  expect(await suppressions.list()).toEqual([]);
  expect(await suppressions.add(ADA, 'hard bounce', day(3))).toBe(true);
});

test('beats every file and form, until it is lifted', async () => {
  const { suppressions, subscribers } = store;
  const wishes = [newSubscriber(ADA), newSubscriber('bob@lab.org')];
  await subscribers.sync(wishes, { now: NOW, complete: true });
  const { publicId, id } = (await subscribers.byAddress(ADA))!;
  await suppressions.add(ADA, 'complaint', NOW);
  await suppressions.add('new@lab.org', 'operator', NOW);
  const changed = wishes.map(wish => ({ ...wish, papersPerMail: 5 }));
  expect(await subscribers.sync(changed, { now: NOW, complete: true })).toMatchObject({
    left: [ADA],
    changed: [{ address: 'bob@lab.org' }],
    removed: [],
  });
  expect(await subscribers.add(newSubscriber(ADA), NOW)).toBe('left');
  expect(await subscribers.add(newSubscriber('new@lab.org'), NOW)).toBe('left');
  await subscribers.resubscribe(publicId, NOW, 'web');
  expect(await subscribers.noMail(id, NOW)).toEqual({ kind: 'suppressed', since: NOW.toISOString() });
  await planIssueOf(store);
  expect(await claimAt(store.ledger, NOW)).toMatchObject([{ address: 'bob@lab.org' }]);

  await suppressions.lift(ADA, day(1));
  expect(await subscribers.noMail(id, day(1))).toBeUndefined();
  expect(await subscribers.sync(changed, { now: day(1), complete: true })).toMatchObject({
    changed: [{ address: ADA }],
  });
});

test('counts one soft bounce a day', async () => {
  const points = [];
  for (const at of [0, 0.25, 0.5, 1, 2]) points.push(await store.suppressions.addSoftPoint(ADA, day(at)));
  expect(points).toEqual([1, 1, 1, 2, 3]);
  expect(await store.suppressions.addSoftPoint('bob@lab.org', day(2))).toBe(1);
});

test('the points are the days of the last fourteen', async () => {
  const days = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }).map(list => list.sort((a, b) => a - b));
  let place = 0;
  await fc.assert(
    fc.asyncProperty(days, async list => {
      const address = `reader${place++}@lab.org`;
      for (const [at, today] of list.entries()) {
        const recent = new Set(list.slice(0, at + 1).filter(past => past > today - 14));
        expect(await store.suppressions.addSoftPoint(address, day(today))).toBe(recent.size);
      }
    }),
    { numRuns: 30 },
  );
});

test('a bounce that is read late counts for its own day', async () => {
  const points = [];
  for (const at of [20, 3, 19]) points.push(await store.suppressions.addSoftPoint(ADA, day(at)));
  expect(points).toEqual([1, 1, 1]);
  expect(await store.suppressions.addSoftPoint(ADA, day(20))).toBe(2);
});

test('a lifted suppression begins again without points', async () => {
  const { suppressions } = store;
  for (const at of [0, 1, 2, 3, 4]) await suppressions.addSoftPoint(ADA, day(at));
  await suppressions.add(ADA, 'soft bounces', day(4));
  await suppressions.lift(ADA, day(5));
  expect(await suppressions.addSoftPoint(ADA, day(5))).toBe(1);
});

test('leads from a delivery back to the reader', async () => {
  await store.subscribers.add(newSubscriber(ADA), NOW);
  await planIssueOf(store);
  const [row] = await claimAt(store.ledger, NOW);
  expect(await store.suppressions.deliveryOf(row!.publicId)).toEqual({
    address: ADA,
    subscriberPublicId: row!.subscriberPublicId,
  });
  expect(await store.suppressions.deliveryOf('nosuchdelivery00')).toBeUndefined();
});

test('refuses what is no address', async () => {
  await expect(store.suppressions.add('nobody', 'operator', NOW)).rejects.toMatchObject({ code: 'subscriber_invalid' });
});
