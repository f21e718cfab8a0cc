// Weeks and months of the calendar, as addresses name them: `2025-W38` (ISO 8601) and `2025-09`.

export interface Period {
  name: string;
  kind: 'week' | 'month';
  /** First and last date, YYYY-MM-DD. */
  from: string;
  until: string;
  previous: string;
  next: string;
}

const DAY_MS = 86_400_000;
const YEARS = /^(?:19|20|21)\d{2}$/;

/** The week of a date; its year is that of its Thursday. */
export function weekOf(date: string): string {
  const thursday = new Date(date);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

export function monthName(date: string): string {
  return date.slice(0, 7);
}

/** @returns undefined for a week or month that no calendar has */
export function readPeriod(name: string): Period | undefined {
  const [, year = '', week, month] = /^(\d{4})-(?:W(\d{2})|(\d{2}))$/.exec(name) ?? [];
  if (!YEARS.test(year)) return undefined;
  if (week !== undefined) return readWeek(name, Number(year), Number(week));
  const number = Number(month);
  if (number < 1 || number > 12) return undefined;
  const dateOf = (at: number, day: number) => isoDate(Date.UTC(Number(year), at, day));
  return {
    name,
    kind: 'month',
    from: dateOf(number - 1, 1),
    until: dateOf(number, 0),
    previous: monthName(dateOf(number - 2, 1)),
    next: monthName(dateOf(number, 1)),
  };
}

function readWeek(name: string, year: number, week: number): Period | undefined {
  // The 4th of January is always in the first week.
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * DAY_MS + (week - 1) * 7 * DAY_MS;
  const from = isoDate(monday);
  if (week < 1 || weekOf(from) !== name) return undefined;
  return {
    name,
    kind: 'week',
    from,
    until: isoDate(monday + 6 * DAY_MS),
    previous: weekOf(isoDate(monday - DAY_MS)),
    next: weekOf(isoDate(monday + 7 * DAY_MS)),
  };
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
