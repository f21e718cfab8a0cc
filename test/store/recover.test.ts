import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from './open.ts';
import { DATE, minutes, NOW, withIssue } from './planned-issue.ts';
import { claimAt, commitAt, SUBMITTED, settleAt } from './sending.ts';

let store: Store;
/** What was on its way when the process died: the first was only claimed. */
let left: string[];

beforeEach(async () => {
  store = await withIssue(await temporaryStore(), 3);
  const [claimed, ...committing] = await claimAt(store.ledger, NOW);
  for (const row of committing) await commitAt(store.ledger, row, NOW);
  left = [claimed, ...committing].map(row => row!.publicId);
});

test('returns what was only claimed, and holds what may have been sent', async () => {
  expect(await store.ledger.recover(minutes(1), { onUncertain: 'hold' })).toEqual({
    returned: 1,
    uncertain: 2,
    resent: 0,
    found: 0,
  });
  expect(await store.ledger.counts()).toMatchObject({ pending: 1, uncertain: 2 });
  expect(await claimAt(store.ledger, minutes(1))).toMatchObject([{ publicId: left[0], attempt: 1 }]);
});

test('sends again what may have been sent, where the operator wants it so', async () => {
  expect(await store.ledger.recover(minutes(1), { onUncertain: 'resend' })).toMatchObject({ returned: 1, resent: 2 });
  const again = await claimAt(store.ledger, minutes(1));
  expect(again.map(({ publicId, attempt }) => [publicId, attempt])).toEqual([
    [left[0], 1],
    [left[1], 2],
    [left[2], 2],
  ]);
});

test('believes a server that can tell what it took', async () => {
  const asked: string[] = [];
  const policy = {
    onUncertain: 'hold',
    wasTaken: async (publicId: string) => {
      asked.push(publicId);
      return publicId === left[1];
    },
  } as const;
  expect(await store.ledger.recover(minutes(1), policy)).toEqual({ returned: 2, uncertain: 0, resent: 0, found: 1 });
  expect(asked.sort()).toEqual([left[1]!, left[2]!].sort());
  const [found] = await store.deliveryDesk.list({ state: 'submitted', limit: 5 });
  expect(found).toMatchObject({ publicId: left[1], reply: 'found at the server' });
});

test('follows the policy where the server cannot tell either', async () => {
  const policy = { onUncertain: 'hold', wasTaken: async () => undefined } as const;
  expect(await store.ledger.recover(minutes(1), policy)).toMatchObject({ returned: 1, uncertain: 2 });
});

test('ignores a worker whose claims were taken back', async () => {
  await store.ledger.recover(NOW, { onUncertain: 'resend' });
  const [row] = await claimAt(store.ledger, NOW, 1);
  await store.ledger.recover(NOW, { onUncertain: 'hold' });
  expect(await commitAt(store.ledger, row!, NOW)).toBe('lost');
  await settleAt(store.ledger, row!, SUBMITTED, NOW);
  expect(await store.ledger.counts()).toMatchObject({ pending: 3, submitted: 0 });
});

test('puts nothing back into a cancelled issue', async () => {
  await store.issueControl.cancel(DATE, NOW);
  await store.ledger.recover(minutes(1), { onUncertain: 'resend' });
  expect(await store.ledger.counts()).toMatchObject({ skipped: 3, pending: 0 });
});

test('does nothing the second time', async () => {
  await store.ledger.recover(NOW, { onUncertain: 'hold' });
  expect(await store.ledger.recover(NOW, { onUncertain: 'hold' })).toEqual({
    returned: 0,
    uncertain: 0,
    resent: 0,
    found: 0,
  });
});
