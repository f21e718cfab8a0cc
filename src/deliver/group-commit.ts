// Writes to the ledger that come at about the same time become durable in one transaction: syncing a disk costs more than the rows.
import type { ClaimedDelivery, CommitAnswer, Composed, FinalVerdict, LedgerChanges } from '../domain/delivery.ts';
import type { Clock, Ledger } from '../domain/ports.ts';

export interface GroupedLedger {
  commit(row: ClaimedDelivery, composed: Composed): Promise<CommitAnswer>;
  settle(row: ClaimedDelivery, verdict: FinalVerdict, retryAt?: Date): Promise<void>;
  release(row: ClaimedDelivery, nextAt?: Date): Promise<void>;
}

type Answers = ReadonlyMap<number, CommitAnswer>;

interface Group {
  commits: LedgerChanges['commits'][number][];
  settled: LedgerChanges['settled'][number][];
  released: LedgerChanges['released'][number][];
  written: PromiseWithResolvers<Answers>;
}

/** Each call resolves when its change is durable, and rejects if the transaction it was part of failed as a whole. */
export function groupCommit(ledger: Pick<Ledger, 'write'>, clock: Clock): GroupedLedger {
  let open: Group | undefined;
  let isWriting = false;

  const join = () => {
    open ??= newGroup();
    // What else this turn of the event loop brings still gets into the group.
    if (!isWriting) {
      isWriting = true;
      setImmediate(writeAll);
    }
    return open;
  };

  async function writeAll() {
    for (let group = open; group; group = open) {
      open = undefined;
      const { written, ...changes } = group;
      await ledger.write(changes, clock.now()).then(written.resolve, written.reject);
    }
    isWriting = false;
  }

  return {
    async commit(row, composed) {
      const group = join();
      group.commits.push({ row, composed });
      return (await group.written.promise).get(row.id) ?? 'lost';
    },
    async settle(row, verdict, retryAt) {
      const group = join();
      group.settled.push({ row, verdict, ...(retryAt && { retryAt }) });
      await group.written.promise;
    },
    async release(row, nextAt) {
      const group = join();
      group.released.push({ row, ...(nextAt && { nextAt }) });
      await group.written.promise;
    },
  };
}

function newGroup(): Group {
  return { commits: [], settled: [], released: [], written: Promise.withResolvers<Answers>() };
}
