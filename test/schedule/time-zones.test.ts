import { describe, expect, test } from 'vitest';
import { addDays, instantAt, isTimeZone, localDate, localTime, weekdayOf } from '../../src/schedule/time-zones.ts';

describe('a wall clock shows a time', () => {
  test.each([
    ['in winter', '2026-01-15', '07:00', 'Europe/Berlin', '2026-01-15T06:00:00Z'],
    ['in summer', '2026-07-15', '07:00', 'Europe/Berlin', '2026-07-15T05:00:00Z'],
    ['on the day of the change, after it', '2026-03-29', '07:00', 'Europe/Berlin', '2026-03-29T05:00:00Z'],
    ['with half an hour of offset', '2026-07-15', '07:00', 'Asia/Kolkata', '2026-07-15T01:30:00Z'],
    ['at midnight', '2026-11-23', '00:00', 'America/New_York', '2026-11-23T05:00:00Z'],
    ['on the other side of the date line', '2026-11-23', '07:00', 'Pacific/Kiritimati', '2026-11-22T17:00:00Z'],
  ])('%s', (_, date, time, zone, instant) => {
    expect(instantAt(date, time, zone)).toEqual(new Date(instant));
  });
});

describe('a time that a clock change skips is the first valid instant after it', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00Z', '03:00'],
    ['Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T01:00:00Z', '03:00'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00:00Z', '03:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00Z', '02:30'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T02:00:00Z', '03:00'],
    ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00Z', '01:00'],
  ])('%s on %s at %s', (zone, date, time, instant, shown) => {
    const due = instantAt(date, time, zone);
    expect(due).toEqual(new Date(instant));
    expect(localTime(due, zone)).toBe(`${date} ${shown}`);
  });
});

describe('a time that comes twice is its first', () => {
  test.each([
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00Z'],
  ])('%s on %s at %s', (zone, date, time, instant) => {
    expect(instantAt(date, time, zone)).toEqual(new Date(instant));
  });
});

test.each([
  ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23', '2026-11-23 00:30'],
  ['2026-11-23T04:59:00Z', 'America/New_York', '2026-11-22', '2026-11-22 23:59'],
  ['2026-11-22T10:00:00Z', 'Pacific/Kiritimati', '2026-11-23', '2026-11-23 00:00'],
])('%s is a local date and time in %s', (instant, zone, date, time) => {
  expect(localDate(new Date(instant), zone)).toBe(date);
  expect(localTime(new Date(instant), zone)).toBe(time);
});

test('days are counted over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});

test('the week begins with Monday', () => {
  expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
});

test.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])('%s is a time zone', name => {
  expect(isTimeZone(name)).toBe(true);
});

test.each(['', 'Berlin', 'Europe/Atlantis', '+02:00', 'Europe/Berlin[u-ca=hebrew]', '2026-11-23T00:00Z'])(
  '%j is no time zone',
  name => {
    expect(isTimeZone(name)).toBe(false);
  },
);
