// Many writers, few transactions: every change is written once, and its writer hears of it.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupCommit } from '../../src/deliver/group-commit.ts';
import type { ClaimedDelivery, LedgerChanges } from '../../src/domain/delivery.ts';

const clock = { now: () => new Date('2026-03-02T07:00:00Z') };
const rowOf = (id: number) => ({ id }) as ClaimedDelivery;
const composed = { at: clock.now(), mimeSha256: '', look: '', tokenKid: '' };

/** A ledger that keeps what it is told to write, and takes a moment for it. */
function recorder() {
  const groups: number[][] = [];
  return {
    groups,
    async write({ commits, settled, released }: LedgerChanges) {
      groups.push([...commits, ...settled, ...released].map(({ row }) => row.id));
      await nextTurn();
      return new Map(commits.map(({ row }) => [row.id, row.id % 3 === 0 ? ('held' as const) : ('go' as const)]));
    },
  };
}

test('whenever changes come, each is written once and answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2, 16, 40, 200),
      fc.array(fc.constantFrom('at once', 'next turn', 1, 2, 3), { minLength: 1, maxLength: 80 }),
      async (lanes, waits) => {
        const ledger = recorder();
        const grouped = groupCommit(ledger, clock, lanes);
        const written: Promise<unknown>[] = [];
        for (const [id, wait] of waits.entries()) {
          if (wait === 'next turn') await nextTurn();
          else if (typeof wait === 'number') await sleep(wait);
          if (id % 4 === 0) written.push(grouped.release(rowOf(id)));
          else if (id % 4 === 1) written.push(grouped.settle(rowOf(id), { kind: 'submitted', reply: '250 ok' }));
          else
            written.push(
              grouped.commit(rowOf(id), composed).then(answer => expect(answer).toBe(id % 3 === 0 ? 'held' : 'go')),
            );
        }
        await Promise.all(written);
        expect(ledger.groups.flat().toSorted((a, b) => a - b)).toEqual([...waits.keys()]);
        expect(ledger.groups.every(group => group.length > 0)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('where many messages are under way one transaction takes many changes', async () => {
  const ledger = recorder();
  const grouped = groupCommit(ledger, clock, 160);
  await Promise.all(Array.from({ length: 60 }, (_, id) => grouped.release(rowOf(id))));
  expect(ledger.groups.length).toBeLessThanOrEqual(2);
});

test('a transaction that fails is told to all of its writers, and the next one is another', async () => {
  let fails = true;
  const good = recorder();
  const ledger = {
    write: (changes: LedgerChanges) => (fails ? Promise.reject(new Error('disk full')) : good.write(changes)),
  };
  const grouped = groupCommit(ledger, clock, 16);
  const written = await Promise.allSettled([1, 2, 3].map(id => grouped.release(rowOf(id))));
  expect(written).toEqual(Array(3).fill({ status: 'rejected', reason: new Error('disk full') }));
  fails = false;
  await grouped.release(rowOf(4));
  expect(good.groups).toEqual([[4]]);
});
