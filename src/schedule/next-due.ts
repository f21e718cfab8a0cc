// When a subscriber's next mail is due, from the rhythm alone.
import { type Days, type Rhythm, WEEKDAYS, type Weekday } from '../domain/subscriber.ts';
import { addDays, instantAt, localDate, weekdayOf } from './time-zones.ts';

/** The first due instant strictly after `after`. */
export function nextDue(rhythm: Rhythm, after: Date): Date {
  const { timeZone, sendAt, days } = rhythm;
  // One day back, since a date line or a long shift may put today's due instant on a neighbouring date.
  for (let date = addDays(localDate(after, timeZone), -1); ; date = addDays(date, 1)) {
    if (!isSendingDay(days, date)) continue;
    const due = instantAt(date, sendAt, timeZone);
    if (due > after) return due;
  }
}

/** The last due instant at or before `at`. */
export function latestDue(rhythm: Rhythm, at: Date): Date {
  const { timeZone, sendAt, days } = rhythm;
  for (let date = addDays(localDate(at, timeZone), 1); ; date = addDays(date, -1)) {
    if (!isSendingDay(days, date)) continue;
    const due = instantAt(date, sendAt, timeZone);
    if (due <= at) return due;
  }
}

/** The first due instant after `now` that belongs to a later date than the issue just planned: one mail per local date. */
export function nextDueAfterIssue(rhythm: Rhythm, issueDate: string, now: Date): Date {
  const issueDue = instantAt(issueDate, rhythm.sendAt, rhythm.timeZone);
  return nextDue(rhythm, issueDue > now ? issueDue : now);
}

/** @param date local calendar date YYYY-MM-DD */
export function isSendingDay(days: Days, date: string): boolean {
  const weekday = weekdayOf(date);
  if (days === 'daily') return true;
  if (days === 'weekdays') return weekday <= 5;
  return WEEKDAYS.indexOf(days.slice('weekly:'.length) as Weekday) === weekday - 1;
}
