// The date of an issue, written for people.

const LONG = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `Tuesday, 16 September 2025`. */
export function longDate(date: string): string {
  return LONG.format(new Date(date));
}

/** `September 2025`. */
export function monthOf(date: string): string {
  return MONTH.format(new Date(date));
}
