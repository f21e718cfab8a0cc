import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Days, Rhythm } from '../../src/domain/subscriber.ts';
import { isSendingDay, latestDue, nextDue, nextDueAfterIssue } from '../../src/schedule/next-due.ts';
import { addDays, instantAt, localDate } from '../../src/schedule/time-zones.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kolkata'];

function rhythm(days: Days = 'weekdays', timeZone = 'Europe/Berlin', sendAt = '07:00'): Rhythm {
  return { timeZone, sendAt, days };
}

const next = (after: string, ...rest: Parameters<typeof rhythm>) =>
  nextDue(rhythm(...rest), new Date(after)).toISOString();
const latest = (at: string, ...rest: Parameters<typeof rhythm>) =>
  latestDue(rhythm(...rest), new Date(at)).toISOString();

describe('the next mail is due', () => {
  test.each<[string, string, Days, string]>([
    ['later today', '2026-11-23T05:59:59.999Z', 'weekdays', '2026-11-23T06:00:00.000Z'],
    ['tomorrow, at the very moment it is due', '2026-11-23T06:00:00Z', 'weekdays', '2026-11-24T06:00:00.000Z'],
    ['on Monday after Friday', '2026-11-20T07:00:00Z', 'weekdays', '2026-11-23T06:00:00.000Z'],
    ['on Saturday too for a daily reader', '2026-11-20T07:00:00Z', 'daily', '2026-11-21T06:00:00.000Z'],
    ['once a week', '2026-11-23T07:00:00Z', 'weekly:mon', '2026-11-30T06:00:00.000Z'],
    ['on Sunday, if that is the day', '2026-11-23T07:00:00Z', 'weekly:sun', '2026-11-29T06:00:00.000Z'],
  ])('%s', (_, after, days, due) => {
    expect(next(after, days)).toBe(due);
  });

  test('at seven by the clock before and after it changes', () => {
    expect(next('2026-10-24T12:00:00Z', 'daily')).toBe('2026-10-25T06:00:00.000Z');
    expect(next('2026-10-23T12:00:00Z', 'daily')).toBe('2026-10-24T05:00:00.000Z');
  });

  test('at the first valid instant where the clock skips the hour', () => {
    expect(next('2026-03-28T12:00:00Z', 'daily', 'Europe/Berlin', '02:30')).toBe('2026-03-29T01:00:00.000Z');
  });

  test('once where the clock repeats the hour', () => {
    expect(next('2026-10-24T12:00:00Z', 'daily', 'Europe/Berlin', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(next('2026-10-25T00:30:00Z', 'daily', 'Europe/Berlin', '02:30')).toBe('2026-10-26T01:30:00.000Z');
  });

  test('by the date of the reader, wherever that is', () => {
    expect(next('2026-11-22T16:00:00Z', 'weekdays', 'Pacific/Kiritimati')).toBe('2026-11-22T17:00:00.000Z');
    expect(next('2026-11-20T23:00:00Z', 'weekdays', 'Pacific/Honolulu')).toBe('2026-11-23T17:00:00.000Z');
  });
});

test.each<[string, string, Days, string]>([
  ['now', '2026-11-23T06:00:00Z', 'weekdays', '2026-11-23T06:00:00.000Z'],
  ['on Friday, asked on Monday before it is due', '2026-11-23T05:59:59Z', 'weekdays', '2026-11-20T06:00:00.000Z'],
  ['six days ago', '2026-11-22T07:00:00Z', 'weekly:mon', '2026-11-16T06:00:00.000Z'],
])('the latest mail was due %s', (_, at, days, due) => {
  expect(latest(at, days)).toBe(due);
});

describe('after an issue the next one is of a later date', () => {
  const nextAfter = (issueDate: string, now: string, days: Days = 'weekdays') =>
    nextDueAfterIssue(rhythm(days), issueDate, new Date(now)).toISOString();

  test('when it was sent on time', () => {
    expect(nextAfter('2026-11-23', '2026-11-23T06:00:05Z')).toBe('2026-11-24T06:00:00.000Z');
  });

  test('when it was sent before its hour', () => {
    expect(nextAfter('2026-11-23', '2026-11-23T03:00:00Z')).toBe('2026-11-24T06:00:00.000Z');
  });

  test('when it was sent a day late', () => {
    expect(nextAfter('2026-11-20', '2026-11-23T05:00:00Z')).toBe('2026-11-23T06:00:00.000Z');
  });

  test('when it was sent on a day without mail', () => {
    expect(nextAfter('2026-11-21', '2026-11-21T03:00:00Z')).toBe('2026-11-23T06:00:00.000Z');
    expect(nextAfter('2026-11-24', '2026-11-24T03:00:00Z', 'weekly:mon')).toBe('2026-11-30T06:00:00.000Z');
  });
});

const at = fc.date({ min: new Date('2020-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
const anyRhythm: fc.Arbitrary<Rhythm> = fc.record({
  timeZone: fc.constantFrom(...ZONES, 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Santiago'),
  sendAt: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
  days: fc.constantFrom<Days[]>('daily', 'weekdays', 'weekly:mon', 'weekly:sun'),
});

test('the next due instant is later, on a sending day, and none is between', () => {
  fc.assert(
    fc.property(anyRhythm, at, (given, after) => {
      const due = nextDue(given, after);
      const date = localDate(due, given.timeZone);
      expect(due.getTime()).toBeGreaterThan(after.getTime());
      expect(isSendingDay(given.days, date)).toBe(true);
      expect(instantAt(date, given.sendAt, given.timeZone)).toEqual(due);
      for (let day = localDate(after, given.timeZone); day < date; day = addDays(day, 1)) {
        const other = instantAt(day, given.sendAt, given.timeZone);
        expect(isSendingDay(given.days, day) && other > after).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test('what is due next was due last from then on, and what was due last before then is not later than the question', () => {
  fc.assert(
    fc.property(anyRhythm, at, (given, moment) => {
      const due = nextDue(given, moment);
      expect(latestDue(given, due)).toEqual(due);
      const before = latestDue(given, new Date(due.getTime() - 1));
      expect(before.getTime()).toBeLessThanOrEqual(moment.getTime());
      expect(nextDue(given, before)).toEqual(due);
    }),
    { numRuns: 200 },
  );
});

test.each(ZONES)('over ten years every sending date in %s has exactly one due instant', timeZone => {
  const given = rhythm('daily', timeZone, '02:15');
  const end = '2036-01-01';
  let due = nextDue(given, instantAt('2025-12-31', '12:00', timeZone));
  for (let date = '2026-01-01'; date < end; date = addDays(date, 1)) {
    if (localDate(due, timeZone) !== date) expect.fail(`${date} has no due instant: the next is ${due.toISOString()}`);
    due = nextDue(given, due);
  }
  expect(localDate(due, timeZone)).toBe(end);
});
