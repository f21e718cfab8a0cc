import { expect, test } from 'vitest';
import { entryDate } from '../../src/dedupe/entry-date.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';

const NOW = new Date('2026-11-20T07:00:00Z');

test.each<[string, Partial<PaperFacts>, string]>([
  ['what has no date is news', {}, '2026-11-20T07:00:00.000Z'],
  ['what was listed today is news', { listedAt: '2026-11-20' }, '2026-11-20T07:00:00.000Z'],
  ['what was listed eight days ago is news', { listedAt: '2026-11-13' }, '2026-11-20T07:00:00.000Z'],
  ['what was listed longer ago is archive', { listedAt: '2026-11-12' }, '2026-11-12T00:00:00.000Z'],
  [
    'a year that was only inferred makes no archive',
    { listedAt: '2026-09-16', listedYearInferred: true },
    '2026-11-20T07:00:00.000Z',
  ],
  ['an old paper that is listed now is news', { publishedAt: '2017-06-12T17:57:34Z' }, '2026-11-20T07:00:00.000Z'],
  [
    'a cross-list is news',
    { announceType: 'cross', publishedAt: '2026-11-01T00:00:00Z', listedAt: '2026-11-20' },
    '2026-11-20T07:00:00.000Z',
  ],
])('%s', (_, facts, expected) => {
  expect(entryDate({ title: 'T', ...facts }, NOW, false)).toBe(expected);
});

test('what the operator calls news is news, whatever its dates', () => {
  const facts: PaperFacts = {
    title: 'T',
    listedAt: '2020-01-01',
    announceType: 'replace',
    publishedAt: '2019-01-01T00:00:00Z',
  };
  expect(entryDate(facts, NOW, true)).toBe(NOW.toISOString());
});
