// The outbox: claims due rows of the ledger, submits each message, and writes down what became of it.

import type { AtPoint } from '../domain/crash-point.ts';
import type { ClaimedDelivery, MadeWith, Verdict } from '../domain/delivery.ts';
import type { Clock, Ledger, Message, Submitter } from '../domain/ports.ts';
import { retryAt } from './retry.ts';

export interface OutboxPorts {
  ledger: Ledger;
  submitter: Submitter;
  compose(row: ClaimedDelivery, at: Date): Promise<Message>;
  madeWith: MadeWith;
  clock: Clock;
  at: AtPoint;
  /** Called after each message with how many this run has settled. */
  onSettled(settled: number): void;
}

export interface OutboxLimits {
  worker: string;
  /** Messages in flight at once. */
  connections: number;
  messagesPerSecond: number;
  /** When it aborts nothing more is claimed; what is in flight is finished. */
  signal?: AbortSignal;
}

/** Sends all that is due. @returns how many rows this run settled */
export async function sendDue(ports: OutboxPorts, limits: OutboxLimits): Promise<number> {
  const gate = rateGate(limits.messagesPerSecond);
  let settled = 0;
  let broken = false;
  const lane = async () => {
    for (;;) {
      await gate();
      if (limits.signal?.aborted || broken) return;
      const [row] = await ports.ledger.claim(limits.worker, 1, ports.clock.now());
      if (!row) return;
      ports.at('after_claim');
      const verdict = await sendOne(ports, row).catch(error => {
        broken = true;
        throw error;
      });
      await settle(ports, row, verdict);
      settled += 1;
      ports.onSettled(settled);
    }
  };
  // When one lane breaks the others finish what is in flight, and only then the run ends.
  const lanes = await Promise.allSettled(Array.from({ length: limits.connections }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return settled;
}

async function sendOne(ports: OutboxPorts, row: ClaimedDelivery): Promise<Verdict> {
  const composedAt = ports.clock.now();
  const message = await ports.compose(row, composedAt).catch(async error => {
    await ports.ledger.release(row, ports.clock.now());
    throw error;
  });
  const verdict = await ports.submitter.submit(message, async mimeSha256 => {
    ports.at('before_commit');
    const committed = await ports.ledger.commit(row, { at: composedAt, mimeSha256, ...ports.madeWith });
    ports.at('before_dot');
    return committed;
  });
  if (verdict.kind === 'submitted') ports.at('after_250');
  return verdict;
}

async function settle({ ledger, clock }: OutboxPorts, row: ClaimedDelivery, verdict: Verdict): Promise<void> {
  const now = clock.now();
  await ledger.settle(
    row,
    verdict,
    now,
    verdict.kind === 'deferred' ? retryAt(row.attempt, now, Math.random()) : undefined,
  );
}

/** At most so many passes a second, spread evenly. */
function rateGate(perSecond: number): () => Promise<void> {
  const gapMs = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const wait = next - now;
    next = Math.max(next, now) + gapMs;
    if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait));
  };
}
