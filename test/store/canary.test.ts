import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ClaimedDelivery, FinalVerdict } from '../../src/domain/delivery.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { ADDRESS_KEY } from './open.ts';
import { minutes, NOW, planIssueOf, subscribeReaders } from './planned-issue.ts';
import { claimAt, releaseAt, SUBMITTED } from './sending.ts';

const REFUSED: FinalVerdict = { kind: 'failed', reply: '550 5.7.1 blocked', hard: false };

let store: Store;
let day = 0;
let date: string;

beforeAll(async () => {
  store = await openStore(':memory:', ADDRESS_KEY);
  await subscribeReaders(store, 1000);
});
afterAll(() => store.close());

beforeEach(async () => {
  day += 1;
  date = `2026-03-${String(day).padStart(2, '0')}`;
  await planIssueOf(store, date);
});
afterEach(async () => {
  await store.issueControl.cancel(date, NOW);
});

function settleAll(rows: readonly ClaimedDelivery[], verdict: FinalVerdict, retryAt?: Date): Promise<unknown> {
  const settled = rows.map(row => ({ row, verdict, ...(retryAt && { retryAt }) }));
  return store.ledger.write({ commits: [], released: [], settled }, NOW);
}

test('of a big issue the first hundred go first, and the rest when they were taken', async () => {
  const canary = [...(await claimAt(store.ledger, NOW, 60)), ...(await claimAt(store.ledger, NOW, 500))];
  expect(canary).toHaveLength(100);
  expect(await claimAt(store.ledger, NOW, 500)).toEqual([]);
  await settleAll(canary.slice(1), SUBMITTED);
  // One answer is still awaited.
  expect(await store.ledger.judgeCanaries(NOW)).toEqual([]);
  await settleAll(canary.slice(0, 1), SUBMITTED);
  expect(await store.ledger.judgeCanaries(NOW)).toEqual([{ date, refused: 0, tried: 100, held: false }]);
  expect(await claimAt(store.ledger, NOW, 500)).toHaveLength(500);
  expect(await store.ledger.judgeCanaries(NOW)).toEqual([]);
});

test('five refused of a hundred are borne', async () => {
  const canary = await claimAt(store.ledger, NOW);
  await settleAll(canary.slice(0, 5), REFUSED);
  await settleAll(canary.slice(5), SUBMITTED);
  expect(await store.ledger.judgeCanaries(NOW)).toMatchObject([{ refused: 5, held: false }]);
});

test('six refused of a hundred hold the issue, also where they will be tried again', async () => {
  const canary = await claimAt(store.ledger, NOW);
  await settleAll(canary.slice(0, 3), REFUSED);
  await settleAll(canary.slice(3, 6), { kind: 'deferred', reply: '550 5.7.26 not authenticated' }, minutes(5));
  await settleAll(canary.slice(6), SUBMITTED);
  expect(await store.ledger.judgeCanaries(NOW)).toEqual([{ date, refused: 6, tried: 100, held: true }]);
  expect(await claimAt(store.ledger, minutes(10))).toEqual([]);
  expect(await store.issueControl.state(date)).toMatchObject({ batches: ['held'], heldFor: 'canary' });
  await store.issueControl.resume(date, minutes(20));
  expect(await claimAt(store.ledger, minutes(20), 500)).toHaveLength(500);
  expect(await store.ledger.judgeCanaries(minutes(20))).toEqual([]);
});

test('a full mailbox or a greylisting server refuses nobody', async () => {
  const canary = await claimAt(store.ledger, NOW);
  await settleAll(canary, { kind: 'deferred', reply: '451 4.7.1 try again later' }, minutes(5));
  expect(await store.ledger.judgeCanaries(NOW)).toMatchObject([{ refused: 0, held: false }]);
});

test('what is put back makes room for others', async () => {
  const canary = await claimAt(store.ledger, NOW);
  for (const row of canary.slice(0, 3)) await releaseAt(store.ledger, row, NOW, minutes(30));
  expect(await claimAt(store.ledger, NOW)).toHaveLength(3);
});

test('does not keep other issues from going out', async () => {
  await planIssueOf(store, '2026-04-01', NOW, 20);
  expect(await claimAt(store.ledger, NOW, 500)).toHaveLength(120);
  await store.issueControl.cancel('2026-04-01', NOW);
});

test('a small issue has none', async () => {
  await store.issueControl.cancel(date, NOW);
  await planIssueOf(store, '2026-04-02', NOW, 999);
  expect(await claimAt(store.ledger, NOW, 1000)).toHaveLength(999);
  await store.issueControl.cancel('2026-04-02', NOW);
});

test('is judged by fewer where no more are left', async () => {
  for (const { publicId } of (await store.subscribers.list()).slice(50))
    await store.subscribers.unsubscribe(publicId, NOW, 'link');
  const canary = await claimAt(store.ledger, NOW);
  expect(canary).toHaveLength(50);
  await settleAll(canary.slice(0, 3), REFUSED);
  await settleAll(canary.slice(3), SUBMITTED);
  // Nobody looks at the rows of those who left before the next claim.
  expect(await claimAt(store.ledger, NOW)).toEqual([]);
  expect(await store.ledger.judgeCanaries(NOW)).toEqual([{ date, refused: 3, tried: 50, held: true }]);
});
