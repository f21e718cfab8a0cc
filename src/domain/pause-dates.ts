// Dates of a pause, as the reader's calendar has them: YYYY-MM-DD, which sorts as it reads.
import { isCalendarDate } from './calendar-date.ts';

export const SPANS = {
  '1-week': { label: '1 week', days: 7 },
  '2-weeks': { label: '2 weeks', days: 14 },
  '1-month': { label: '1 month', months: 1 },
} as const;
export type Span = keyof typeof SPANS;

const MONTHS_MAX = 12;

/** The date that comes so long after `today`; of a shorter month its last day. */
export function endOf(span: Span, today: string): string {
  const length = SPANS[span];
  return 'days' in length ? addDays(today, length.days) : addMonths(today, length.months);
}

/** The first and the last date until which somebody can pause. */
export function pauseRange(today: string): { first: string; last: string } {
  return { first: addDays(today, 1), last: addMonths(today, MONTHS_MAX) };
}

/** @returns the date that was typed, or what is wrong with it */
export function readUntil(typed: string, today: string): { until: string } | { fault: string } {
  const { first, last } = pauseRange(today);
  const wanted = `expected one from ${first} to ${last}`;
  if (typed === '') return { fault: `No date was chosen: ${wanted}.` };
  if (!isCalendarDate(typed)) return { fault: `“${typed.slice(0, 100)}” is no date: ${wanted}.` };
  if (typed < first) return { fault: `${typed} is not in the future: ${wanted}.` };
  if (typed > last) return { fault: `${typed} is more than a year away: ${wanted}.` };
  return { until: typed };
}

function addDays(date: string, days: number): string {
  const at = new Date(date);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
