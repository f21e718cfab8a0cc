// What interests would have brought in the last days, from the papers of the store.
import type { RankedPaper } from '../domain/issue.ts';
import type { PaperStore } from '../domain/ports.ts';
import type { Interests, Rhythm } from '../domain/subscriber.ts';
import { rank } from '../rank/rank.ts';
import { nextDue } from '../schedule/next-due.ts';
import type { PaperIndex } from '../select/paper-index.ts';
import { countByTopic, type TryOut, tryOut } from '../select/try-out.ts';
import { indexPapers, type PaperPool } from './one-reader.ts';

const DAY_MS = 86_400_000;

export interface Tried {
  interests: Interests;
  papersPerMail: number;
  rhythm: Rhythm;
}

/** What came in during the last days; plain values, so that another thread can have them. */
export interface LatestPapers {
  papers: Awaited<ReturnType<PaperStore['enteredBetween']>>;
  now: Date;
  days: number;
}

/** Made once for all who try something on the same papers. */
export interface PapersToTry extends Omit<LatestPapers, 'papers'> {
  index: PaperIndex;
}

/** @param most if more papers came in, fewer days: the last ones whose papers are no more than this, but at least one */
export async function latestPapers(
  store: PaperStore,
  { now, days, most = Number.POSITIVE_INFINITY }: { now: Date; days: number; most?: number },
): Promise<LatestPapers> {
  const latest: LatestPapers = { papers: [], now, days: 0 };
  let until = new Date(now.getTime() + 1);
  while (latest.days < days) {
    const since = daysBefore(now, latest.days + 1);
    const papers = await store.enteredBetween(since, until);
    if (latest.days > 0 && latest.papers.length + papers.length > most) break;
    latest.papers.push(...papers);
    latest.days += 1;
    until = since;
  }
  return latest;
}

export function indexLatest(
  { papers, now, days }: LatestPapers,
  { prior, catalogue }: Omit<PaperPool, 'papers'>,
): PapersToTry {
  return { index: indexPapers(rank(papers, now, prior), catalogue), now, days };
}

/** @returns with the papers by id, so that they can be named */
export function tryInterests(
  tried: Tried,
  { index, now, days }: PapersToTry,
): TryOut & { papers: ReadonlyMap<number, RankedPaper> } {
  const papers = new Map(index.papers.map(({ paper }) => [paper.id, paper]));
  return { papers, ...tryOut(index.withoutTerms(), tried, dueBetween(tried.rhythm, daysBefore(now, days), now)) };
}

/** How many papers each topic brings on a day on which papers came. */
export function topicsPerDay({ index }: PapersToTry, topicIds: readonly string[]): Map<string, number> {
  const dates = new Set(index.papers.map(({ paper }) => paper.listedAt ?? paper.enteredAt.slice(0, 10)));
  const counts = countByTopic(index.withoutTerms(), topicIds);
  return new Map([...counts].map(([id, count]) => [id, count / Math.max(dates.size, 1)]));
}

/** With the next one, since it brings what came in after the last. */
function dueBetween(rhythm: Rhythm, since: Date, now: Date): Date[] {
  const due = [nextDue(rhythm, since)];
  while (due.at(-1)! <= now) due.push(nextDue(rhythm, due.at(-1)!));
  return due;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
