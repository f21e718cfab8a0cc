// When readers are due around one moment: time zones are slow to ask, and many readers share a rhythm.
import type { Rhythm } from '../domain/subscriber.ts';
import { latestDue, nextDue, nextDueAfterIssue } from './next-due.ts';
import { localDate } from './time-zones.ts';

export interface DueTimes {
  /** The calendar date that it is there now, YYYY-MM-DD. */
  today(timeZone: string): string;
  /** See `nextDue`; an ISO 8601 instant. */
  next(rhythm: Rhythm): string;
  /** See `latestDue`. */
  latest(rhythm: Rhythm): { at: Date; date: string };
  /** See `nextDueAfterIssue`; an ISO 8601 instant. */
  afterIssue(rhythm: Rhythm, issueDate: string): string;
}

export function dueTimes(now: Date): DueTimes {
  return {
    today: remembered(
      timeZone => timeZone,
      timeZone => localDate(now, timeZone),
    ),
    next: remembered(rhythmKey, rhythm => nextDue(rhythm, now).toISOString()),
    latest: remembered(rhythmKey, rhythm => {
      const at = latestDue(rhythm, now);
      return { at, date: localDate(at, rhythm.timeZone) };
    }),
    afterIssue: remembered(
      (rhythm, issueDate) => `${rhythmKey(rhythm)} ${issueDate}`,
      (rhythm, issueDate) => nextDueAfterIssue(rhythm, issueDate, now).toISOString(),
    ),
  };
}

function rhythmKey({ timeZone, sendAt, days }: Rhythm): string {
  return `${timeZone} ${sendAt} ${days}`;
}

function remembered<Args extends readonly unknown[], Value>(
  keyOf: (...args: Args) => string,
  find: (...args: Args) => Value,
): (...args: Args) => Value {
  const known = new Map<string, Value>();
  return (...args) => {
    const key = keyOf(...args);
    const found = known.get(key) ?? find(...args);
    known.set(key, found);
    return found;
  };
}
