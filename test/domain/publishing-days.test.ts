import { describe, expect, test } from 'vitest';
import { arxivHoliday, isPublishingDay, WINTER_BREAK } from '../../src/domain/publishing-days.ts';

const DAY_MS = 86_400_000;

/** Days without a freeze as arXiv published them, and the holiday; those of the winter break apart. */
const WITHOUT_FREEZE: Record<string, string> = {
  '2022-01-17': 'Martin Luther King Jr. Day',
  '2022-06-20': 'Juneteenth',
  '2022-09-05': 'Labor Day',
  '2022-11-24': 'Thanksgiving',
  '2023-01-16': 'Martin Luther King Jr. Day',
  '2023-06-19': 'Juneteenth',
  '2023-07-04': 'Independence Day',
  '2023-09-04': 'Labor Day',
  '2023-11-23': 'Thanksgiving',
  '2023-12-25': 'Christmas',
  '2024-01-15': 'Martin Luther King Jr. Day',
  '2024-06-19': 'Juneteenth',
  '2024-07-04': 'Independence Day',
  '2024-09-02': 'Labor Day',
  '2024-11-28': 'Thanksgiving',
  '2024-12-25': 'Christmas',
  '2025-01-01': 'New Year’s Day',
  '2025-01-20': 'Martin Luther King Jr. Day',
  '2025-06-19': 'Juneteenth',
  '2025-07-04': 'Independence Day',
  '2025-09-01': 'Labor Day',
  '2025-11-27': 'Thanksgiving',
  '2025-12-25': 'Christmas',
  '2026-01-01': 'New Year’s Day',
  '2026-01-19': 'Martin Luther King Jr. Day',
  '2026-06-19': 'Juneteenth',
  '2026-07-03': 'Independence Day',
  '2026-09-07': 'Labor Day',
  '2026-11-26': 'Thanksgiving',
  '2026-12-25': 'Christmas',
};
const IN_WINTER_BREAK = [
  '2021-12-24',
  '2021-12-28',
  '2021-12-30',
  '2022-12-27',
  '2022-12-29',
  '2023-12-27',
  '2024-12-26',
  '2024-12-31',
  '2025-12-30',
  '2026-12-29',
  '2026-12-31',
];

describe('the feed of a date is empty because of the holiday', () => {
  test.each([
    ['the day before', '2026-11-27', 'Thanksgiving'],
    ['on the Friday before a Monday, since Sunday’s announcement falls out', '2026-07-06', 'Independence Day'],
    ['observed on a Friday where it falls on a Saturday', '2026-07-06', 'Independence Day'],
    ['observed on a Monday where it falls on a Sunday', '2027-07-06', 'Independence Day'],
    ['of a Monday, on Tuesday', '2026-01-20', 'Martin Luther King Jr. Day'],
    ['of the year that ended', '2027-01-01', WINTER_BREAK],
  ])('%s: %s', (_, date, name) => {
    expect(arxivHoliday(date)).toBe(name);
  });

  test.each(['2026-11-26', '2026-07-03', '2026-12-24'])('but not on the holiday itself: %s', date => {
    expect(arxivHoliday(date)).toBeUndefined();
  });

  test.each(['2026-11-28', '2026-07-04', '2026-07-05'])('nor on a weekend, when it is empty anyway: %s', date => {
    expect(arxivHoliday(date)).toBeUndefined();
  });
});

test.each(Object.entries(WITHOUT_FREEZE))('after %s, %s, there is nothing', (date, name) => {
  expect(arxivHoliday(nextWorkingDay(date))).toBe(name);
});

test.each(IN_WINTER_BREAK)('after %s, a day of the winter break, there is nothing', date => {
  expect(arxivHoliday(nextWorkingDay(date))).toBe(WINTER_BREAK);
});

test('every other working day of 2025 and 2026 is a publishing day but for the winter break, and no weekend is', () => {
  const empty = new Set(Object.keys(WITHOUT_FREEZE).map(nextWorkingDay));
  for (let date = '2025-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
    if (arxivHoliday(date) === WINTER_BREAK) continue;
    expect([date, isPublishingDay(date)]).toEqual([date, isWorkingDay(date) && !empty.has(date)]);
  }
});

function nextWorkingDay(date: string): string {
  const next = addDays(date, 1);
  return isWorkingDay(next) ? next : nextWorkingDay(next);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

function isWorkingDay(date: string): boolean {
  return ![0, 6].includes(new Date(date).getUTCDay());
}
