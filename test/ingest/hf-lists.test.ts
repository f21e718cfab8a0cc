import { describe, expect, test } from 'vitest';
import { dailyLists, isFull, namesPage, nextPage } from '../../src/ingest/hf-lists.ts';

const HF = 'https://huggingface.co';
const days = (now: string, readAt?: string) =>
  dailyLists(HF, new Date(now), readAt).map(url => new URL(url).searchParams.get('date'));

test('a day is asked for with as many rows as there may be, from the first page on', () => {
  expect(dailyLists(HF, new Date('2026-11-24T07:00:00Z'))).toEqual([
    `${HF}/api/daily_papers?date=2026-11-24&limit=100&p=0`,
    `${HF}/api/daily_papers?date=2026-11-23&limit=100&p=0`,
  ]);
});

const rows = (count: number) => JSON.stringify(Array.from({ length: count }, (_, id) => ({ paper: { id } })));

describe('the days that are asked for, the newest first, are', () => {
  test.each([
    [
      'on Tuesday, the day before too: it went on filling',
      '2026-11-24T07:00:00Z',
      undefined,
      ['2026-11-24', '2026-11-23'],
    ],
    ['on Monday, Friday too', '2026-11-23T07:00:00Z', undefined, ['2026-11-23', '2026-11-20']],
    ['on Sunday, Friday', '2026-11-22T07:00:00Z', undefined, ['2026-11-20']],
    ['on Saturday, Friday, whose list has just closed', '2026-11-21T05:59:00Z', undefined, ['2026-11-20']],
    ['just after midnight, in UTC', '2026-11-25T00:00:00Z', undefined, ['2026-11-25', '2026-11-24']],
    ['just before midnight, in UTC', '2026-11-24T23:59:59.999Z', undefined, ['2026-11-24', '2026-11-23']],
    ['no fewer after a reading today', '2026-11-24T07:00:00Z', '2026-11-24T05:00:00Z', ['2026-11-24', '2026-11-23']],
    [
      'after some days without, those and the one before the last reading',
      '2026-11-26T07:00:00Z',
      '2026-11-24T01:00:00Z',
      ['2026-11-26', '2026-11-25', '2026-11-24', '2026-11-23'],
    ],
    [
      'after a weekend without, Friday, which was read on Friday',
      '2026-11-24T07:00:00Z',
      '2026-11-20T07:00:00Z',
      ['2026-11-24', '2026-11-23', '2026-11-20', '2026-11-19'],
    ],
    [
      'those before a reading that seems to be still to come',
      '2026-11-24T07:00:00Z',
      '2027-01-01T00:00:00Z',
      ['2026-11-24', '2026-11-23'],
    ],
  ])('%s', (_, now, readAt, expected) => {
    expect(days(now, readAt)).toEqual(expected);
  });

  test('two weeks of days at most', () => {
    const found = days('2026-11-24T07:00:00Z', '2025-01-01T00:00:00Z');
    expect(found).toHaveLength(11);
    expect(found.at(-1)).toBe('2026-11-10');
  });
});

describe('the next page', () => {
  test.each([
    [`${HF}/api/daily_papers`, `${HF}/api/daily_papers?p=1`],
    [`${HF}/api/daily_papers?week=2026-W47&limit=10`, `${HF}/api/daily_papers?week=2026-W47&limit=10&p=1`],
    [`${HF}/api/daily_papers?p=9&limit=10`, `${HF}/api/daily_papers?p=10&limit=10`],
  ])('of %s is %s', (page, next) => {
    expect(nextPage(page)).toBe(next);
    expect(namesPage(next)).toBe(true);
  });

  test.each([
    ['as many rows as were asked for', '?limit=3', rows(3), true],
    ['more rows than were asked for', '?limit=2', rows(3), true],
    ['fewer rows than were asked for', '?limit=4', rows(3), false],
    ['as many rows as nobody asked for', '', rows(50), true],
    ['fewer rows than nobody asked for', '', rows(49), false],
    ['fewer rows than there are by a limit that is none', '?limit=0', rows(3), false],
    ['no rows', '?limit=1', '[]', false],
    ['an object', '?limit=1', '{"error":"no"}', false],
    ['a number', '?limit=1', '1', false],
    ['a list that was cut', '?limit=1', rows(3).slice(0, -1), false],
    ['nothing', '?limit=1', '', false],
  ])('is there after %s: %s', (_, query, body, expected) => {
    expect(isFull(`${HF}/api/daily_papers${query}`, Buffer.from(body))).toBe(expected);
  });
});
