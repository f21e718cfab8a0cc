// What the years of two records say about their being one work.
import type { Profile } from './profile.ts';

/** Points for the same year. */
export const MOST_YEAR_POINTS = 0.5;
/**
 * Points by years apart, at most 1, 3 and more. Two publications of different years are two works, a talk and its article,
 * even where all else is equal: to take them for one costs more precision on DBLP-ACM than it finds.
 */
const YEARS_APART = {
  none: MOST_YEAR_POINTS,
  publications: [-4, -5, -6],
  preprint: [-0.5, -1.5, -5],
  wait: -1.5,
} as const;
/** A preprint of the same title by the same people may wait this long for its journal. */
const LONGEST_WAIT = 6;

/** @returns how many years lie between what the two are known to have; undefined where one has none */
export function yearsApart({ years: a }: Profile, { years: b }: Profile): number | undefined {
  return a && b && Math.max(0, b[0] - a[1], a[0] - b[1]);
}

/** @param isOneTeam same title, and the same people on both sides */
export function yearPoints(a: Profile, b: Profile, isOneTeam: boolean): number {
  const apart = yearsApart(a, b);
  if (apart === undefined) return 0;
  if (apart === 0) return YEARS_APART.none;
  const published = !a.isPreprint && !b.isPreprint && (a.namesVenue || b.namesVenue);
  if (isOneTeam && !published && apart > 1 && apart <= LONGEST_WAIT) return YEARS_APART.wait;
  const step = apart <= 1 ? 0 : apart <= 3 ? 1 : 2;
  return YEARS_APART[published ? 'publications' : 'preprint'][step];
}
