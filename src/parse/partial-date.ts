// Dates as pages show them: `Sep 16`, `Feb 27, 2025`, `16 September 2025`, `2025-09-16`.

export interface PartialDate {
  year?: number;
  /** 1–12. */
  month: number;
  day: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Of each month, in a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const NAMED_MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\\.?,? )?';
const MONTH_FIRST = new RegExp(`^${WEEKDAY}${NAMED_MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?$`, 'i');
const DAY_FIRST = new RegExp(`^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)? ${NAMED_MONTH}(?:,? (\\d{4}))?$`, 'i');
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @returns undefined where the whole text is not one date that exists */
export function readPartialDate(text: string): PartialDate | undefined {
  if (text.length > 40) return undefined;
  const iso = ISO.exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) return existing(yearOf(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = DAY_FIRST.exec(text);
  return dayFirst ? existing(yearOf(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1])) : undefined;
}

/**
 * The day in the calendar: without a year, the latest such day that is not after `notAfter` (ISO 8601).
 * @returns the date as YYYY-MM-DD and whether its year had to be inferred
 */
export function resolveDate({ year, month, day }: PartialDate, notAfter: string): { date: string; inferred: boolean } {
  if (year !== undefined) return { date: isoDate(year, month, day), inferred: false };
  const latest = Number(notAfter.slice(0, 4));
  const isLater = isoDate(latest, month, day) > notAfter.slice(0, 10);
  let candidate = isLater ? latest - 1 : latest;
  // 29 February may be up to eight years back (1896 to 1904).
  while (!exists(candidate, month, day)) candidate--;
  return { date: isoDate(candidate, month, day), inferred: true };
}

function existing(year: number | undefined, month: number, day: number): PartialDate | undefined {
  // Without a year the day is measured against a leap year.
  if (!exists(year ?? 2000, month, day)) return undefined;
  return year === undefined ? { month, day } : { year, month, day };
}

function exists(year: number, month: number, day: number): boolean {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeapYear ? 28 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function yearOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
