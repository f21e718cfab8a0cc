// One paper's trending score: named, bounded signals, each a fact that a reader can check.
import type { Signal } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { hoursBetween } from './hours.ts';
import type { TextPrior } from './text-prior.ts';
import { expectedVotes, readVotes, TYPICAL_VOTES, type Votes, withMore } from './votes.ts';

/** A paper with what the store or the caller knows besides its facts. */
export type Rankable = PaperFacts & {
  /** How many sources showed it. */
  sources?: number;
  enteredAt?: string;
};

/** Votes that the first place of a digest stands for; of the tenth it is one. Real votes say more than a place. */
const VOTES_OF_FIRST_PLACE = 10;
/** After its first day what a paper drew loses up to half of its weight: what rises today beats what rose last week. */
const FRESH_HOURS = 24;
const HALF_LIFE_HOURS = 48;
/** Beyond these more says nothing more, so that no single number drowns the others. */
const MAX = { votes: 10_000, comments: 100, stars: 100_000, sources: 4 };
const MAX_SOURCES_SHOWN = 99;

interface Part {
  weight: number;
  signal: Signal;
}

/** `trending`: what rises now comes first. `best`: what drew most, however old: for those who read about days at once. */
export type RankOrder = 'trending' | 'best';

/**
 * Scores one paper at a moment: the logarithm of the votes it may expect, and a little for what else is known. Where votes were
 * known, on days of July to September 2025, comments added little, code and stars next to nothing, and the text only harm.
 * @returns score ≥ 0 and the facts behind it, strongest first
 */
export function scorePaper(
  paper: Rankable,
  at: Date,
  prior: TextPrior,
  order: RankOrder = 'trending',
): { score: number; signals: Signal[] } {
  const since = firstSeen(paper);
  const parts = [attention(paper, { since, at }, prior), ...support(paper)].sort((a, b) => b.weight - a.weight);
  const weight = order === 'best' ? 1 : freshness(since, at);
  const score = weight * parts.reduce((sum, { weight }) => sum + weight, 0);
  return { score: round(score, 6), signals: parts.map(({ signal }) => signal) };
}

/** Milliseconds: when people could first see the paper, as far as anybody says. */
function firstSeen({ listedTime, listedAt, enteredAt, upvotes = [] }: Rankable): number | undefined {
  const told = [listedTime, listedAt, enteredAt].flatMap(moment => moment ?? []).map(moment => Date.parse(moment));
  const first = told.find(moment => !Number.isNaN(moment));
  if (first !== undefined) return first;
  const counted = upvotes.map(({ at }) => Date.parse(at)).filter(moment => !Number.isNaN(moment));
  return counted.length > 0 ? Math.min(...counted) : undefined;
}

/**
 * What the paper drew: by its votes; without any count by its place in a digest; without that, and where nobody has voted yet, by
 * what its text promises. Of two papers of one age that were counted, the one with a vote is always before the one without.
 */
function attention(paper: Rankable, { since, at }: { since: number | undefined; at: Date }, prior: TextPrior): Part {
  const votes = readVotes(paper.upvotes ?? [], since, at);
  if (votes && votes.count > 0) {
    const { count, rise } = votes;
    return { weight: heat(expectedVotes(votes)), signal: { kind: 'upvotes', count, ...(rise && { rise }) } };
  }
  if (!votes && paper.position && paper.position >= 1) {
    const none: Votes = { count: 0, gained: 0, hours: hoursBetween(since ?? at.getTime(), at.getTime()) };
    const expected = expectedVotes(withMore(none, VOTES_OF_FIRST_PLACE / paper.position));
    return { weight: heat(expected), signal: { kind: 'position', place: paper.position } };
  }
  const likelihood = bounded(prior(paper), 1);
  const [least, most] = votes ? [expectedVotes(votes), expectedVotes(withMore(votes, 1))] : [0, TYPICAL_VOTES];
  return {
    weight: heat(least + likelihood * (most - least)),
    signal: { kind: 'text', likelihood: round(likelihood, 3) },
  };
}

function heat(expected: number): number {
  return Math.log1p(bounded(expected, MAX.votes));
}

/** 1 in the first day, then falling towards a half. */
function freshness(since: number | undefined, at: Date): number {
  const stale = since === undefined ? 0 : Math.max(0, hoursBetween(since, at.getTime()) - FRESH_HOURS);
  return 0.5 + 0.5 ** (1 + stale / HALF_LIFE_HOURS);
}

function* support({ comments, links, codeStars, sources }: Rankable): Generator<Part> {
  if (comments && comments > 0) {
    const weight = 0.15 * Math.log1p(bounded(comments, MAX.comments));
    yield { weight, signal: { kind: 'comments', count: comments } };
  }
  if (links?.code) {
    const weight = 0.02 + 0.005 * Math.log1p(bounded(codeStars ?? 0, MAX.stars));
    yield { weight, signal: { kind: 'code', ...(codeStars !== undefined && { stars: codeStars }) } };
  }
  if (sources && sources > 1) {
    const weight = 0.2 * Math.log2(bounded(sources, MAX.sources));
    yield { weight, signal: { kind: 'sources', count: bounded(sources, MAX_SOURCES_SHOWN) } };
  }
}

/** Between 0 and `max`; what is no number is 0. */
function bounded(value: number, max: number): number {
  return Math.min(Math.max(value || 0, 0), max);
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
