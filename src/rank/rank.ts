// What is trending: named, bounded signals become one score, and each signal stays visible as a reason.
import type { RankedPaper, Signal } from '../domain/issue.ts';
import type { Paper, PaperFacts, Upvotes } from '../domain/paper.ts';

/** A paper with the number of sources that showed it, where that is known. */
export type Rankable = PaperFacts & { sources?: number; enteredAt?: string };

/** Votes lose half of their weight in this time: what rises today beats what rose last week. */
const HALF_LIFE_HOURS = 48;
/** A rise is "since yesterday": measured against the last count of between 18 and 48 hours ago. */
const RISE_HOURS = 18;
const MAX_RISE_HOURS = 48;
const HOUR_MS = 3_600_000;

/**
 * Scores one paper at a moment. Every signal is bounded by its logarithm, so that no single number drowns the others.
 * @returns score ≥ 0 and the facts behind it, strongest first
 */
export function scorePaper(paper: Rankable, at: Date): { score: number; signals: Signal[] } {
  const parts: { weight: number; signal: Signal }[] = [];
  const upvotes = seenBy(at, paper.upvotes ?? []);
  const votes = upvotes.at(-1);
  if (votes && votes.count > 0) {
    const rise = riseOf(upvotes, at);
    const age = hoursBetween(paper.enteredAt ?? paper.listedAt ?? upvotes[0]!.at, at);
    const fresh = 0.5 ** (Math.max(0, age) / HALF_LIFE_HOURS);
    const weight = 2 * Math.log1p(votes.count) * (0.5 + 0.5 * fresh) + Math.log1p(rise ?? 0);
    parts.push({
      weight,
      signal: { kind: 'upvotes', count: votes.count, ...(rise !== undefined && rise > 0 && { rise }) },
    });
  }
  if (paper.comments)
    parts.push({ weight: 0.5 * Math.log1p(paper.comments), signal: { kind: 'comments', count: paper.comments } });
  if (paper.links?.code) {
    const stars = paper.codeStars;
    parts.push({
      weight: 0.3 + 0.2 * Math.log1p(stars ?? 0),
      signal: { kind: 'code', ...(stars !== undefined && { stars }) },
    });
  }
  if (paper.sources && paper.sources > 1) {
    parts.push({ weight: 0.6 * Math.log2(paper.sources), signal: { kind: 'sources', count: paper.sources } });
  }
  // The place in a digest says something only where nothing else does.
  if (parts.length === 0 && paper.position) {
    parts.push({ weight: 1 / (1 + Math.log2(paper.position)), signal: { kind: 'position', place: paper.position } });
  }
  parts.sort((a, b) => b.weight - a.weight);
  return {
    score: round(parts.reduce((sum, { weight }) => sum + weight, 0)),
    signals: parts.map(({ signal }) => signal),
  };
}

/**
 * A total order, best first: by score, then by key, so that the same papers always come in the same order.
 * @param keyOf what breaks ties; unique per paper
 */
export function rank<T extends Rankable>(
  papers: readonly T[],
  at: Date,
  keyOf: (paper: T) => string,
): (T & { score: number; signals: Signal[] })[] {
  const scored = papers.map(paper => ({ paper: { ...paper, ...scorePaper(paper, at) }, key: keyOf(paper) }));
  scored.sort((a, b) => b.paper.score - a.paper.score || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return scored.map(({ paper }) => paper);
}

/** The papers of the store, ranked; ties go to the paper known longer. */
export function rankPapers(papers: readonly (Paper & { sources?: number })[], at: Date): RankedPaper[] {
  return rank(papers, at, ({ id }) => String(id).padStart(12, '0'));
}

/** The counts known at that moment, in the order of their time. */
function seenBy(at: Date, upvotes: readonly Upvotes[]): Upvotes[] {
  return upvotes
    .filter(({ at: then }) => Date.parse(then) <= at.getTime())
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.count - b.count);
}

/** Votes gained since yesterday, never negative; undefined where yesterday's count is not known. */
function riseOf(upvotes: readonly Upvotes[], at: Date): number | undefined {
  const latest = upvotes.at(-1);
  const earlier = upvotes.findLast(({ at: then }) => hoursBetween(then, at) >= RISE_HOURS);
  if (!latest || !earlier || earlier === latest || hoursBetween(earlier.at, at) > MAX_RISE_HOURS) return undefined;
  return Math.max(0, latest.count - earlier.count);
}

function hoursBetween(since: string, at: Date): number {
  return (at.getTime() - Date.parse(since)) / HOUR_MS;
}

function round(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}
