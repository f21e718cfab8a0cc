// The reader's window: which papers are still news to somebody (design rule 2).
import { isPublishingDay } from '../domain/publishing-days.ts';
import type { Days } from '../domain/subscriber.ts';

const DAY_MS = 86_400_000;
const PUBLISHING_DAYS = 3;
const WEEKLY_DAYS = 8;
const MAX_WINDOW_DAYS = 14;

/**
 * The start of the window over `enteredAt`: back to the reader's previous mail, at least three publishing days (weekly: eight
 * days), at most fourteen. Weekends and holidays do not shorten it.
 */
export function windowStart(now: Date, days: Days, previousDueAt?: string): Date {
  return days.startsWith('weekly:')
    ? weekWindowStart(now, previousDueAt)
    : startOf(now, publishingDaysBefore(now), previousDueAt);
}

/** The start of the window of a mail that brings the best of a week. */
export function weekWindowStart(now: Date, previousDueAt?: string): Date {
  return startOf(now, before(now, WEEKLY_DAYS), previousDueAt);
}

function startOf(now: Date, least: Date, previousDueAt?: string): Date {
  const previous = previousDueAt === undefined ? least : new Date(previousDueAt);
  const start = previous < least ? previous : least;
  const most = longestWindow(now);
  return start < most ? most : start;
}

/** The start of the longest window that anybody has. */
export function longestWindow(now: Date): Date {
  return before(now, MAX_WINDOW_DAYS);
}

function publishingDaysBefore(now: Date): Date {
  let start = now;
  for (let counted = 0; counted < PUBLISHING_DAYS; ) {
    start = before(start, 1);
    if (isPublishingDay(start.toISOString().slice(0, 10))) counted += 1;
  }
  return start;
}

function before(at: Date, days: number): Date {
  return new Date(at.getTime() - days * DAY_MS);
}
