// The outbox: claims due rows of the ledger, submits each message, and writes down what became of it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AtPoint } from '../domain/crash-point.ts';
import type { ClaimedDelivery, CommitAnswer, MadeWith, SendEvent, Verdict } from '../domain/delivery.ts';
import type { DomainLimits } from '../domain/domain-limits.ts';
import { AppError } from '../domain/errors.ts';
import type { Clock, DomainPaceStore, Ledger, Message, Submitter } from '../domain/ports.ts';
import { type Claims, openClaims } from './claims.ts';
import { type DomainGate, domainGate } from './domain-gate.ts';
import { type GroupedLedger, groupCommit } from './group-commit.ts';
import { rateGate } from './rate-gate.ts';
import { retryAt } from './retry.ts';

export interface OutboxPorts {
  ledger: Ledger;
  paces: DomainPaceStore;
  submitter: Submitter;
  compose(row: ClaimedDelivery, at: Date): Promise<Message>;
  madeWith: MadeWith;
  clock: Clock;
  at: AtPoint;
  /** Called after each message with how many this run has settled. */
  onSettled(settled: number): void;
  onEvent(event: SendEvent): void;
}

export interface OutboxLimits {
  worker: string;
  messagesPerSecond: number;
  domainLimits: DomainLimits;
  /** Messages in any 24 hours. */
  maxPerDay?: number;
  /** When it aborts nothing more is claimed; what is in flight is finished. */
  signal?: AbortSignal;
}

const DAY_MS = 86_400_000;
/** Rows that come due this soon, because their domain has a limit, are waited for. */
const PATIENCE_MS = 60_000;
/** How long messages in flight may take once the run is told to stop. */
const GRACE_MS = 30_000;
/** A lane that finds no connection so often in a row gives up; between two tries it waits. */
const MAX_UNREACHABLE = 3;
const RECONNECT_MS = 500;

/** A process that is killed forgets at most so much of what it sent to whom. */
const PACES_KEPT_MS = 1000;

/** What one run of the outbox works with. */
interface Run {
  ports: OutboxPorts;
  limits: OutboxLimits;
  claims: Claims;
  grouped: GroupedLedger;
  domains: DomainGate;
  gate(): Promise<void>;
  /** Of today's messages; infinite without a limit. */
  allowance: number;
  toldLimit: boolean;
  settled: number;
  /** The last reply of a server that could not be reached. */
  unreachable?: string;
  failure?: { error: unknown };
}

/**
 * Sends all that is due, and what comes due within a minute.
 * @returns how many rows this run settled
 * @throws AppError smtp_unreachable when no connection can be had any more; what was not sent waits
 */
export async function sendDue(ports: OutboxPorts, limits: OutboxLimits): Promise<number> {
  const run = await openRun(ports, limits);
  const hangUp = abortAfterGrace(run);
  const keeping = setInterval(() => void keepPaces(run), PACES_KEPT_MS);
  try {
    do await sendRound(run);
    while (!isOver(run) && (await hasMore(run)));
  } finally {
    hangUp.clear();
    clearInterval(keeping);
    await run.claims.close();
    await keepPaces(run);
  }
  if (run.failure) throw run.failure.error;
  return run.settled;
}

async function openRun(ports: OutboxPorts, limits: OutboxLimits): Promise<Run> {
  const { ledger, clock, submitter } = ports;
  const now = clock.now();
  const grouped = groupCommit(ledger, clock, submitter.lanes);
  const sent = limits.maxPerDay === undefined ? 0 : await ledger.submittedSince(new Date(now.getTime() - DAY_MS));
  return {
    ports,
    limits,
    grouped,
    claims: openClaims({ ledger, grouped, clock }, { worker: limits.worker, lanes: submitter.lanes }),
    domains: domainGate(limits.domainLimits, await ports.paces.all()),
    gate: rateGate(limits.messagesPerSecond),
    allowance: (limits.maxPerDay ?? Number.POSITIVE_INFINITY) - sent,
    toldLimit: false,
    settled: 0,
  };
}

async function keepPaces(run: Run): Promise<void> {
  const changes = run.domains.changes();
  if (changes.length === 0) return;
  await run.ports.paces.put(changes).catch(error => {
    run.failure ??= { error };
  });
}

function isOver({ failure, limits }: Run): boolean {
  return failure !== undefined || limits.signal?.aborted === true;
}

/** All lanes until nothing is due. When one breaks the others finish what is in flight. */
async function sendRound(run: Run): Promise<void> {
  const lanes = Array.from({ length: run.ports.submitter.lanes }, () =>
    sendLane(run).catch(error => {
      run.failure ??= { error };
      return 'done' as const;
    }),
  );
  const ends = await Promise.all(lanes);
  if (!run.failure && ends.every(end => end === 'unreachable'))
    run.failure = {
      error: new AppError('smtp_unreachable', `the SMTP server cannot be used any more: ${run.unreachable}`),
    };
}

