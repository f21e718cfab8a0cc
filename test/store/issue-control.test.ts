import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber, temporaryStore } from './open.ts';
import { DATE, minutes, NOW, planIssueOf, SELECTION, withIssue } from './planned-issue.ts';
import { claimAt, commitAt, releaseAt, SUBMITTED, settleAt } from './sending.ts';

const DAY_MINUTES = 24 * 60;

let store: Store;

beforeEach(async () => {
  store = await withIssue(await temporaryStore(':memory:'), 4);
});

test('nothing of an issue on hold is sent until it is resumed', async () => {
  expect(await store.issueControl.hold(DATE, NOW)).toMatchObject({
    date: DATE,
    batches: ['held'],
    heldFor: 'operator',
    counts: { pending: 4 },
  });
  expect(await claimAt(store.ledger, NOW)).toEqual([]);
  expect(await store.ledger.waiting(NOW)).toBe(0);
  expect(await store.ledger.nextDueAt()).toBeUndefined();
  const resumed = await store.issueControl.resume(DATE, NOW);
  expect(resumed).toMatchObject({ batches: ['ready'] });
  expect(resumed).not.toHaveProperty('heldFor');
  expect(await claimAt(store.ledger, NOW)).toHaveLength(4);
});

test('a resumed issue is fresh for another day', async () => {
  await store.issueControl.hold(DATE, NOW);
  await store.issueControl.resume(DATE, minutes(3 * DAY_MINUTES));
  const [row] = await claimAt(store.ledger, minutes(4 * DAY_MINUTES - 1), 1);
  expect(row?.expiresAt).toBe(minutes(4 * DAY_MINUTES).toISOString());
});

test('a hold lets what is already leaving come to its end', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  expect(await commitAt(store.ledger, row!, NOW)).toBe('go');
  await store.issueControl.hold(DATE, NOW);
  await settleAt(store.ledger, row!, SUBMITTED, NOW);
  expect(await store.issueControl.state(DATE)).toMatchObject({ counts: { submitted: 1, pending: 3 } });
});

test('a cancelled issue is not sent, and whoever holds a row of it finds it lost', async () => {
  const [sent, claimed, deferred] = await claimAt(store.ledger, NOW, 3);
  await settleAt(store.ledger, sent!, SUBMITTED, NOW);
  await settleAt(store.ledger, deferred!, { kind: 'deferred', reply: '451' }, NOW, minutes(1));
  expect(await store.issueControl.cancel(DATE, NOW)).toMatchObject({
    batches: ['cancelled'],
    counts: { submitted: 1, skipped: 3, pending: 0, claimed: 0, deferred: 0 },
  });
  expect(await commitAt(store.ledger, claimed!, NOW)).toBe('lost');
  await releaseAt(store.ledger, claimed!, NOW);
  expect(await claimAt(store.ledger, minutes(2))).toEqual([]);
  expect((await store.issueControl.cancel(DATE, NOW)).batches).toEqual(['cancelled']);
});

test('what was leaving when its issue was cancelled is not tried again', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await commitAt(store.ledger, row!, NOW);
  await store.issueControl.cancel(DATE, NOW);
  await settleAt(store.ledger, row!, { kind: 'deferred', reply: '451' }, NOW, minutes(1));
  expect((await store.issueControl.state(DATE)).counts).toMatchObject({ skipped: 4, deferred: 0 });
});

test('the papers of cancelled mails count as not sent', async () => {
  await store.issueControl.cancel(DATE, NOW);
  const { id } = (await store.subscribers.byAddress('reader0@lab.org'))!;
  const past = (await store.planner.pasts([id], NOW)).get(id);
  expect(past?.alreadySent.size).toBe(0);
  expect(past?.dates).toEqual(new Set([DATE]));
});

test.each(['held', 'cancelled'] as const)(
  'readers whose batch of a %s issue comes later get nothing either',
  async state => {
    await (state === 'held' ? store.issueControl.hold(DATE, NOW) : store.issueControl.cancel(DATE, NOW));
    const { subscribers, planner, issueControl } = store;
    await subscribers.sync([newSubscriber('late@lab.org')], { now: NOW, complete: false });
    const { id } = (await subscribers.byAddress('late@lab.org'))!;
    const batchId = await planner.openBatch(DATE, NOW);
    await planner.addDeliveries(
      batchId,
      [{ subscriberId: id, selection: SELECTION, nextDueAt: NOW.toISOString() }],
      NOW,
    );
    await planner.closeBatch(batchId, { papers: [], front: [], expected: 1 });
    expect(await claimAt(store.ledger, NOW)).toEqual([]);
    expect((await issueControl.state(DATE)).batches).toEqual([state, state]);
  },
);

test('another issue is left alone', async () => {
  await planIssueOf(store, '2026-03-03');
  await store.issueControl.hold(DATE, NOW);
  expect(await claimAt(store.ledger, NOW)).toHaveLength(4);
});

test('an issue on hold or cancelled was let go all the same: it is not the first that is awaited', async () => {
  await store.issueControl.hold(DATE, NOW);
  expect(await store.planner.hasLetMailGo()).toBe(true);
  expect(await store.planner.lastBatchDueAt()).toBe(NOW.toISOString());
});

test('says how an issue stands that cannot be held or resumed', async () => {
  const { issueControl } = store;
  await expect(issueControl.hold('2026-01-01', NOW)).rejects.toMatchObject({
    code: 'issue_unknown',
    message: expect.stringContaining('2026-01-01'),
  });
  await expect(issueControl.resume(DATE, NOW)).rejects.toMatchObject({
    code: 'issue_unsuited',
    message: expect.stringMatching(/2026-03-02 is going out.* 4 waiting/),
  });
  await issueControl.hold(DATE, NOW);
  await expect(issueControl.hold(DATE, NOW)).rejects.toMatchObject({
    message: expect.stringContaining('by an operator'),
  });
  await issueControl.cancel(DATE, NOW);
  await expect(issueControl.resume(DATE, NOW)).rejects.toMatchObject({ message: expect.stringContaining('cancelled') });
});
