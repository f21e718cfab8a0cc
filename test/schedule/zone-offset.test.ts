import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { instantAt, localDate, localTime } from '../../src/schedule/time-zones.ts';

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const FIRST = Date.UTC(1990, 0);
const LAST = Date.UTC(2040, 0);
const MINUTE_MS = 60_000;
const anInstant = fc.integer({ min: FIRST / MINUTE_MS, max: LAST / MINUTE_MS }).map(minute => minute * MINUTE_MS);

/** An instant near a clock change of the zone, where there is one. */
const nearChange = fc.tuple(zone, anInstant, fc.integer({ min: -3000, max: 3000 })).map(([timeZone, at, minutes]) => {
  const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const change = from.getTimeZoneTransition('next')?.epochMilliseconds ?? at;
  return { timeZone, at: change + minutes * MINUTE_MS };
});
const anywhere = fc.tuple(zone, anInstant).map(([timeZone, at]) => ({ timeZone, at }));

test('local clocks show what the rules of the zone say, around clock changes too', () => {
  fc.assert(
    fc.property(fc.oneof(anywhere, nearChange), ({ timeZone, at }) => {
      const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
      expect(localDate(new Date(at), timeZone)).toBe(wall.toPlainDate().toString());
      expect(localTime(new Date(at), timeZone)).toBe(wall.toString({ smallestUnit: 'minute' }).replace('T', ' '));
    }),
    { numRuns: 500 },
  );
});

test('a local time that clocks show is the first instant at which they do', () => {
  fc.assert(
    fc.property(fc.oneof(anywhere, nearChange), ({ timeZone, at }) => {
      const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
      const [date = '', time = ''] = wall.toString({ smallestUnit: 'minute' }).split('T');
      const earliest = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone, {
        disambiguation: 'earlier',
      });
      expect(instantAt(date, time, timeZone).getTime()).toBe(earliest.epochMilliseconds);
    }),
    { numRuns: 500 },
  );
});
