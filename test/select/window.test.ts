import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublishingDay } from '../../src/domain/publishing-days.ts';
import type { Days } from '../../src/domain/subscriber.ts';
import { windowStart } from '../../src/select/window.ts';

const DAY_MS = 86_400_000;
const DAYS: readonly Days[] = ['daily', 'weekdays', 'weekly:mon', 'weekly:sun'];
const MONDAY = '2026-11-23T07:00:00.000Z';

const start = (...[now, days, previous]: [string, Parameters<typeof windowStart>[1], string?]) =>
  windowStart(new Date(now), days, previous).toISOString();

describe('the window of a reader begins', () => {
  test('three publishing days ago at least: on Friday on Tuesday', () => {
    expect(start('2026-11-20T07:00:00Z', 'weekdays')).toBe('2026-11-17T07:00:00.000Z');
  });

  test('before the weekend on a Monday: on Wednesday', () => {
    expect(start(MONDAY, 'weekdays')).toBe('2026-11-18T07:00:00.000Z');
  });

  test.each(['2026-11-21T07:00:00Z', '2026-11-22T07:00:00Z'])(
    'on Wednesday for a daily reader on the weekend: %s',
    now => {
      expect(start(now, 'daily')).toBe('2026-11-18T07:00:00.000Z');
    },
  );

  test.each([
    ['Thanksgiving', '2026-11-30T07:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['Independence Day, observed on a Friday', '2026-07-07T07:00:00Z', '2026-07-01T07:00:00.000Z'],
    ['Christmas and the turn of the year', '2027-01-04T07:00:00Z', '2026-12-22T07:00:00.000Z'],
  ])('one day further back over %s', (_, now, begins) => {
    expect(start(now, 'weekdays')).toBe(begins);
  });

  test('eight days ago for a weekly reader', () => {
    expect(start(MONDAY, 'weekly:mon')).toBe('2026-11-15T07:00:00.000Z');
  });

  test('no later because of a mail yesterday', () => {
    expect(start('2026-11-20T07:00:00Z', 'weekdays', '2026-11-19T07:00:00Z')).toBe('2026-11-17T07:00:00.000Z');
  });

  test('with the previous mail after holidays or while the machine was down', () => {
    expect(start(MONDAY, 'weekdays', '2026-11-13T07:00:00Z')).toBe('2026-11-13T07:00:00.000Z');
    expect(start(MONDAY, 'weekly:mon', '2026-11-12T07:00:00Z')).toBe('2026-11-12T07:00:00.000Z');
  });

  test('never more than fourteen days ago', () => {
    expect(start(MONDAY, 'weekdays', '2026-09-01T07:00:00Z')).toBe('2026-11-09T07:00:00.000Z');
  });
});

test('at least three publishing days are inside, eight days of a weekly reader, and never more than fourteen', () => {
  const now = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  const ago = fc.option(fc.integer({ min: 0, max: 90 * DAY_MS }), { nil: undefined });
  fc.assert(
    fc.property(now, fc.constantFrom(...DAYS), ago, (at, days, before) => {
      const previous = before === undefined ? undefined : new Date(at.getTime() - before);
      const begins = windowStart(at, days, previous?.toISOString());
      const length = at.getTime() - begins.getTime();
      expect(length).toBeLessThanOrEqual(14 * DAY_MS);
      if (days.startsWith('weekly:')) expect(length).toBeGreaterThanOrEqual(8 * DAY_MS);
      else expect(publishingDays(begins, at)).toBeGreaterThanOrEqual(3);
      if (previous && length < 14 * DAY_MS) expect(begins.getTime()).toBeLessThanOrEqual(previous.getTime());
    }),
  );
});

/** Publishing days of which at least the part after the hour of `from` is inside. */
function publishingDays(from: Date, until: Date): number {
  let count = 0;
  for (let day = from.getTime(); day < until.getTime(); day += DAY_MS) {
    if (isPublishingDay(new Date(day).toISOString().slice(0, 10))) count += 1;
  }
  return count;
}
