// papers ──▶ rank ──▶ select ──▶ frozen batch
import { isReservedDomain, parseAddress } from '../domain/address.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import { isMail, type RankedPaper } from '../domain/issue.ts';
import type { OpinionStore, PlannedDelivery, Planner, ReaderPast } from '../domain/ports.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { rank } from '../rank/rank.ts';
import { type DueTimes, dueTimes } from '../schedule/due-times.ts';
import type { CompiledCatalogue } from '../select/match-topics.ts';
import { longestWindow, windowStart } from '../select/window.ts';
import { papersNamed } from './complete-selection.ts';
import { newsToTell } from './follow-ups.ts';
import { indexInOrders, type RankingPorts, rankedPapers } from './one-reader.ts';
import { type DueReader, type PlannedReader, readerPlanner } from './plan-readers.ts';

const FRONT_PAPERS = 50;

export interface PlanPorts extends RankingPorts {
  planner: Planner;
  opinions: OpinionStore;
  catalogue: CompiledCatalogue;
  at: AtPoint;
}

export interface PlanOptions {
  now: Date;
  /** Everyone without a mail for today's date is due, whatever the hour: trying out, or the very first issue. */
  everyone: boolean;
  /** Addresses of reserved domains get no mail. */
  skipReserved: boolean;
  /** Name of the holiday because of which arXiv announced nothing today. */
  quiet?: string;
  /** What was missed by more than that is not sent late, and its papers are left to the next mail; absent: however late. */
  lateMs?: number;
  /** Whether somebody wants to see who gets what; of a large list it is a lot. */
  listReaders?: boolean;
}

export interface Plan {
  /** Papers that entered within the longest window, best first. */
  papers: readonly RankedPaper[];
  /** Who is due and gets what; nobody unless they are to be listed. */
  readers: PlannedReader[];
  /** How many are due. */
  due: number;
  /** How many of these get no mail, since nothing matched. */
  empty: number;
  /** Papers that came in since the last batch was let go. */
  fresh: number;
  /** Readers who were due but have a mail for their date already. */
  served: number;
  /** Readers whose mail was missed by too long to be sent late. */
  late: number;
  /** Readers left out because their address is in a reserved domain. */
  reserved: number;
}

/** The batch of one local date while it is being planned. */
interface OpenBatch {
  id: number;
  rows: number;
  papers: Set<number>;
}

/** Decides who gets which papers and freezes it; from here on a crash loses nothing. */
export async function planIssue(ports: PlanPorts, options: PlanOptions): Promise<Plan> {
  const { planner, catalogue } = ports;
  const { now } = options;
  await planner.discardUnready();
  const papers = await rankedPapers(ports, now);
  const { news, older } = await newsToTell(ports.papers, longestWindow(now), new Set(papers.map(({ id }) => id)));
  const told = rank(older, now, ports.prior);
  const lastDueAt = (await planner.lastBatchDueAt()) ?? '';
  const fresh = papers.filter(({ enteredAt }) => enteredAt > lastDueAt).length;
  const plan: Plan = { papers, fresh, readers: [], due: 0, empty: 0, served: 0, late: 0, reserved: 0 };
  const times = dueTimes(now);
  const indexes = indexInOrders(papers, { catalogue, prior: ports.prior }, now);
  const planReaders = readerPlanner({ indexes, news, older: told, times, now });
  const batches = new Map<string, OpenBatch>();
  for await (const page of planner.dueSubscribers(now, options.everyone)) {
    const due = await dueOf(page, { planner, times, options, plan });
    const said = await ports.opinions.of(due.map(({ subscriber }) => subscriber.id));
    const planned = planReaders(due, said);
    for (const [date, readers] of Map.groupBy(planned, ({ date }) => date)) {
      const batch = batches.get(date) ?? { id: await planner.openBatch(date, now), rows: 0, papers: new Set() };
      batches.set(date, batch);
      await addReaders(batch, readers, { planner, times, now });
    }
    plan.due += planned.length;
    plan.empty += planned.filter(({ selection }) => !isMail(selection)).length;
    if (options.listReaders) plan.readers.push(...planned);
  }
  for (const [date, batch] of batches) {
    const front = frontPage(papers, now, await planner.previousIssueDueAt(date));
    await freeze(batch, planner, { front, papers: [...papers, ...told], quiet: options.quiet });
  }
  if (batches.size > 0) ports.at('after_freeze');
  return plan;
}

