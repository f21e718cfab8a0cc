import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder, temporaryStore } from './open.ts';
import { DATE, minutes, NOW, planIssueOf, SELECTION, subscribeReaders, withIssue } from './planned-issue.ts';
import { claimAt, commitAt, releaseAt, SUBMITTED, settleAt } from './sending.ts';

const DAY_MINUTES = 24 * 60;
const HARD = { kind: 'failed', reply: '550 5.1.1 no such user', hard: true } as const;

let path: string;
let store: Store;
let other: Store;

beforeEach(async () => {
  path = join(temporaryFolder(), 'paperboy.db');
  store = await withIssue(await temporaryStore(path), 4);
  other = await temporaryStore(path);
});

test('claims nothing of a batch that is not ready', async () => {
  const batchId = await store.planner.openBatch('2026-03-03', NOW);
  const [reader] = await store.subscribers.list();
  const nextDueAt = NOW.toISOString();
  await store.planner.addDeliveries(batchId, [{ subscriberId: reader!.id, selection: SELECTION, nextDueAt }], NOW);
  expect(await claimAt(store.ledger, NOW)).toHaveLength(4);
  expect(await store.ledger.waiting(NOW)).toBe(0);
});

test('gives all that a message is composed of', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  const reader = (await store.subscribers.byAddress('reader0@lab.org'))!;
  expect(row).toMatchObject({ address: reader.address, subscriberId: reader.id, subscriberPublicId: reader.publicId });
  expect(row).toMatchObject({ selection: SELECTION, attempt: 1, expiresAt: minutes(DAY_MINUTES).toISOString() });
  expect(row?.publicId).toMatch(/^[\w-]{16}$/);
  expect(row).not.toHaveProperty('name');
});

test('hands each row to one worker only', async () => {
  const claims = await Promise.all([1, 1].map(limit => claimAt(store.ledger, NOW, limit)));
  const ids = [...claims.flat(), ...(await claimAt(other.ledger, NOW, 5, 'v'))].map(({ id }) => id);
  expect(ids).toHaveLength(4);
  expect(new Set(ids).size).toBe(4);
});

test('hands out first what has waited longest', async () => {
  const [first] = await claimAt(store.ledger, NOW, 1);
  await releaseAt(store.ledger, first!, NOW, minutes(1));
  const rows = await claimAt(store.ledger, minutes(1));
  expect(rows.map(({ address }) => address)).toEqual([1, 2, 3, 0].map(place => `reader${place}@lab.org`));
});

test('takes over what a worker holds that let its lease end, and ignores what that worker still says', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1, 'slow');
  await claimAt(store.ledger, NOW, 3, 'quick');
  expect(await claimAt(other.ledger, minutes(1), 1)).toEqual([]);
  const [taken] = await claimAt(other.ledger, minutes(3), 1);
  expect(taken).toMatchObject({ id: row!.id, attempt: 1 });
  expect(taken!.fence).toBeGreaterThan(row!.fence);
  expect(await commitAt(store.ledger, row!, minutes(3))).toBe('lost');
  await settleAt(store.ledger, row!, SUBMITTED, minutes(3));
  expect(await commitAt(other.ledger, taken!, minutes(3))).toBe('go');
});

test('calls uncertain what was committing when its lease ended', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await commitAt(store.ledger, row!, NOW);
  await claimAt(other.ledger, minutes(3), 1);
  expect(await store.ledger.counts()).toMatchObject({ uncertain: 1, claimed: 1, pending: 2 });
});

test('an answer that comes after the claim has ended is believed, once', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await commitAt(store.ledger, row!, NOW);
  await claimAt(other.ledger, minutes(3), 1);
  await settleAt(store.ledger, row!, SUBMITTED, minutes(4));
  expect(await store.deliveryDesk.list({ state: 'submitted', limit: 5 })).toMatchObject([{ reply: '250 OK' }]);
  await settleAt(store.ledger, row!, { kind: 'deferred', reply: '451' }, minutes(4), minutes(5));
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, deferred: 0, uncertain: 0 });
});

test('an answer comes too late when the operator has settled the message', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await commitAt(store.ledger, row!, NOW);
  await store.ledger.recover(NOW, { onUncertain: 'hold' });
  await store.deliveryDesk.resolve({ date: DATE }, 'sent', NOW);
  await settleAt(store.ledger, row!, { kind: 'deferred', reply: '451' }, NOW, minutes(5));
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, deferred: 0 });
});

