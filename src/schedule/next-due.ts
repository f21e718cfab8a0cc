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

/** @param date local calendar date YYYY-MM-DD */
export function isSendingDay(days: Days, date: string): boolean {
  const weekday = weekdayOf(date);
  if (days === 'daily') return true;
  if (days === 'weekdays') return weekday <= 5;
  return WEEKDAYS.indexOf(days.slice('weekly:'.length) as Weekday) === weekday - 1;
}
