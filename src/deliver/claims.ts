// The rows this worker holds: claimed by the page, handed out one by one, kept alive while they are under way.
import type { ClaimedDelivery } from '../domain/delivery.ts';
import type { Clock, Ledger } from '../domain/ports.ts';
import type { GroupedLedger } from './group-commit.ts';

/** A claim ends so long after it was last renewed. */
const LEASE_MS = 120_000;
const RENEW_MS = LEASE_MS / 4;
const MAX_PAGE = 500;
/** Pages hold so many rows for each lane. */
const ROWS_PER_LANE = 4;

export interface Claims {
  /** @returns undefined when nothing is due */
  next(): Promise<ClaimedDelivery | undefined>;
  /** The row is written down. */
  done(row: ClaimedDelivery): void;
  /** Puts back what was not handed out. */
  close(): Promise<void>;
}

export function openClaims(
  { ledger, grouped, clock }: { ledger: Pick<Ledger, 'claim' | 'renew'>; grouped: GroupedLedger; clock: Clock },
  { worker, lanes }: { worker: string; lanes: number },
): Claims {
  const waiting: ClaimedDelivery[] = [];
  const underWay = new Set<ClaimedDelivery>();
  let fetching: Promise<number> | undefined;
  let isClosed = false;
  let failure: { error: unknown } | undefined;

  const leaseUntil = () => new Date(clock.now().getTime() + LEASE_MS);
  const renewing = setInterval(() => {
    ledger.renew([...waiting, ...underWay], leaseUntil()).catch(error => {
      failure = { error };
    });
  }, RENEW_MS);
  renewing.unref();

  async function claimPage(): Promise<number> {
    const limit = Math.min(MAX_PAGE, ROWS_PER_LANE * lanes);
    const page = await ledger.claim({ worker, limit, now: clock.now(), leaseUntil: leaseUntil() });
    waiting.push(...page);
    return page.length;
  }

  return {
    async next() {
      while (waiting.length === 0 && !isClosed) {
        fetching ??= claimPage().finally(() => {
          fetching = undefined;
        });
        const fetched = await fetching;
        if (failure) throw failure.error;
        if (fetched === 0) return undefined;
      }
      const row = waiting.shift();
      if (row) underWay.add(row);
      return row;
    },
    done: row => void underWay.delete(row),
    async close() {
      isClosed = true;
      clearInterval(renewing);
      await Promise.all(waiting.splice(0).map(row => grouped.release(row)));
    },
  };
}
