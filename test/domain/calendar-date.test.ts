import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCalendarDate } from '../../src/domain/calendar-date.ts';

test('takes every day of the calendar', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(fc.property(day, date => isCalendarDate(date.toISOString().slice(0, 10))));
});

test.each(['2025-02-29', '2025-00-10', '2025-9-1', '0000-00-00', '2025-09-16Z', ' 2025-09-16', ''])(
  'refuses %j',
  text => {
    expect(isCalendarDate(text)).toBe(false);
  },
);