async function addReaders(
  batch: OpenBatch,
  readers: readonly PlannedReader[],
  { planner, times, now }: { planner: Planner; times: DueTimes; now: Date },
): Promise<void> {
  const deliveries = readers.map(reader => toDelivery(reader, times));
  batch.rows += await planner.addDeliveries(batch.id, deliveries, now);
  for (const { selection } of readers) for (const paperId of papersNamed(selection)) batch.papers.add(paperId);
}

/** Keeps the papers that any mail or the front page names, by falling score, and lets the batch go. */
async function freeze(
  batch: OpenBatch,
  planner: Planner,
  { front, papers, quiet }: { front: number[]; papers: readonly RankedPaper[]; quiet?: string },
): Promise<void> {
  const shown = batch.papers.union(new Set(front));
  const frozen = papers.filter(({ id }) => shown.has(id)).sort((a, b) => b.score - a.score);
  await planner.closeBatch(batch.id, { papers: frozen, front, quiet, expected: batch.rows });
}

/** The readers of a page who get a mail; whoever is left out is counted, and due again another day. */
async function dueOf(
  page: readonly Subscriber[],
  { planner, times, options, plan }: { planner: Planner; times: DueTimes; options: PlanOptions; plan: Plan },
): Promise<DueReader[]> {
  const pasts = await pastsOf(page, planner, options);
  const readers = page.map(subscriber => asReader(subscriber, pasts.get(subscriber.id), { times, options }));
  const {
    due = [],
    served = [],
    reserved = [],
    rested = [],
    late = [],
  } = Object.groupBy(readers, reader => standing(reader, { times, options }));
  plan.served += served.length;
  plan.reserved += reserved.length;
  plan.late += late.length;
  const left = [...served, ...reserved, ...rested, ...late];
  await planner.postpone(
    left.map(({ subscriber: { id, rhythm }, date }) => ({
      subscriberId: id,
      nextDueAt: times.afterIssue(rhythm, date),
    })),
  );
  return supersedeWaiting(due, planner, options);
}

function pastsOf(readers: readonly Subscriber[], planner: Planner, { now }: PlanOptions) {
  return planner.pasts(
    readers.map(({ id }) => id),
    longestWindow(now),
  );
}

/** A mail that could not be sent yet gives way to the one that is due now, and what was in it is new again. */
async function supersedeWaiting(
  due: readonly DueReader[],
  planner: Planner,
  options: PlanOptions,
): Promise<DueReader[]> {
  const waiting = due.filter(({ past }) => past?.isWaiting).map(({ subscriber }) => subscriber);
  if (waiting.length === 0) return [...due];
  await planner.supersede(
    waiting.map(({ id }) => id),
    options.now,
  );
  const pasts = await pastsOf(waiting, planner, options);
  return due.map(reader => (reader.past?.isWaiting ? { ...reader, past: pasts.get(reader.subscriber.id) } : reader));
}

/** What a reader is asked about. */
interface Asked {
  times: DueTimes;
  options: PlanOptions;
}

function asReader(subscriber: Subscriber, past: ReaderPast | undefined, { times, options }: Asked): DueReader {
  const { rhythm } = subscriber;
  return { subscriber, past, date: options.everyone ? times.today(rhythm.timeZone) : times.latest(rhythm).date };
}

function standing(
  { subscriber, date, past }: DueReader,
  { times, options: { everyone, skipReserved, lateMs = Number.POSITIVE_INFINITY, now } }: Asked,
): 'due' | 'served' | 'reserved' | 'rested' | 'late' {
  if (past?.dates.has(date)) return 'served';
  const { pausedUntil, rhythm } = subscriber;
  const dueAt = times.latest(rhythm).at;
  // What was due during a pause stays left out when it is over.
  if (!everyone && pausedUntil !== undefined && dueAt < new Date(pausedUntil)) return 'rested';
  if (!everyone && now.getTime() - dueAt.getTime() > lateMs) return 'late';
  return skipReserved && isReservedDomain(parseAddress(subscriber.address)?.domain ?? '') ? 'reserved' : 'due';
}

function toDelivery({ subscriber, date, selection, subject }: PlannedReader, times: DueTimes): PlannedDelivery {
  return {
    subscriberId: subscriber.id,
    nextDueAt: times.afterIssue(subscriber.rhythm, date),
    ...(isMail(selection) && { selection, subject }),
  };
}

/** The issue as everybody may see it: what is new since the last one, best first. */
function frontPage(papers: readonly RankedPaper[], now: Date, previousDueAt: string | undefined): number[] {
  const since = previousDueAt ?? windowStart(now, 'weekdays').toISOString();
  return papers
    .filter(({ enteredAt }) => enteredAt >= since)
    .slice(0, FRONT_PAPERS)
    .map(({ id }) => id);
}
