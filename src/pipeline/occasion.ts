// What makes a reader's mail another one than the usual, and what follows from it for window and order.
import type { NextMail, Occasion } from '../domain/issue.ts';
import type { ReaderPast } from '../domain/ports.ts';
import { isPublishingDay } from '../domain/publishing-days.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { RankOrder } from '../rank/score.ts';
import { nextDue } from '../schedule/next-due.ts';
import { localDate } from '../schedule/time-zones.ts';
import { weekWindowStart, windowStart } from '../select/window.ts';

const DAY_MS = 86_400_000;
const SILENT_PUBLISHING_DAYS = 3;
const PUBLISHING_DAYS_A_WEEK = 5;

/** What a mail is, before it is known whether anything matches. */
type Planned = Exclude<Occasion, 'quiet'>;

/** @returns undefined for a usual mail */
export function occasionOf({ rhythm, pausedUntil }: Subscriber, past: ReaderPast | undefined): Planned | undefined {
  if (!past?.lastMail) return 'welcome';
  // A pause that kept no mail back is none to come back from.
  if (pausedUntil !== undefined && nextDue(rhythm, new Date(past.lastMail.dueAt)) < new Date(pausedUntil))
    return 'catch-up';
  return rhythm.days.startsWith('weekly:') ? 'weekly' : undefined;
}

/** Who reads about many days at once wants the best of them, whatever its age. */
export function orderFor(occasion: Planned | undefined): RankOrder {
  return occasion === undefined ? 'trending' : 'best';
}

/** A first mail reaches back a week; all others as the reader's rhythm has it. */
export function windowFor(
  occasion: Planned | undefined,
  { rhythm }: Pick<Subscriber, 'rhythm'>,
  { previousDueAt, now }: { previousDueAt?: string; now: Date },
): Date {
  return occasion === 'welcome' ? weekWindowStart(now, previousDueAt) : windowStart(now, rhythm.days, previousDueAt);
}

/** Nothing matched: is it time to say so? Once, after three publishing days of silence. */
export function isNoteDue(
  { createdAt }: Pick<Subscriber, 'createdAt'>,
  past: ReaderPast | undefined,
  now: Date,
): boolean {
  if (past?.lastMail?.isNote) return false;
  const silentSince = Date.parse((past?.lastMail?.dueAt ?? createdAt).slice(0, 10));
  let silent = 0;
  for (let day = silentSince + DAY_MS; day <= now.getTime() && silent < SILENT_PUBLISHING_DAYS; day += DAY_MS)
    if (isPublishingDay(new Date(day).toISOString().slice(0, 10))) silent += 1;
  return silent >= SILENT_PUBLISHING_DAYS;
}

/**
 * What a new reader may expect of the mail after this one.
 * @param nextDueAt ISO 8601 instant
 * @param matchedADay papers that match on a publishing day
 */
export function nextMail(
  { rhythm, papersPerMail }: Pick<Subscriber, 'rhythm' | 'papersPerMail'>,
  nextDueAt: string,
  matchedADay: number,
): NextMail {
  const days = rhythm.days.startsWith('weekly:') ? PUBLISHING_DAYS_A_WEEK : 1;
  const expected = Math.round(matchedADay * days);
  return {
    date: localDate(new Date(nextDueAt), rhythm.timeZone),
    time: rhythm.sendAt,
    papers: Math.min(Math.max(expected, 1), papersPerMail),
  };
}
