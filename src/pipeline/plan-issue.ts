// papers ──▶ rank ──▶ select ──▶ frozen batch
import { isReservedDomain, parseAddress } from '../domain/address.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import type { RankedPaper, Selection } from '../domain/issue.ts';
import { NO_OPINIONS, type ReaderOpinions } from '../domain/opinion.ts';
import type { OpinionStore, PlannedDelivery, Planner, ReaderPast } from '../domain/ports.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { rank } from '../rank/rank.ts';
import { type DueTimes, dueTimes } from '../schedule/due-times.ts';
import { compileReaders } from '../select/compile-readers.ts';
import type { Taste } from '../select/learnt-taste.ts';
import type { CompiledCatalogue } from '../select/match-topics.ts';
import { Selector } from '../select/select.ts';
import type { Terms } from '../select/term.ts';
import { longestWindow, windowStart } from '../select/window.ts';
import { papersNamed, selectionCompleter } from './complete-selection.ts';
import { newsToTell } from './follow-ups.ts';
import { type SaidBySubscriber, tasteLearner } from './learn-tastes.ts';
import { indexPapers, indexWords, type RankingPorts, rankedPapers, toReader } from './one-reader.ts';

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
  /** Whether somebody wants to see who gets what; of a large list it is a lot. */
  listReaders?: boolean;
}

/** One reader's share of a plan. An empty selection means no mail. */
interface PlannedReader {
  subscriber: Subscriber;
  date: string;
  selection: Selection;
  /** Absent where there is no mail. */
  subject?: string;
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
  /** Readers left out because their address is in a reserved domain. */
  reserved: number;
}

/** The batch of one local date while it is being planned. */
interface OpenBatch {
  id: number;
  rows: number;
  papers: Set<number>;
}

/** What the readers of a plan go through, page by page. */
interface Stages {
  selector: Selector;
  complete: ReturnType<typeof selectionCompleter>;
  terms: Terms;
}

/** Decides who gets which papers and freezes it; from here on a crash loses nothing. */
export async function planIssue(ports: PlanPorts, options: PlanOptions): Promise<Plan> {
  const { planner, catalogue } = ports;
  const { now } = options;
  await planner.discardUnready();
  const papers = await rankedPapers(ports, now);
  const index = indexPapers(papers, catalogue);
  const { news, older } = await newsToTell(ports.papers, longestWindow(now), new Set(papers.map(({ id }) => id)));
  const told = rank(older, now, ports.prior);
  const complete = selectionCompleter(index, { news, older: indexWords(told) });
  const stages = { selector: new Selector(index), complete, terms: index.terms };
  const tastesOf = tasteLearner(papers, now);
  const lastDueAt = (await planner.lastBatchDueAt()) ?? '';
  const fresh = papers.filter(({ enteredAt }) => enteredAt > lastDueAt).length;
  const plan: Plan = { papers, fresh, readers: [], due: 0, empty: 0, served: 0, reserved: 0 };
  const times = dueTimes(now);
  const batches = new Map<string, OpenBatch>();
  for await (const page of planner.dueSubscribers(now, options.everyone)) {
    const due = await dueOf(page, { planner, times, options, plan });
    const said = await ports.opinions.of(due.map(({ subscriber }) => subscriber.id));
    const planned = planReaders(due, stages, { said, tastes: tastesOf(said), now });
    for (const [date, readers] of Map.groupBy(planned, ({ date }) => date)) {
      const batch = batches.get(date) ?? { id: await planner.openBatch(date, now), rows: 0, papers: new Set() };
      batches.set(date, batch);
      await addReaders(batch, readers, { planner, times, now });
    }
    plan.due += planned.length;
    plan.empty += planned.filter(({ selection }) => selection.papers.length === 0).length;
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
  const pasts = await planner.pasts(
    page.map(({ id }) => id),
    longestWindow(options.now),
  );
  const readers = page.map(subscriber => asReader(subscriber, pasts.get(subscriber.id), { times, options }));
  const {
    due = [],
    served = [],
    reserved = [],
    rested = [],
  } = Object.groupBy(readers, reader => standing(reader, { times, options }));
  plan.served += served.length;
  plan.reserved += reserved.length;
  const left = [...served, ...reserved, ...rested];
  await planner.postpone(
    left.map(({ subscriber: { id, rhythm }, date }) => ({
      subscriberId: id,
      nextDueAt: times.afterIssue(rhythm, date),
    })),
  );
  return due;
}

interface DueReader {
  subscriber: Subscriber;
  /** Local date of the issue that is due. */
  date: string;
  past: ReaderPast | undefined;
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
  { times, options: { everyone, skipReserved } }: Asked,
): 'due' | 'served' | 'reserved' | 'rested' {
  if (past?.dates.has(date)) return 'served';
  const { pausedUntil, rhythm } = subscriber;
  // What was due during a pause stays left out when it is over.
  if (!everyone && pausedUntil !== undefined && times.latest(rhythm).at < new Date(pausedUntil)) return 'rested';
  return skipReserved && isReservedDomain(parseAddress(subscriber.address)?.domain ?? '') ? 'reserved' : 'due';
}

function planReaders(
  due: readonly DueReader[],
  { selector, complete, terms }: Stages,
  { said, tastes, now }: { said: SaidBySubscriber; tastes: ReadonlyMap<number, Taste>; now: Date },
): PlannedReader[] {
  const readers = due.map(({ subscriber, past }) => ({
    ...toReader(subscriber, past, now),
    taste: tastes.get(subscriber.id),
  }));
  const selections = selector.select(compileReaders(readers, terms));
  return due.map(({ subscriber, date, past }, at) => {
    const { layout, rhythm } = subscriber;
    const lessened = lessenedBy(said.get(subscriber.id));
    const addressee = { reader: readers[at]!, layout, timeZone: rhythm.timeZone, past, lessened };
    return { subscriber, date, ...complete(selections[at]!, addressee) };
  });
}

/** Said of that very paper, it holds also for who wants nothing learnt from it. */
function lessenedBy({ opinions }: ReaderOpinions = NO_OPINIONS): ReadonlySet<number> {
  return new Set(opinions.filter(({ kind }) => kind === 'less').map(({ paper }) => paper.id));
}

function toDelivery({ subscriber, date, selection, subject }: PlannedReader, times: DueTimes): PlannedDelivery {
  return {
    subscriberId: subscriber.id,
    nextDueAt: times.afterIssue(subscriber.rhythm, date),
    ...(selection.papers.length > 0 && { selection, subject }),
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
