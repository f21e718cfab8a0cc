// The papers of the longest window as a single reader meets them: for previews and explanations.
import type { RankedPaper, Selection } from '../domain/issue.ts';
import type { PaperStore, Planner, ReaderPast } from '../domain/ports.ts';
import type { Interests, Subscriber } from '../domain/subscriber.ts';
import { rank } from '../rank/rank.ts';
import type { TextPrior } from '../rank/text-prior.ts';
import { scanInterests, scanTopics } from '../select/interests.ts';
import type { CompiledCatalogue } from '../select/match-topics.ts';
import { type Explanation, explain, type Reader, select } from '../select/select.ts';
import { MAX_WINDOW_DAYS, windowStart } from '../select/window.ts';

const DAY_MS = 86_400_000;

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
  const { catalogue } = pool;
  const papers = await rankedPapers(pool, now);
  const scanned = scanInterests(scanTopics(papers, catalogue), [reader.interests]);
  const selection = select(scanned, { ...reader, windowStart: longestWindow(now), alreadySent: new Set() }, catalogue);
  return { papers, selection };
}

/** Why a paper is, or is not, in a subscriber's next mail. @returns undefined for a paper outside of the longest window */
export async function explainChoice(
  { subscriber, paperId }: { subscriber: Subscriber; paperId: number },
  pool: PaperPool & { planner: Planner },
  now: Date,
): Promise<Explanation | undefined> {
  const { catalogue, planner } = pool;
  const scanned = scanInterests(scanTopics(await rankedPapers(pool, now), catalogue), [subscriber.interests]);
  const pasts = await planner.pasts([subscriber.id], longestWindow(now));
  return explain(scanned, toReader(subscriber, pasts.get(subscriber.id), now), { paperId, catalogue });
}

/** What entered within the longest window, best first. */
export async function rankedPapers({ papers, prior }: RankingPorts, now: Date): Promise<RankedPaper[]> {
  return rank(await papers.enteredBetween(longestWindow(now), new Date(now.getTime() + 1)), now, prior);
}

export function longestWindow(now: Date): Date {
  return new Date(now.getTime() - MAX_WINDOW_DAYS * DAY_MS);
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
    alreadySent: past?.alreadySent ?? new Set<number>(),
  };
}
