// One paper's trending score: named, bounded signals, each a fact that a reader can check.
import type { Signal } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { hoursSince } from './hours.ts';
import type { TextPrior } from './text-prior.ts';
import { readVotes, TYPICAL_VOTES } from './votes.ts';

/** A paper with what the store or the caller knows besides its facts. */
export type Rankable = PaperFacts & {
  /** As of a candidate. */
  listedTime?: string;
  /** How many sources showed it. */
  sources?: number;
  enteredAt?: string;
};

/** Votes that a place in a digest stands for: on days of Hugging Face 67, 46, 22, 10 at the places 1, 2, 5, 10. */
const VOTES_OF_TWO_FIRST_PLACES = 120;
/** After its first day what a paper drew loses up to half of its weight: what rises today beats what rose last week. */
const FRESH_HOURS = 24;
const HALF_LIFE_HOURS = 48;
/** Beyond these more says nothing more, so that no single number drowns the others. */
const MAX = { votes: 10_000, comments: 100, stars: 100_000, sources: 4 };

interface Part {
  weight: number;
  /** Absent where there is nothing to show, as of a paper that was listed and has no vote yet. */
  signal?: Signal;
}

/**
 * Scores one paper at a moment: the logarithm of the votes it may expect, and a little for what else is known. Where votes were
 * known, on days of July to September 2025, comments added little, code and stars next to nothing, and the text only harm.
 * @returns score ≥ 0 and the facts behind it, strongest first
 */
export function scorePaper(paper: Rankable, at: Date, prior: TextPrior): { score: number; signals: Signal[] } {
  const parts = [attention(paper, at, prior), ...support(paper)].sort((a, b) => b.weight - a.weight);
  const score = parts.reduce((sum, { weight }) => sum + weight, 0);
  return { score: round(score, 6), signals: parts.flatMap(({ signal }) => signal ?? []) };
}

/** What the paper drew: by its votes; without any count by its place in a digest; without that by what its text promises. */
function attention(paper: Rankable, at: Date, prior: TextPrior): Part {
  const since = paper.listedTime ?? paper.listedAt ?? paper.enteredAt ?? firstCount(paper);
  const votes = readVotes(paper.upvotes ?? [], since, at);
  const fresh = freshness(since, at);
  if (votes) {
    const { count, rise = 0, expected } = votes;
    const weight = fresh * heat(expected);
    return count === 0 ? { weight } : { weight, signal: { kind: 'upvotes', count, ...(rise > 0 && { rise }) } };
  }
  if (paper.position) {
    const expected = VOTES_OF_TWO_FIRST_PLACES / (1 + paper.position);
    return { weight: fresh * heat(expected), signal: { kind: 'position', place: paper.position } };
  }
  const likelihood = prior(paper);
  return {
    weight: fresh * heat(likelihood * TYPICAL_VOTES),
    signal: { kind: 'text', likelihood: round(likelihood, 3) },
  };
}

function firstCount({ upvotes = [] }: Rankable): string | undefined {
  return upvotes.map(({ at }) => at).sort()[0];
}

function heat(expectedVotes: number): number {
  return Math.log1p(Math.min(expectedVotes, MAX.votes));
}

/** 1 in the first day, then falling towards a half. */
function freshness(since: string | undefined, at: Date): number {
  const stale = since === undefined ? 0 : Math.max(0, hoursSince(since, at) - FRESH_HOURS);
  return 0.5 + 0.5 ** (1 + stale / HALF_LIFE_HOURS);
}

function* support({ comments, links, codeStars, sources }: Rankable): Generator<Part> {
  if (comments) {
    const weight = 0.15 * Math.log1p(Math.min(comments, MAX.comments));
    yield { weight, signal: { kind: 'comments', count: comments } };
  }
  if (links?.code) {
    const weight = 0.02 + 0.005 * Math.log1p(Math.min(codeStars ?? 0, MAX.stars));
    yield { weight, signal: { kind: 'code', ...(codeStars !== undefined && { stars: codeStars }) } };
  }
  if (sources && sources > 1) {
    yield { weight: 0.2 * Math.log2(Math.min(sources, MAX.sources)), signal: { kind: 'sources', count: sources } };
  }
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
