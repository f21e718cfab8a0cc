import { expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste } from '../../src/select/learnt-taste.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { select } from '../../src/select/select.ts';
import { BEES, HIVES, NESTS, NOW, opinion, SHIPS, said, TIDES, WASPS, WINDOW } from './learnt.ts';

const papers = WINDOW.map(paper => ({ ...paper, score: 0, signals: [] }));
const index = new PaperIndex(
  papers.map(paper => ({ paper, topics: new Map() })),
  [],
);
const taste = learnTaste(said(opinion('more', { ...BEES, id: 90 })), { space: new TermSpace(WINDOW), papers }, NOW);
const reader = { papersPerMail: 3, windowStart: new Date(0), alreadySent: new Map(), taste };
const idsFor = (interests: Partial<typeof NO_INTERESTS>, change = {}) =>
  select(index, { ...reader, interests: { ...NO_INTERESTS, ...interests }, ...change }).papers.map(
    ({ paperId, reasons }) => [paperId, reasons.map(({ kind }) => kind).join()],
  );

test('a taste re-ranks what matches, and lets in what resembles a liked paper, with that as its reason', () => {
  expect(idsFor({ keywords: ['hive', 'wood', 'water'] })).toEqual([
    [HIVES.id, 'keyword,liked'],
    [BEES.id, 'liked'],
    [TIDES.id, 'keyword'],
  ]);
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
