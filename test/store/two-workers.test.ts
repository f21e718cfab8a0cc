// The law of the ledger: whatever two workers do in whatever order, a message that may have left leaves again only after its server
// has put it off.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { ClaimedDelivery, FinalVerdict } from '../../src/domain/delivery.ts';
import type { Ledger } from '../../src/domain/ports.ts';
import { temporaryFolder, temporaryStore } from './open.ts';
import { minutes, planIssueOf, subscribeReaders } from './planned-issue.ts';
import { claimAt, commitAt, releaseAt, SUBMITTED, settleAt } from './sending.ts';

const VERDICTS: FinalVerdict[] = [
  SUBMITTED,
  { kind: 'deferred', reply: '451 later' },
  { kind: 'failed', reply: '554 no', hard: false },
  { kind: 'uncertain', reply: 'connection lost' },
];

const worker = fc.integer({ min: 0, max: 1 });
const pick = fc.nat(5);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('claim' as const), worker }) },
  // A worker may do the same twice, or with a row that is no longer its own.
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('commit' as const), worker, pick }) },
  fc.record({ kind: fc.constantFrom('release' as const, 'renew' as const), worker, pick }),
  fc.record({ kind: fc.constant('settle' as const), worker, pick, verdict: fc.constantFrom(...VERDICTS) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 3) }),
  fc.record({ kind: fc.constantFrom('hold' as const, 'resume' as const, 'restart' as const) }),
);

test('no message leaves twice unless its server has put it off in between', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const stores = [await temporaryStore(path), await temporaryStore(path)];
  const [store] = stores as [(typeof stores)[0]];
  await subscribeReaders(store, 3);
  const database = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => database.close());
  const stateOf = (id: number) => database.prepare('select state from deliveries where id = ?').get(id)?.state;
  let day = 0;
  let left = 0;

  const run = async (steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
    const date = new Date(Date.UTC(2026, 2, ++day)).toISOString().slice(0, 10);
    await planIssueOf(store, date);
    const rows: ClaimedDelivery[][] = [[], []];
    /** With the claim under which it left. */
    const mayHaveLeft = new Map<number, ClaimedDelivery>();
    let now = minutes(0);
    for (const next of steps) {
      const ledger: Ledger = stores['worker' in next ? next.worker : 0]!.ledger;
      const own = 'worker' in next ? rows[next.worker]! : [];
      const row = 'pick' in next ? own[next.pick % own.length] : undefined;
      if (next.kind === 'claim') own.push(...(await claimAt(ledger, now, 2, `w${next.worker}`)));
      if (next.kind === 'wait') now = new Date(now.getTime() + next.minutes * 60_000);
      if (next.kind === 'restart') await ledger.recover(now, { onUncertain: 'hold' });
      if (next.kind === 'hold') await store.issueControl.hold(date, now).catch(() => {});
      if (next.kind === 'resume') await store.issueControl.resume(date, now).catch(() => {});
      if (!row) continue;
      if (next.kind === 'commit' && (await commitAt(ledger, row, now)) === 'go') {
        expect([...mayHaveLeft.keys()]).not.toContain(row.id);
        mayHaveLeft.set(row.id, row);
        left += 1;
      }
      if (next.kind === 'release') await releaseAt(ledger, row, now);
      if (next.kind === 'renew') await ledger.renew([row], new Date(now.getTime() + 120_000));
      if (next.kind === 'settle') {
        await settleAt(ledger, row, next.verdict, now, new Date(now.getTime() + 30_000));
        if (mayHaveLeft.get(row.id) === row && stateOf(row.id) === 'deferred') mayHaveLeft.delete(row.id);
      }
    }
    await store.issueControl.cancel(date, now);
    await store.ledger.recover(now, { onUncertain: 'hold' });
  };

  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 50 }), run), { numRuns: 40 });
  expect(left).toBeGreaterThan(40);
}, 60_000);
