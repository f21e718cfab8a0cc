import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from './open.ts';
import { DATE, minutes, NOW, planIssueOf, withIssue } from './planned-issue.ts';
import { claimAt, commitAt, SUBMITTED, settleAt } from './sending.ts';

const LOST = { kind: 'uncertain', reply: 'connection lost after the dot' } as const;

let store: Store;

beforeEach(async () => {
  store = await withIssue(await temporaryStore(':memory:'), 3);
  await planIssueOf(store, '2026-03-03', minutes(1));
  const rows = await claimAt(store.ledger, minutes(1));
  for (const [place, row] of rows.entries()) {
    await commitAt(store.ledger, row, minutes(2));
    // The first two of each date may have been sent.
    await settleAt(store.ledger, row, place % 3 < 2 ? LOST : SUBMITTED, minutes(2 + place));
  }
});

test('lists deliveries, latest first, by state and by date', async () => {
  const { deliveryDesk } = store;
  const all = await deliveryDesk.list({ limit: 10 });
  expect(all).toHaveLength(6);
  expect(all.map(({ changedAt }) => changedAt)).toEqual(
    all
      .map(({ changedAt }) => changedAt)
      .toSorted()
      .reverse(),
  );
  expect(await deliveryDesk.list({ limit: 2 })).toEqual(all.slice(0, 2));
  const uncertain = await deliveryDesk.list({ state: 'uncertain', date: DATE, limit: 10 });
  expect(uncertain).toMatchObject([
    { address: 'reader1@lab.org', date: DATE, state: 'uncertain', attempt: 1, reply: LOST.reply },
    { address: 'reader0@lab.org' },
  ]);
  expect(uncertain[0]?.changedAt).toBe(minutes(3).toISOString());
});

test('settles as sent what may have been sent: of one date, of one mail, or all of it', async () => {
  const { deliveryDesk, ledger } = store;
  expect(await deliveryDesk.resolve({ date: DATE }, 'sent', minutes(60))).toBe(2);
  const [one] = await deliveryDesk.list({ state: 'uncertain', limit: 1 });
  expect(await deliveryDesk.resolve({ publicId: one!.publicId }, 'sent', minutes(60))).toBe(1);
  expect(await ledger.counts()).toMatchObject({ uncertain: 1, submitted: 5 });
  expect(await deliveryDesk.resolve({}, 'sent', minutes(60))).toBe(1);
  expect(await deliveryDesk.resolve({}, 'sent', minutes(60))).toBe(0);
});

test('puts back into the queue what is to be sent again, fresh however old it is', async () => {
  const week = minutes(7 * 24 * 60);
  expect(await store.deliveryDesk.resolve({ date: DATE }, 'again', week)).toBe(2);
  expect(await claimAt(store.ledger, week)).toMatchObject([{ attempt: 2 }, { attempt: 2 }]);
});

test('what is to be sent again of a cancelled issue is not', async () => {
  await store.issueControl.cancel(DATE, NOW);
  await store.deliveryDesk.resolve({ date: DATE }, 'again', NOW);
  expect((await store.issueControl.state(DATE)).counts).toMatchObject({ skipped: 2, uncertain: 0, pending: 0 });
});

test('settles nothing that is not in doubt', async () => {
  const [sent] = await store.deliveryDesk.list({ state: 'submitted', limit: 1 });
  expect(await store.deliveryDesk.resolve({ publicId: sent!.publicId }, 'again', NOW)).toBe(0);
});
