import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay, readInstant } from '../../src/parse/instant.ts';
import { readPartialDate, resolveDate } from '../../src/parse/partial-date.ts';

const NOW = '2025-09-20T08:00:00Z';

describe('partial dates', () => {
  test.each([
    ['Sep 16', { month: 9, day: 16 }],
    ['Feb 27, 2025', { year: 2025, month: 2, day: 27 }],
    ['September 16 2025', { year: 2025, month: 9, day: 16 }],
    ['16 Sep 2025', { year: 2025, month: 9, day: 16 }],
    ['Tue, Sep 16', { month: 9, day: 16 }],
    ['2025-09-16', { year: 2025, month: 9, day: 16 }],
    ['Feb 29', { month: 2, day: 29 }],
  ])('%s is read', (text, date) => {
    expect(readPartialDate(text)).toEqual(date);
  });

  test.each(['Feb 30', 'Feb 29, 2025', 'May', 'Market 3', 'Sep 16 and more', '2025-13-01', ''])(
    '%j is no date',
    text => {
      expect(readPartialDate(text)).toBeUndefined();
    },
  );

  test.each([
    ['Sep 16', '2025-09-16'],
    ['Sep 20', '2025-09-20'],
    ['Sep 21', '2024-09-21'],
    ['Dec 31', '2024-12-31'],
    ['Feb 29', '2024-02-29'],
  ])('without a year %s is the latest such day that is not after the fetch: %s', (text, date) => {
    expect(resolveDate(readPartialDate(text)!, NOW)).toEqual({ date, inferred: true });
  });

  test('a year that is shown is kept, even in the future', () => {
    expect(resolveDate({ year: 2026, month: 1, day: 2 }, NOW)).toEqual({ date: '2026-01-02', inferred: false });
  });

  test('an inferred day is never after the fetch and less than nine years before it', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, days, (day, fetched) => {
        const limit = fetched.toISOString();
        const { date } = resolveDate({ month: day.getUTCMonth() + 1, day: day.getUTCDate() }, limit);
        expect(date <= limit.slice(0, 10)).toBe(true);
        expect(Number(limit.slice(0, 4)) - Number(date.slice(0, 4))).toBeLessThanOrEqual(8);
        expect(date.slice(5)).toBe(day.toISOString().slice(5, 10));
      }),
    );
  });
});

describe('instants', () => {
  test.each([
    ['2025-08-20T00:00:00-04:00', '2025-08-20T04:00:00.000Z'],
    ['2025-08-20 10:00', '2025-08-20T10:00:00.000Z'],
    ['Tue, 27 May 2025 16:40:21 +0000', '2025-05-27T16:40:21.000Z'],
    ['Thu, 7 Nov 2024 02:49:53 GMT   (31214kb,D)', '2024-11-07T02:49:53.000Z'],
    ['Sep 16', '2025-09-16T00:00:00Z'],
    ['2025-09', '2025-09-01T00:00:00Z'],
    ['Tue, 27 May 25 16:40:21 GMT', '2025-05-27T16:40:21.000Z'],
    ['27 May 97 16:40 EDT', '1997-05-27T20:40:00.000Z'],
    ['Tue, 27 May 2025 10:00 CEST', '2025-05-27T08:00:00.000Z'],
    ['Tue, 27 May 2025 10:00:00 BST', '2025-05-27T09:00:00.000Z'],
    ['2025-05-27 10:00 PST', '2025-05-27T18:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readInstant(text, NOW)).toBe(instant);
  });

  test.each(['', 'soon', '2025-13', '2025-99-99T00:00:00Z'])('%j is none', text => {
    expect(readInstant(text, NOW)).toBeUndefined();
  });

  test('a day is taken in its own time zone', () => {
    expect(readDay('2025-08-20T00:00:00+09:00', NOW)).toBe('2025-08-20');
    expect(readDay('Wed, 20 Aug 2025 23:00:00 -0400', NOW)).toBe('2025-08-20');
  });
});
