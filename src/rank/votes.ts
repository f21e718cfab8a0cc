// What counts of votes at known moments say: how many there are, how they rose, and how many there will soon be.
import type { Upvotes } from '../domain/paper.ts';
import { hoursSince } from './hours.ts';

export interface Votes {
  count: number;
  /** Gained since yesterday; undefined where yesterday's count is not known. */
  rise?: number;
  /** How many there are expected to be a few hours later. */
  expected: number;
}

/** What a listed paper gets in a day, typically; one that has just been listed is taken for typical. */
export const TYPICAL_VOTES = 12;
/**
 * So many hours the pace is followed into the future, and for so many hours a paper is taken for typical at the beginning, so that
 * the first vote after ten minutes is no storm. On the days of July to September 2025 anything from four to sixteen is as good.
 */
const HOURS_AHEAD = 4;
/** A rise is "since yesterday": measured against the last count of between 18 and 48 hours ago. */
const RISE_HOURS = 18;
const MAX_RISE_HOURS = 48;

/**
 * @param upvotes in any order; counts later than the moment are not known yet
 * @param since when people could first vote, ISO 8601; without it the first count is taken for the beginning
 * @returns undefined where no source had counted votes by then
 */
export function readVotes(upvotes: readonly Upvotes[], since: string | undefined, at: Date): Votes | undefined {
  const seen = upvotes
    .filter(({ at: then }) => Date.parse(then) <= at.getTime())
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.count - b.count);
  const [first, last] = [seen[0], seen.at(-1)];
  if (!first || !last) return undefined;
  const yesterday = seen.findLast(({ at: then }) => hoursSince(then, at) >= RISE_HOURS);
  const isRecent = yesterday && yesterday !== last && hoursSince(yesterday.at, at) <= MAX_RISE_HOURS;
  const begin = isRecent ? yesterday : { at: since ?? first.at, count: 0 };
  const gained = Math.max(0, last.count - begin.count);
  const hours = hoursSince(begin.at, new Date(last.at));
  const pace = (gained + TYPICAL_VOTES) / (hours + HOURS_AHEAD);
  return {
    count: last.count,
    ...(isRecent && { rise: gained }),
    expected: last.count + HOURS_AHEAD * pace,
  };
}
