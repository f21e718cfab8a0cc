// What counts of votes at known moments say: how many there are, how they rose, and how many there will soon be.
import type { Upvotes } from '../domain/paper.ts';
import { HOUR_MS, hoursBetween } from './hours.ts';

export interface Votes {
  count: number;
  /** How many of them came within the last so many hours before they were counted. */
  gained: number;
  hours: number;
  /** The same where the hours are about a day and the count is of now: what a reader may be told. */
  rise?: number;
}

/** What a listed paper gets in a day, typically; one that has just been listed is taken for typical. */
export const TYPICAL_VOTES = 12;
/**
 * So many hours the pace is followed into the future, and for so many hours a paper is taken for typical at the beginning, so that
 * the first vote after ten minutes is no storm. On the days of July to September 2025 anything from four to sixteen is as good.
 */
const HOURS_AHEAD = 4;
/** A rise is "in a day": from the count nearest to a day before the last one, and only while the last one is of now. */
const DAY_HOURS = 24;
const MAX_OFF_HOURS = 6;
const MAX_AGE_HOURS = 6;

/** @returns how many votes there are expected to be a few hours later */
export function expectedVotes({ count, gained, hours }: Votes): number {
  return count + (HOURS_AHEAD * (gained + TYPICAL_VOTES)) / (hours + HOURS_AHEAD);
}

/** The same paper, had so many more people voted since. */
export function withMore({ count, gained, hours }: Votes, more: number): Votes {
  return { count: count + more, gained: gained + more, hours };
}

/**
 * @param upvotes in any order; counts later than the moment are not known yet
 * @param since milliseconds: when people could first vote; without it the first count is taken for the beginning
 * @returns undefined where no source had counted votes by then
 */
export function readVotes(upvotes: readonly Upvotes[], since: number | undefined, at: Date): Votes | undefined {
  const counts = risingCounts(upvotes, at.getTime());
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return undefined;
  const base = hoursBetween(last.at, at.getTime()) <= MAX_AGE_HOURS ? aDayBefore(last, counts) : undefined;
  const begin = base ?? { at: since ?? first.at, count: 0 };
  const gained = last.count - begin.count;
  return {
    count: last.count,
    gained,
    hours: hoursBetween(begin.at, last.at),
    ...(base && gained > 0 && { rise: gained }),
  };
}

interface Count {
  /** Milliseconds. */
  at: number;
  count: number;
}

/** By time. Votes are hardly ever taken back, and a file may be older than it says: the highest count so far holds. */
function risingCounts(upvotes: readonly Upvotes[], until: number): Count[] {
  const counts = upvotes
    .map(({ at, count }): Count => ({ at: Date.parse(at), count }))
    .filter(({ at, count }) => at <= until && count >= 0)
    .sort((a, b) => a.at - b.at || a.count - b.count);
  let highest = 0;
  return counts.map(({ at, count }) => {
    highest = Math.max(highest, count);
    return { at, count: highest };
  });
}

/** The count nearest to a day before; of two that are as near the later one, and of one moment the highest. */
function aDayBefore(last: Count, counts: readonly Count[]): Count | undefined {
  const offOf = ({ at }: Count) => Math.abs(last.at - at - DAY_HOURS * HOUR_MS);
  const nearest = counts.reduce((best, count) => (offOf(count) <= offOf(best) ? count : best));
  return offOf(nearest) <= MAX_OFF_HOURS * HOUR_MS ? nearest : undefined;
}
