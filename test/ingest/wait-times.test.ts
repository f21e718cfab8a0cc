import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spentUntil, waitUntil } from '../../src/ingest/wait-times.ts';

const AT = '2026-11-23T07:00:00.000Z';

describe('Retry-After', () => {
  test.each([
    ['seconds', '3600', '2026-11-23T08:00:00.000Z'],
    ['seconds between spaces', ' 600 ', '2026-11-23T07:10:00.000Z'],
    ['a date', 'Mon, 23 Nov 2026 09:30:00 GMT', '2026-11-23T09:30:00.000Z'],
    ['a date of RFC 850', 'Monday, 23-Nov-26 09:30:00 GMT', '2026-11-23T09:30:00.000Z'],
    ['a date of asctime, in UTC', 'Mon Nov 23 09:30:00 2026', '2026-11-23T09:30:00.000Z'],
    ['too soon', '1', '2026-11-23T07:05:00.000Z'],
    ['a date that has passed', 'Sun, 06 Nov 1994 08:49:37 GMT', '2026-11-23T07:05:00.000Z'],
    ['too late', '31536000', '2026-11-24T07:00:00.000Z'],
    ['a date too late', 'Fri, 31 Dec 9999 23:59:59 GMT', '2026-11-24T07:00:00.000Z'],
    ['more seconds than a number holds', '9'.repeat(400), '2026-11-24T07:00:00.000Z'],
    ['nothing', '', '2026-11-23T07:05:00.000Z'],
    ['a word', 'soon', '2026-11-23T07:05:00.000Z'],
    ['less than nothing', '-600', '2026-11-23T07:05:00.000Z'],
    ['parts of a second', '600.5', '2026-11-23T07:05:00.000Z'],
    ['a day and no more', 'Monday', '2026-11-23T07:05:00.000Z'],
  ])('may be %s', (_, value, until) => {
    expect(waitUntil({ 'retry-after': value }, AT)).toBe(until);
  });

  test('may be missing', () => {
    expect(waitUntil({}, AT)).toBe('2026-11-23T07:05:00.000Z');
  });

  test('beside a RateLimit: the later of the two holds', () => {
    const ratelimit = '"api";r=0;t=1800';
    expect(waitUntil({ 'retry-after': '600', ratelimit }, AT)).toBe('2026-11-23T07:30:00.000Z');
    expect(waitUntil({ 'retry-after': '3600', ratelimit }, AT)).toBe('2026-11-23T08:00:00.000Z');
  });

  test('whatever it says, the wait is five minutes to a day', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.bigInt().map(String), fc.date({ noInvalidDate: true }).map(String)),
        value => {
          const waitMs = Date.parse(waitUntil({ 'retry-after': value, ratelimit: value }, AT)) - Date.parse(AT);
          expect(waitMs).toBeGreaterThanOrEqual(5 * 60_000);
          expect(waitMs).toBeLessThanOrEqual(24 * 3_600_000);
        },
      ),
    );
  });
});

describe('no requests are left', () => {
  test.each([
    ['as Hugging Face says it', { ratelimit: '"api";r=0;t=120' }],
    ['in the words of draft 07', { ratelimit: 'limit=500, remaining=0, reset=120' }],
    ['in headers of their own', { 'ratelimit-remaining': '0', 'ratelimit-reset': '120' }],
    ['with spaces', { ratelimit: '"api"; r=0; t=120' }],
    ['of one limit among several', { ratelimit: '"api";r=0;t=120, "pages";r=7;t=300' }],
    ['of several: until the last of them ends', { ratelimit: ['"api";r=0;t=60', '"pages";r=0;t=120'] }],
  ])('%s', (_, headers) => {
    expect(spentUntil(headers, AT)).toBe('2026-11-23T07:02:00.000Z');
  });

  test('for a day at most', () => {
    expect(spentUntil({ ratelimit: '"api";r=0;t=999999' }, AT)).toBe('2026-11-24T07:00:00.000Z');
  });
});

describe('requests are left', () => {
  test.each([
    ['where nothing is said', {}],
    ['as Hugging Face says it', { ratelimit: '"api";r=499;t=120' }],
    ['in the words of draft 07', { ratelimit: 'limit=500, remaining=10, reset=120' }],
    ['in headers of their own', { 'ratelimit-remaining': '10', 'ratelimit-reset': '120' }],
    ['where the time is not said', { ratelimit: '"api";r=0' }],
    ['where the time is now', { ratelimit: '"api";r=0;t=0' }],
    ['where nothing can be read', { ratelimit: 'r=none;t=soon' }],
  ])('%s', (_, headers) => {
    expect(spentUntil(headers, AT)).toBeUndefined();
  });
});