test('a lease that is renewed does not end', async () => {
  const rows = await claimAt(store.ledger, NOW);
  await store.ledger.renew(rows, minutes(10));
  expect(await claimAt(other.ledger, minutes(9))).toEqual([]);
  expect(await claimAt(other.ledger, minutes(11))).toHaveLength(4);
});

test('writes commits, settlements and releases of many connections in one go', async () => {
  const [a, b, c, d] = await claimAt(store.ledger, NOW);
  await commitAt(store.ledger, a!, NOW);
  const composed = { at: NOW, mimeSha256: 'e'.repeat(64), look: 'a'.repeat(64), tokenKid: 'k001' };
  const answers = await store.ledger.write(
    {
      settled: [{ row: a!, verdict: SUBMITTED }],
      commits: [b!, c!].map(row => ({ row, composed })),
      released: [{ row: d! }],
    },
    NOW,
  );
  expect([...answers]).toEqual([b, c].map(row => [row!.id, 'go']));
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, committing: 2, pending: 1 });
});

test('writes all of a group or nothing', async () => {
  const [a, b] = await claimAt(store.ledger, NOW);
  const database = new DatabaseSync(path);
  database.exec(`create trigger full before update on deliveries when new.state = 'committing'
    begin select raise(abort, 'disk full'); end`);
  const composed = { at: NOW, mimeSha256: '', look: '', tokenKid: '' };
  const group = { settled: [{ row: a!, verdict: SUBMITTED }], commits: [{ row: b!, composed }], released: [] };
  await expect(store.ledger.write(group, NOW)).rejects.toThrow('disk full');
  expect(await store.ledger.counts()).toMatchObject({ claimed: 4, submitted: 0 });
  database.exec('drop trigger full');
  database.close();
  await store.ledger.write(group, NOW);
  expect(await store.ledger.counts()).toMatchObject({ claimed: 2, submitted: 1, committing: 1 });
});

test('nothing is committed twice with one claim', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  expect(await commitAt(store.ledger, row!, NOW)).toBe('go');
  expect(await commitAt(store.ledger, row!, NOW)).toBe('lost');
  expect(await store.ledger.counts()).toMatchObject({ committing: 1 });
});

test('asks again at the commit whether the reader still wants mail', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await other.subscribers.unsubscribe(row!.subscriberPublicId, NOW, 'link');
  expect(await commitAt(store.ledger, row!, NOW)).toBe('left');
  expect(await store.ledger.counts()).toMatchObject({ suppressed: 1 });
});

test('asks again at the commit whether the issue is on hold, and a held mail waits as if it had not been tried', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await other.issueControl.hold(DATE, NOW);
  expect(await commitAt(store.ledger, row!, NOW)).toBe('held');
  await other.issueControl.resume(DATE, NOW);
  expect(await claimAt(store.ledger, NOW, 1)).toMatchObject([{ id: row!.id, attempt: 1 }]);
});

test('does not claim for somebody who has left since planning, and looks at who comes after', async () => {
  for (const place of [0, 1]) {
    const { publicId } = (await store.subscribers.byAddress(`reader${place}@lab.org`))!;
    await store.subscribers.unsubscribe(publicId, NOW, 'link');
  }
  expect(await claimAt(store.ledger, NOW, 1)).toMatchObject([{ address: 'reader2@lab.org' }]);
  expect(await store.ledger.counts()).toMatchObject({ suppressed: 2, pending: 1 });
});

test('does not send what is more than a day old', async () => {
  expect(await claimAt(store.ledger, minutes(DAY_MINUTES + 1))).toEqual([]);
  expect(await store.ledger.counts()).toMatchObject({ skipped: 4 });
});

test('brings a deferred row back when its time has come, and gives up without such a time', async () => {
  const [row, hopeless] = await claimAt(store.ledger, NOW);
  await settleAt(store.ledger, row!, { kind: 'deferred', reply: '451' }, NOW, minutes(5));
  await settleAt(store.ledger, hopeless!, { kind: 'deferred', reply: '451' }, NOW);
  expect(await claimAt(store.ledger, minutes(1))).toEqual([]);
  expect(await store.ledger.counts()).toMatchObject({ deferred: 1, failed: 1 });
  expect((await claimAt(store.ledger, minutes(5))).find(({ id }) => id === row!.id)).toMatchObject({ attempt: 2 });
});

