// The date of an issue: read from a URL, written for people.

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONG = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** True for YYYY-MM-DD that the calendar has: not for 2025-02-30. */
export function isIssueDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** `Tuesday, 16 September 2025`. */
export function longDate(date: string): string {
  return LONG.format(new Date(date));
}

/** `September 2025`. */
export function monthOf(date: string): string {
  return MONTH.format(new Date(date));
}
