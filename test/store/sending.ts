// The steps of a delivery, taken one row at a time.
import type { ClaimedDelivery, CommitAnswer, FinalVerdict } from '../../src/domain/delivery.ts';
import type { Ledger } from '../../src/domain/ports.ts';

const LEASE_MS = 120_000;
const COMPOSED = { mimeSha256: 'f'.repeat(64), look: 'a'.repeat(64), tokenKid: 'k001' };
const NOTHING = { commits: [], settled: [], released: [] };
export const SUBMITTED = { kind: 'submitted', reply: '250 OK' } as const;

export function claimAt(ledger: Ledger, now: Date, limit = 100, worker = 'w'): Promise<ClaimedDelivery[]> {
  return ledger.claim({ worker, limit, now, leaseUntil: new Date(now.getTime() + LEASE_MS) });
}

export async function commitAt(ledger: Ledger, row: ClaimedDelivery, now: Date): Promise<CommitAnswer | undefined> {
  const answers = await ledger.write({ ...NOTHING, commits: [{ row, composed: { at: now, ...COMPOSED } }] }, now);
  return answers.get(row.id);
}

export async function settleAt(
  ledger: Ledger,
  row: ClaimedDelivery,
  verdict: FinalVerdict,
  now: Date,
  retryAt?: Date,
): Promise<void> {
  await ledger.write({ ...NOTHING, settled: [{ row, verdict, ...(retryAt && { retryAt }) }] }, now);
}

export async function releaseAt(ledger: Ledger, row: ClaimedDelivery, now: Date, nextAt?: Date): Promise<void> {
  await ledger.write({ ...NOTHING, released: [{ row, ...(nextAt && { nextAt }) }] }, now);
}

/** Everything that is due is taken by the server. */
export async function submitAll(ledger: Ledger, now: Date): Promise<void> {
  for (let page = await claimAt(ledger, now); page.length > 0; page = await claimAt(ledger, now)) {
    for (const row of page) {
      await commitAt(ledger, row, now);
      await settleAt(ledger, row, SUBMITTED, now);
    }
  }
}