async function sendLane(run: Run): Promise<'done' | 'unreachable'> {
  const { limits, claims } = run;
  for (let failures = 0; failures < MAX_UNREACHABLE; ) {
    await run.gate();
    if (isOver(run)) return 'done';
    if (run.allowance <= 0) return reachedLimit(run);
    run.allowance -= 1;
    const row = await claims.next();
    const kind = row && (await deliver(run, row));
    if (kind !== 'submitted') run.allowance += 1;
    if (kind === undefined) return 'done';
    if (kind !== 'unreachable') failures = 0;
    else {
      failures += 1;
      await sleep(RECONNECT_MS * failures, undefined, { signal: limits.signal }).catch(() => {});
    }
  }
  return 'unreachable';
}

/** Says it once, though every lane comes to it. */
function reachedLimit(run: Run): 'done' {
  if (!run.toldLimit && run.limits.maxPerDay !== undefined) {
    run.toldLimit = true;
    run.ports.onEvent({ kind: 'daily_limit', limit: run.limits.maxPerDay });
  }
  return 'done';
}

/** One row to its end. @returns what became of it; `held` where its domain must wait */
async function deliver(run: Run, row: ClaimedDelivery): Promise<Verdict['kind'] | 'held'> {
  const { ports, domains, grouped, claims } = run;
  const domain = domainOf(row.address);
  const enteredAt = ports.clock.now();
  const turn = domains.enter(domain, enteredAt);
  if (turn) {
    await grouped.release(row, turn);
    claims.done(row);
    return 'held';
  }
  try {
    ports.at('after_claim');
    const verdict = await submit(run, row);
    await settle(run, { row, verdict, domain });
    return verdict.kind;
  } finally {
    domains.leave(domain, enteredAt, ports.clock.now());
    claims.done(row);
  }
}

async function submit({ ports, grouped }: Run, row: ClaimedDelivery): Promise<Verdict> {
  const composedAt = ports.clock.now();
  const message = await ports.compose(row, composedAt).catch(async error => {
    await grouped.release(row);
    throw error;
  });
  let answer: CommitAnswer | undefined;
  const verdict = await ports.submitter.submit(
    message,
    async mimeSha256 => {
      ports.at('before_commit');
      answer = await grouped.commit(row, { at: composedAt, mimeSha256, ...ports.madeWith });
      if (answer === 'go') ports.at('before_dot');
      return answer === 'go';
    },
    () => ports.at('after_dot'),
  );
  if (verdict.kind === 'submitted') ports.at('after_250');
  return verdict;
}

async function settle(
  run: Run,
  { row, verdict, domain }: { row: ClaimedDelivery; verdict: Verdict; domain: string },
): Promise<void> {
  const { ports, grouped, domains } = run;
  // The refused commit has written already what became of the row.
  if (verdict.kind === 'withdrawn') return;
  if (verdict.kind === 'unreachable') {
    run.unreachable = verdict.reply;
    await grouped.release(row);
    return;
  }
  const now = ports.clock.now();
  let notBefore: Date | undefined;
  if (verdict.kind === 'submitted') domains.took(domain);
  else if (verdict.kind === 'deferred' && verdict.pausesDomain) notBefore = pause(run, domain, verdict.reply);
  const retry = verdict.kind === 'deferred' ? retryAt(row, now, Math.random(), notBefore) : undefined;
  await grouped.settle(row, verdict, retry);
  ports.at('after_settle');
  run.settled += 1;
  ports.onSettled(run.settled);
}

/** Says it once a pause. */
function pause({ ports, domains }: Run, domain: string, reply: string): Date {
  const now = ports.clock.now();
  const isPaused = domains.isPaused(domain, now);
  const until = domains.pause(domain, reply, now);
  if (!isPaused) ports.onEvent({ kind: 'domain_paused', domain, until, reply });
  return until;
}

/** After a round: canaries are judged, and rows that come due soon are waited for. */
async function hasMore({ ports, limits, allowance }: Run): Promise<boolean> {
  const { ledger, clock } = ports;
  const now = clock.now();
  const judged = await ledger.judgeCanaries(now);
  for (const { held, ...canary } of judged) if (held) ports.onEvent({ kind: 'canary_held', ...canary });
  if (judged.some(({ held }) => !held)) return true;
  const next = await ledger.nextDueAt();
  if (!next || allowance <= 0) return false;
  const wait = next.getTime() - now.getTime();
  if (wait > PATIENCE_MS) return false;
  await sleep(Math.max(0, wait), undefined, { signal: limits.signal }).catch(() => {});
  return true;
}

/** Told to stop, the run finishes what is in flight, but not for ever: then it hangs up, and says what may have been sent. */
function abortAfterGrace({ ports, limits }: Run): { clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(() => ports.submitter.abort(), GRACE_MS);
  };
  if (limits.signal?.aborted) start();
  else limits.signal?.addEventListener('abort', start, { once: true });
  return {
    clear() {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', start);
    },
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
