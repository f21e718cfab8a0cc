// On which days arXiv announces papers: its calendar as rules, since the table of a year is published only in that year.

/** arXiv's business time zone: its announcements, feeds and holidays follow this clock. */
export const ARXIV_TIME_ZONE = 'America/New_York';
/** Between Christmas and New Year arXiv chooses two or three days anew each year, so that any of them may be one. */
export const WINTER_BREAK = 'winter break';

const DAY_MS = 86_400_000;
const [MONDAY, THURSDAY, FRIDAY] = [1, 4, 5];

/** A working day, Monday (1) to Friday (5). */
interface Day {
  month: number;
  day: number;
  weekday: number;
}

type IsOn = (day: Day) => boolean;

const on =
  (month: number, day: number): IsOn =>
  date =>
    date.month === month && date.day === day;

/** On the Friday before where it falls on a Saturday, on the Monday after where it falls on a Sunday. */
const observed =
  (month: number, day: number): IsOn =>
  date =>
    on(month, day)(date) ||
    (date.weekday === FRIDAY && on(month, day - 1)(date)) ||
    (date.weekday === MONDAY && on(month, day + 1)(date));

const nth =
  (count: number, weekday: number, month: number): IsOn =>
  date =>
    date.month === month && date.weekday === weekday && Math.ceil(date.day / 7) === count;

/** As kept from 2022 on; Memorial Day, Columbus Day and the day after Thanksgiving are working days there. */
const HOLIDAYS: readonly [name: string, isOn: IsOn][] = [
  ['New Year’s Day', on(1, 1)],
  ['Martin Luther King Jr. Day', nth(3, MONDAY, 1)],
  ['Juneteenth', observed(6, 19)],
  ['Independence Day', observed(7, 4)],
  ['Labor Day', nth(1, MONDAY, 9)],
  ['Thanksgiving', nth(4, THURSDAY, 11)],
  ['Christmas', on(12, 25)],
  [WINTER_BREAK, ({ month, day }) => month === 12 && day >= 24],
];

/**
 * The holiday because of which arXiv's feed of a date is empty, since nothing was announced the evening before.
 *
 * Papers are frozen at 14:00 of each working day and announced at 20:00; those of a Friday on Sunday. A holiday is a
 * working day without a freeze, so that one announcement falls out, Sunday's after a Friday. The feed built at midnight
 * shows the announcement of the evening before: it is empty on the working day after the holiday, not on the holiday.
 * https://info.arxiv.org/help/availability.html (schedule, and the list of the current year)
 *
 * @param date US-Eastern calendar date of the feed, YYYY-MM-DD
 */
export function arxivHoliday(date: string): string | undefined {
  const weekday = weekdayOf(date);
  if (isWeekend(weekday)) return undefined;
  const frozen = new Date(Date.parse(date) - (weekday === MONDAY ? 3 : 1) * DAY_MS);
  const day = { month: frozen.getUTCMonth() + 1, day: frozen.getUTCDate(), weekday: frozen.getUTCDay() };
  return HOLIDAYS.find(([, isOn]) => isOn(day))?.[0];
}

/**
 * Whether new papers are certain to be listed on a date: Monday to Friday, without a holiday. In the winter break some
 * days bring papers that this does not promise.
 */
export function isPublishingDay(date: string): boolean {
  return !isWeekend(weekdayOf(date)) && arxivHoliday(date) === undefined;
}

/** 0 is Sunday. */
function weekdayOf(date: string): number {
  return new Date(date).getUTCDay();
}

function isWeekend(weekday: number): boolean {
  return weekday === 0 || weekday === 6;
}
