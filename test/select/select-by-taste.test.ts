import { expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste } from '../../src/select/learnt-taste.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { select } from '../../src/select/select.ts';
import { BEES, HIVES, NESTS, NOW, opinion, SHIPS, said, TIDES, WASPS, WINDOW } from './learnt.ts';

const papers = WINDOW.map(paper => ({ ...paper, score: 0, signals: [] }));
const index = new PaperIndex(
  papers.map(paper => ({ paper, topics: new Map(), hints: new Set() })),
  [],
);
const taste = learnTaste(said(opinion('more', { ...BEES, id: 90 })), { space: new TermSpace(WINDOW), papers }, NOW);
const reader = { papersPerMail: 3, windowStart: new Date(0), alreadySent: new Map(), taste };
const idsFor = (interests: Partial<typeof NO_INTERESTS>, change = {}) =>
  select(index, { ...reader, interests: { ...NO_INTERESTS, ...interests }, ...change }).papers.map(
    ({ paperId, reasons }) => [paperId, reasons.map(({ kind }) => kind).join()],
  );

test('a taste re-ranks what matches; what resembles a liked paper comes after all that, with this as its reason', () => {
  expect(idsFor({ keywords: ['hive', 'water'] })).toEqual([
    [HIVES.id, 'keyword,liked'],
    [TIDES.id, 'keyword'],
    [SHIPS.id, 'keyword'],
  ]);
  expect(idsFor({ keywords: ['hive', 'water'] }, { papersPerMail: 4 })).toEqual([
    [HIVES.id, 'keyword,liked'],
    [TIDES.id, 'keyword'],
    [SHIPS.id, 'keyword'],
    [BEES.id, 'liked'],
  ]);
});

test('what is let in never takes the place of a match, not even with a place for something outside', () => {
  for (const papersPerMail of [1, 2, 3, 4, 5, 6]) {
    for (const outside of [false, true]) {
      const kinds = idsFor({ keywords: ['hive', 'wood', 'water'], outside }, { papersPerMail }).map(
        ([, kinds]) => kinds,
      );
      const matches = kinds.filter(kinds => `${kinds}`.startsWith('keyword')).length;
      expect(matches).toBe(Math.min(5, papersPerMail - (outside && papersPerMail > 1 ? 1 : 0)));
      expect(kinds.slice(0, matches).every(kinds => `${kinds}`.startsWith('keyword'))).toBe(true);
    }
  }
});

test('a mail of one paper holds what is let in only where nothing matches', () => {
  expect(idsFor({ keywords: ['tides'] }, { papersPerMail: 1 })).toEqual([[TIDES.id, 'keyword']]);
  expect(idsFor({ keywords: ['zebra'] }, { papersPerMail: 1 })).toEqual([[HIVES.id, 'liked']]);
});

test('says that the taste chose or ordered the matching papers only where the trend had not done the same', () => {
  const selected = (keywords: string[], papersPerMail = 3) =>
    select(index, { ...reader, papersPerMail, interests: { ...NO_INTERESTS, keywords } });
  expect(selected(['hive', 'water']).byTaste).toBe(true);
  expect(selected(['hive', 'water'], 1).byTaste).toBe(true);
  expect(selected(['hive']).byTaste).toBeUndefined();
  expect(selected(['hive'])).toMatchObject({ matched: 1, papers: [{}, {}] });
});

test('counts as matching only what matches, and lets nothing in that is muted or was sent', () => {
  const interests = { ...NO_INTERESTS, keywords: ['hive'] };
  expect(select(index, { ...reader, interests })).toMatchObject({ matched: 1, considered: 6 });
  expect(idsFor({ keywords: ['hive'], muted: ['bee'] })).toEqual([]);
  expect(idsFor({ keywords: ['hive'] }, { alreadySent: new Map([[BEES.id, '2026-03-01']]) })).toEqual([
    [HIVES.id, 'keyword,liked'],
  ]);
});

test('the place for something outside goes to the best by trend that was not let in', () => {
  expect(idsFor({ keywords: ['hive'], outside: true })).toEqual([
    [HIVES.id, 'keyword,liked'],
    [BEES.id, 'liked'],
    [TIDES.id, 'outside'],
  ]);
});

test('without interests the whole day is re-ranked', () => {
  const kinds = idsFor({}, { papersPerMail: 6 });
  expect(kinds.map(([id]) => id)).toEqual([HIVES.id, BEES.id, TIDES.id, WASPS.id, NESTS.id, SHIPS.id]);
  expect(kinds[0]).toEqual([HIVES.id, 'trending,liked']);
});
