// Writes to the ledger that come at about the same time become durable in one transaction: syncing a disk costs more than the rows.
import type { ClaimedDelivery, CommitAnswer, Composed, FinalVerdict, LedgerChanges } from '../domain/delivery.ts';
import type { Clock, Ledger } from '../domain/ports.ts';

export interface GroupedLedger {
  commit(row: ClaimedDelivery, composed: Composed): Promise<CommitAnswer>;
  settle(row: ClaimedDelivery, verdict: FinalVerdict, retryAt?: Date): Promise<void>;
  release(row: ClaimedDelivery, nextAt?: Date): Promise<void>;
}

/** So many messages under way wait for one transaction together, */
const LANES_PER_ROW = 8;
/** but never for longer. */
const WAIT_MS = 2;

type Answers = ReadonlyMap<number, CommitAnswer>;

interface Group {
  commits: LedgerChanges['commits'][number][];
  settled: LedgerChanges['settled'][number][];
  released: LedgerChanges['released'][number][];
  written: PromiseWithResolvers<Answers>;
}

/**
 * Each call resolves when its change is durable, and rejects if the transaction it was part of failed as a whole.
 * @param lanes how many messages may be under way: where there are few, nothing is waited for
 */
export function groupCommit(ledger: Pick<Ledger, 'write'>, clock: Clock, lanes: number): GroupedLedger {
  const enough = Math.max(1, Math.floor(lanes / LANES_PER_ROW));
  let open: Group | undefined;
  let size = 0;
  let isWriting = false;
  let timer: NodeJS.Timeout | undefined;

  const join = () => {
    open ??= newGroup();
    size += 1;
    if (!isWriting) plan();
    return open;
  };

  function plan() {
    if (size < enough) {
      timer ??= setTimeout(writeAll, WAIT_MS);
      return;
    }
    clearTimeout(timer);
    isWriting = true;
    // What else this turn of the event loop brings still gets into the group.
    setImmediate(writeAll);
  }

  async function writeAll() {
    timer = undefined;
    isWriting = true;
    const { written, ...changes } = open!;
    open = undefined;
    size = 0;
    await ledger.write(changes, clock.now()).then(written.resolve, written.reject);
    isWriting = false;
    if (open) plan();
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
