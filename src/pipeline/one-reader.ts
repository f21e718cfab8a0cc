// The papers of the longest window as a single reader meets them: for previews and explanations.
import { isWithoutVotes, type Layout, type Miss, type RankedPaper, type Selection } from '../domain/issue.ts';
import type { Paper } from '../domain/paper.ts';
import type { OpinionStore, PaperStore, Planner, ReaderPast, SubscriberStore } from '../domain/ports.ts';
import type { Interests, NoMail, Subscriber } from '../domain/subscriber.ts';
import { rank } from '../rank/rank.ts';
import type { RankOrder } from '../rank/score.ts';
import type { TextPrior } from '../rank/text-prior.ts';
import type { Reader } from '../select/compile-readers.ts';
import { type Explanation, explain } from '../select/explain.ts';
import { justMissed } from '../select/just-missed.ts';
import type { Taste } from '../select/learnt-taste.ts';
import type { CompiledCatalogue } from '../select/match-topics.ts';
import { PaperIndex } from '../select/paper-index.ts';
import { select } from '../select/select.ts';
import { scanTopics, type TopicalPaper } from '../select/topical-paper.ts';
import { longestWindow } from '../select/window.ts';
import { selectionCompleter } from './complete-selection.ts';
import { tasteLearner } from './learn-tastes.ts';
import { occasionOf, orderFor, windowFor } from './occasion.ts';

/** The papers of the store, and what ranks them where nobody has voted. */
export interface RankingPorts {
  papers: PaperStore;
  prior: TextPrior;
}

/** Where papers for a single reader come from. */
export interface PaperPool extends RankingPorts {
  catalogue: CompiledCatalogue;
}

/** A reader to preview a mail for. */
interface PreviewedReader {
  /** Absent for somebody made up, who has said nothing about papers. */
  id?: number;
  interests: Interests;
  papersPerMail: number;
  /** Absent: `full`. */
  layout?: Layout;
  /** IANA time zone, for the date since when papers are new; absent: UTC. */
  timeZone?: string;
}

/** Papers to preview mails of, with what finds them: made once for any number of readers. */
export interface OpenPool {
  /** Best first. */
  papers: readonly RankedPaper[];
  index: PaperIndex;
  now: Date;
}

/** @param papers best first */
export function openPool(papers: readonly RankedPaper[], catalogue: CompiledCatalogue, now: Date): OpenPool {
  return { papers, index: indexPapers(papers, catalogue), now };
}

/** One reader's selection out of the longest window, as if that reader had never been sent anything. */
export async function selectFor(
  { id, layout = 'full', timeZone = 'UTC', ...rest }: PreviewedReader,
  { papers, index, now }: OpenPool,
  opinions: OpinionStore,
): Promise<Selection> {
  const taste = id === undefined ? undefined : await tasteOf(id, { papers, opinions }, now);
  const reader = { ...rest, windowStart: longestWindow(now), alreadySent: new Map<number, string>(), taste };
  return selectionCompleter(index)(select(index, reader), { reader, layout, timeZone }).selection;
}

type ChoiceExplanation =
  | Explanation
  /** The operator keeps it out of everything. `since` is an ISO 8601 instant. */
  | { kind: 'hidden'; since: string };

export interface ExplainedChoice {
  /** Why the subscriber gets no mail at all, whatever the paper; the explanation is then what would hold otherwise. */
  noMail?: NoMail;
  explanation: ChoiceExplanation;
  /** Other papers that the subscriber just missed. */
  justMissed: { title: string; miss: Miss }[];
  /** Nobody has voted for the paper so far. */
  withoutVotes: boolean;
}

interface ExplainPorts extends PaperPool {
  planner: Planner;
  opinions: OpinionStore;
  subscribers: Pick<SubscriberStore, 'noMail'>;
}