test('what is put back is due at once or when it is said, and was not tried', async () => {
  const [now, later] = await claimAt(store.ledger, NOW);
  await releaseAt(store.ledger, now!, NOW);
  await releaseAt(store.ledger, later!, NOW, minutes(1));
  expect(await claimAt(store.ledger, NOW)).toMatchObject([{ id: now!.id, attempt: 1 }]);
  expect(await store.ledger.nextDueAt()).toEqual(minutes(1));
});

test('suppresses an address after a hard bounce, against every later wish', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await settleAt(store.ledger, row!, HARD, NOW);
  await planIssueOf(store, '2026-03-03');
  const rest = await claimAt(store.ledger, NOW);
  expect(rest).toHaveLength(3 + 3);
  expect(rest.map(({ address }) => address)).not.toContain(row!.address);
  expect(await store.suppressions.list()).toMatchObject([{ reason: 'hard bounce', detail: HARD.reply }]);
});

test('a hard bounce that a lost worker reports suppresses nobody', async () => {
  const [row] = await claimAt(store.ledger, NOW, 1);
  await store.ledger.recover(NOW, { onUncertain: 'hold' });
  await settleAt(store.ledger, row!, HARD, NOW);
  expect(await store.suppressions.list()).toEqual([]);
});

test('counts what was submitted since a moment', async () => {
  const [first, second] = await claimAt(store.ledger, NOW);
  await settleAt(store.ledger, first!, SUBMITTED, NOW);
  await settleAt(store.ledger, second!, SUBMITTED, minutes(2));
  expect(await store.ledger.submittedSince(minutes(1))).toBe(1);
  expect(await store.ledger.counts(minutes(1))).toMatchObject({ submitted: 1, claimed: 0 });
});

test('plans one mail per subscriber and date, however often it is planned', async () => {
  const again = await store.planner.openBatch(DATE, minutes(1));
  const planned = (await store.subscribers.list()).map(({ id }) => ({
    subscriberId: id,
    selection: SELECTION,
    nextDueAt: minutes(1).toISOString(),
  }));
  expect(await store.planner.addDeliveries(again, planned, minutes(1))).toBe(0);
});

test('a reader for whom nothing matched may still get a mail of the date, fresh from then', async () => {
  await subscribeReaders(store, 5);
  const { id } = (await store.subscribers.byAddress('reader4@lab.org'))!;
  const nextDueAt = minutes(DAY_MINUTES).toISOString();
  for (const selection of [undefined, SELECTION]) {
    const batchId = await store.planner.openBatch(DATE, NOW);
    const now = selection ? minutes(60) : NOW;
    expect(await store.planner.addDeliveries(batchId, [{ subscriberId: id, selection, nextDueAt }], now)).toBe(1);
    await store.planner.closeBatch(batchId, { papers: [], front: [], expected: 1 });
  }
  const rows = await claimAt(store.ledger, minutes(60));
  expect(rows.find(({ subscriberId }) => subscriberId === id)).toMatchObject({
    selection: SELECTION,
    expiresAt: minutes(DAY_MINUTES + 60).toISOString(),
  });
});

test('refuses to make a batch ready whose rows are not all there', async () => {
  const batchId = await store.planner.openBatch(DATE, NOW);
  await expect(store.planner.closeBatch(batchId, { papers: [], front: [], expected: 1 })).rejects.toMatchObject({
    code: 'batch_incomplete',
  });
});

test('discards what a crash left half planned, and plans it again', async () => {
  const batchId = await store.planner.openBatch('2026-03-03', NOW);
  const [reader] = await store.subscribers.list();
  const planned = [{ subscriberId: reader!.id, selection: SELECTION, nextDueAt: minutes(1).toISOString() }];
  await store.planner.addDeliveries(batchId, planned, NOW);
  expect(await store.planner.discardUnready()).toBe(1);
  expect((await store.subscribers.list())[0]?.nextDueAt).toBe(NOW.toISOString());
  await planIssueOf(store, '2026-03-03');
  expect(await claimAt(store.ledger, NOW)).toHaveLength(8);
});
