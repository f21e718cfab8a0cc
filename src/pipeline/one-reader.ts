// The papers of the longest window as a single reader meets them: for previews and explanations.
import { isWithoutVotes, type Miss, type RankedPaper, type Selection } from '../domain/issue.ts';
import type { OpinionStore, PaperStore, Planner, ReaderPast } from '../domain/ports.ts';
import type { Interests, Subscriber } from '../domain/subscriber.ts';
import { rank } from '../rank/rank.ts';
import type { TextPrior } from '../rank/text-prior.ts';
import type { Reader } from '../select/compile-readers.ts';
import { type Explanation, explain } from '../select/explain.ts';
import { justMissed } from '../select/just-missed.ts';
import type { CompiledCatalogue } from '../select/match-topics.ts';
import { PaperIndex } from '../select/paper-index.ts';
import { select } from '../select/select.ts';
import { scanTopics } from '../select/topical-paper.ts';
import { longestWindow, windowStart } from '../select/window.ts';
import { tasteLearner } from './learn-tastes.ts';

/** The papers of the store, and what ranks them where nobody has voted. */
export interface RankingPorts {
  papers: PaperStore;
  prior: TextPrior;
}

/** Where papers for a single reader come from. */
export interface PaperPool extends RankingPorts {
  catalogue: CompiledCatalogue;
}

/** One reader's selection out of the longest window, as if that reader had never been sent anything. */
export async function selectFor(
  reader: { interests: Interests; papersPerMail: number },
  pool: PaperPool,
  now: Date,
): Promise<{ papers: RankedPaper[]; selection: Selection }> {
  const papers = await rankedPapers(pool, now);
  const index = indexPapers(papers, pool.catalogue);
  return { papers, selection: select(index, { ...reader, windowStart: longestWindow(now), alreadySent: new Map() }) };
}

export interface ExplainedChoice {
  /** Absent for a paper outside of the longest window. */
  explanation?: Explanation;
  /** Other papers that the subscriber just missed. */
  justMissed: { title: string; miss: Miss }[];
  /** Nobody has voted for the paper so far. */
  withoutVotes: boolean;
}

/** Why a paper is, or is not, in a subscriber's next mail. */
export async function explainChoice(
  { subscriber, paperId }: { subscriber: Subscriber; paperId: number },
  pool: PaperPool & { planner: Planner; opinions: OpinionStore },
  now: Date,
): Promise<ExplainedChoice> {
  const papers = await rankedPapers(pool, now);
  const index = indexPapers(papers, pool.catalogue);
  const pasts = await pool.planner.pasts([subscriber.id], longestWindow(now));
  const tastes = await tasteLearner(papers, pool.opinions, now)([subscriber.id]);
  const reader = { ...toReader(subscriber, pasts.get(subscriber.id), now), taste: tastes.get(subscriber.id) };
  const missed = justMissed(index, reader).filter(missed => missed.paperId !== paperId);
  const asked = index.papers[index.placeOf(paperId) ?? -1]?.paper;
  const titleOf = (id: number) => index.papers[index.placeOf(id)!]!.paper.title;
  return {
    explanation: explain(index, reader, paperId),
    justMissed: missed.map(({ paperId, miss }) => ({ title: titleOf(paperId), miss })),
    withoutVotes: asked !== undefined && isWithoutVotes(asked),
  };
}

/** @param papers best first */
export function indexPapers(papers: readonly RankedPaper[], catalogue: CompiledCatalogue): PaperIndex {
  return new PaperIndex(scanTopics(papers, catalogue), catalogue.topics);
}

/** What entered within the longest window, best first. */
export async function rankedPapers({ papers, prior }: RankingPorts, now: Date): Promise<RankedPaper[]> {
  return rank(await papers.enteredBetween(longestWindow(now), new Date(now.getTime() + 1)), now, prior);
}

/** What selection must know about a subscriber at a moment. */
export function toReader(
  { interests, papersPerMail, rhythm }: Subscriber,
  past: ReaderPast | undefined,
  now: Date,
): Reader {
  return {
    interests,
    papersPerMail,
    windowStart: windowStart(now, rhythm.days, past?.previousDueAt),
    alreadySent: past?.alreadySent ?? new Map<number, string>(),
  };
}
