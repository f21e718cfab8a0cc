import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPeriod, weekOf } from '../../src/domain/period.ts';

test.each([
  ['2025-09-16', '2025-W38'],
  ['2024-12-30', '2025-W01'],
  ['2021-01-03', '2020-W53'],
  ['2026-01-01', '2026-W01'],
])('%s is in %s', (date, week) => {
  expect(weekOf(date)).toBe(week);
});

test.each([
  ['2025-W38', '2025-09-15', '2025-09-21', '2025-W37', '2025-W39'],
  ['2020-W53', '2020-12-28', '2021-01-03', '2020-W52', '2021-W01'],
  ['2025-02', '2025-02-01', '2025-02-28', '2025-01', '2025-03'],
  ['2024-12', '2024-12-01', '2024-12-31', '2024-11', '2025-01'],
])('%s is from %s until %s, between %s and %s', (name, from, until, previous, next) => {
  expect(readPeriod(name)).toMatchObject({ name, from, until, previous, next });
});

test.each(['2025-W00', '2025-W53', '2025-13', '2025-00', '2025', '2025-1', '0001-01', '9999-W01', 'W38', '<b>'])(
  '%s is no week or month',
  name => {
    expect(readPeriod(name)).toBeUndefined();
  },
);

test('every date is in its week, and the weeks around it follow on', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-01'), noInvalidDate: true }), at => {
      const date = at.toISOString().slice(0, 10);
      const week = readPeriod(weekOf(date))!;
      expect(week.from <= date && date <= week.until).toBe(true);
      expect(readPeriod(week.next)?.previous).toBe(week.name);
    }),
  );
});