/** Why a paper is, or is not, in a subscriber's next mail: by the very selection that the mail would be made of. */
export async function explainChoice(
  { subscriber, paper }: { subscriber: Subscriber; paper: Paper },
  pool: ExplainPorts,
  now: Date,
): Promise<ExplainedChoice> {
  const past = (await pool.planner.pasts([subscriber.id], longestWindow(now))).get(subscriber.id);
  const index = indexInOrders(await rankedPapers(pool, now), pool, now).inOrder(orderFor(occasionOf(subscriber, past)));
  const papers = index.papers.map(({ paper }) => paper);
  const taste = await tasteOf(subscriber.id, { papers, opinions: pool.opinions }, now);
  const reader = { ...toReader(subscriber, past, now), taste };
  const noMail = await pool.subscribers.noMail(subscriber.id, now);
  const missed = justMissed(index, reader).filter(missed => missed.paperId !== paper.id);
  const asked = index.papers[index.placeOf(paper.id) ?? -1]?.paper;
  const titleOf = (id: number) => index.papers[index.placeOf(id)!]!.paper.title;
  return {
    ...(noMail && { noMail }),
    explanation: explain(index, reader, paper.id) ?? (await explainAbsent(paper, subscriber.id, { pool, reader })),
    justMissed: missed.map(({ paperId, miss }) => ({ title: titleOf(paperId), miss })),
    withoutVotes: asked !== undefined && isWithoutVotes(asked),
  };
}

/** A paper that no mail can hold now: hidden, or older than any window reaches back. */
async function explainAbsent(
  { id, enteredAt, hiddenAt }: Paper,
  subscriberId: number,
  { pool, reader }: { pool: ExplainPorts; reader: Reader },
): Promise<ChoiceExplanation> {
  if (hiddenAt !== undefined) return { kind: 'hidden', since: hiddenAt };
  const on = await pool.planner.sentOn(subscriberId, id);
  if (on !== undefined) return { kind: 'already-sent', on };
  return { kind: 'outside-window', enteredAt, windowStart: reader.windowStart.toISOString() };
}

export async function tasteOf(
  id: number,
  { papers, opinions }: { papers: readonly RankedPaper[]; opinions: OpinionStore },
  now: Date,
): Promise<Taste | undefined> {
  return tasteLearner(papers, now)(await opinions.of([id])).get(id);
}

/** @param papers best first */
export function indexPapers(papers: readonly RankedPaper[], catalogue: CompiledCatalogue): PaperIndex {
  return new PaperIndex(scanTopics(papers, catalogue), catalogue.topics);
}

/** The same papers in each order that readers may want them in; what takes long is done when first asked for, and once. */
export interface PaperIndexes {
  inOrder(order: RankOrder): PaperIndex;
}

/** @param papers by falling trend */
export function indexInOrders(
  papers: readonly RankedPaper[],
  { catalogue, prior }: { catalogue: CompiledCatalogue; prior: TextPrior },
  now: Date,
): PaperIndexes {
  let scanned: TopicalPaper[] | undefined;
  const indexes = new Map<RankOrder, PaperIndex>();
  const inOrder = (order: RankOrder) => {
    scanned ??= scanTopics(papers, catalogue);
    const best = (found: TopicalPaper[]) => {
      const topical = new Map(found.map(each => [each.paper.id, each]));
      return rank(papers, now, prior, order).map(paper => topical.get(paper.id)!);
    };
    return new PaperIndex(order === 'trending' ? scanned : best(scanned), catalogue.topics);
  };
  return {
    inOrder(order) {
      const index = indexes.get(order) ?? inOrder(order);
      indexes.set(order, index);
      return index;
    },
  };
}

/** Papers that keywords find, and nothing else does. */
export function indexWords(papers: readonly RankedPaper[]): PaperIndex {
  return new PaperIndex(
    papers.map(paper => ({ paper, topics: new Map(), hints: new Set() })),
    [],
  );
}

/** What entered within the longest window, best first. */
export async function rankedPapers({ papers, prior }: RankingPorts, now: Date): Promise<RankedPaper[]> {
  return rank(await papers.enteredBetween(longestWindow(now), new Date(now.getTime() + 1)), now, prior);
}

/** What selection must know about a subscriber at a moment. */
export function toReader(subscriber: Subscriber, past: ReaderPast | undefined, now: Date): Reader {
  const { interests, papersPerMail } = subscriber;
  return {
    interests,
    papersPerMail,
    windowStart: windowFor(occasionOf(subscriber, past), subscriber, { previousDueAt: past?.previousDueAt, now }),
    alreadySent: past?.alreadySent ?? new Map<number, string>(),
  };
}
