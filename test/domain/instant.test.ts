import { afterEach, expect, test } from 'vitest';
import { utcInstant } from '../../src/domain/instant.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each([
  ['2026-11-20T07:00:00', '2026-11-20T07:00:00Z'],
  ['2026-11-20 07:00', '2026-11-20 07:00Z'],
  ['2026-11-20T07:00:00.5', '2026-11-20T07:00:00.5Z'],
  ['2026-11-20T07:00:00+02:00', '2026-11-20T07:00:00+02:00'],
  ['2026-11-20T07:00:00Z', '2026-11-20T07:00:00Z'],
  ['2026-11-20', '2026-11-20'],
  ['2026', '2026'],
])('%s is the instant %s, in whatever zone the machine stands', (text, instant) => {
  process.env.TZ = 'Asia/Tokyo';
  expect(utcInstant(text)).toBe(instant);
  const inTokyo = Date.parse(instant);
  process.env.TZ = 'America/New_York';
  expect(Date.parse(utcInstant(text)!)).toBe(inTokyo);
});

test.each(['5', '', 'tomorrow', '20 Nov 2026', '2026-13-01', '2026-11-20T25:00', '11/20/2026'])(
  '"%s" is none',
  text => {
    expect(utcInstant(text)).toBeUndefined();
  },
);
