import { expect, test } from 'vitest';
import type { ReaderOpinions } from '../../src/domain/opinion.ts';
import { letInByTaste, orderByTaste } from '../../src/select/learnt-order.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste } from '../../src/select/learnt-taste.ts';
import { BEES, HIVES, NOW, opinion, paperAbout, said, WASPS, WINDOW } from './learnt.ts';

const space = new TermSpace(WINDOW);
const tasteOf = (opinions: ReaderOpinions) => learnTaste(opinions, { space, papers: WINDOW }, NOW);
const everything = [0, 1, 2, 3, 4, 5];
const order = (opinions: ReaderOpinions) =>
  orderByTaste(everything, { papers: 6, hasInterests: true }, tasteOf(opinions)!);
const letIn = (opinions: ReaderOpinions, room = 10, papersPerMail = 10) =>
  letInByTaste([1, 2, 3, 4], { room, papersPerMail }, tasteOf(opinions)!);

const BEES_AND_WASPS = said(opinion('more', { ...BEES, id: 90 }), opinion('more', { ...WASPS, id: 91 }));

test('what resembles a liked paper comes first, the rest as the trend has it', () => {
  expect(order(said(opinion('more', BEES)))).toEqual([1, 4, 0, 2, 3, 5]);
});

test('what resembles a disliked paper comes last', () => {
  expect(order(said(opinion('less', WASPS)))).toEqual([0, 1, 4, 5, 3, 2]);
});

test('lets in at most two papers beyond the interests, and only what resembles a liked one', () => {
  expect(letIn(BEES_AND_WASPS)).toHaveLength(2);
  expect(letIn(said(opinion('more', { ...BEES, id: 90 })))).toEqual([1, 4]);
  expect(letIn(said(opinion('less', BEES)))).toEqual([]);
});

test.each([
  ['a quarter of the mail', 7, 7, 1],
  ['one in a mail of one, if that is free', 1, 1, 1],
  ['what is free', 1, 10, 1],
  ['none where nothing is free', 0, 10, 0],
])('lets in at most %s', (_, room, papersPerMail, count) => {
  expect(letIn(BEES_AND_WASPS, room, papersPerMail)).toHaveLength(count);
});

test('for a reader without interests the trend counts more', () => {
  const likes = said(opinion('more', HIVES, 240));
  const places = Array.from({ length: 40 }, (_, at) => paperAbout(100 + at, `Subject ${'abcdefghij'[at % 10]}${at}x`));
  const papers = [...places, BEES, { ...BEES, id: 99 }];
  const taste = learnTaste(likes, { space: new TermSpace(papers), papers }, NOW)!;
  const matching = [...papers.keys()];
  const first = (hasInterests: boolean) => orderByTaste(matching, { papers: 42, hasInterests }, taste)[0];
  expect(first(true)).toBe(40);
  expect(first(false)).toBe(0);
});

test('says which liked paper a paper resembles, and by which words', () => {
  const taste = tasteOf(said(opinion('more', WASPS), opinion('more', BEES)))!;
  expect(taste.resembles(1)).toEqual({ kind: 'liked', title: BEES.title, terms: ['bee colonies'] });
  expect(taste.resembles(0)).toBeUndefined();
  // The very paper is no discovery.
  expect(taste.resembles(4)).toBeUndefined();
});

test('gives no word as a reason that the reader took out', () => {
  const opinions = { ...said(opinion('more', WASPS)), dropped: ['nest'] };
  expect(tasteOf(opinions)!.resembles(3)?.terms).toEqual(['build', 'wood']);
});

test('learns nothing where nothing was said, or learning is off', () => {
  expect(tasteOf(said())).toBeUndefined();
  expect(tasteOf({ ...said(opinion('more', BEES)), isOn: false })).toBeUndefined();
});
