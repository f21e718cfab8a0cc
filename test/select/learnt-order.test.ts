import { expect, test } from 'vitest';
import type { ReaderOpinions } from '../../src/domain/opinion.ts';
import { type Candidates, orderByTaste } from '../../src/select/learnt-order.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste } from '../../src/select/learnt-taste.ts';
import { BEES, HIVES, NOW, opinion, paperAbout, said, WASPS, WINDOW } from './learnt.ts';

const space = new TermSpace(WINDOW);
const tasteOf = (opinions: ReaderOpinions) => learnTaste(opinions, { space, papers: WINDOW }, NOW);
const everything: Candidates = { matching: [0, 1, 2, 3, 4, 5], others: [], papers: 6, hasInterests: true };
const order = (opinions: ReaderOpinions, candidates = everything) =>
  orderByTaste(candidates, tasteOf(opinions)!).map(({ place }) => place);

test('what resembles a liked paper comes first, the rest as the trend has it', () => {
  expect(order(said(opinion('more', BEES)))).toEqual([1, 4, 0, 2, 3, 5]);
});

test('what resembles a disliked paper comes last', () => {
  expect(order(said(opinion('less', WASPS)))).toEqual([0, 1, 4, 5, 3, 2]);
});

test('lets in at most two papers beyond the interests, and only what resembles a liked one', () => {
  const beyond = { ...everything, matching: [0], others: [1, 2, 3, 4] };
  const likes = said(opinion('more', { ...BEES, id: 90 }), opinion('more', { ...WASPS, id: 91 }));
  const letIn = orderByTaste(beyond, tasteOf(likes)!).filter(({ matches }) => !matches);
  expect(letIn).toHaveLength(2);
  expect(order(said(opinion('more', { ...BEES, id: 90 })), beyond)).toEqual([1, 4, 0]);
  expect(order(said(opinion('less', BEES)), beyond)).toEqual([0]);
});

test('for a reader without interests the trend counts more', () => {
  const likes = said(opinion('more', HIVES, 240));
  const places = Array.from({ length: 40 }, (_, at) => paperAbout(100 + at, `Subject ${'abcdefghij'[at % 10]}${at}x`));
  const papers = [...places, BEES, { ...BEES, id: 99 }];
  const taste = learnTaste(likes, { space: new TermSpace(papers), papers }, NOW)!;
  const matching = [...papers.keys()];
  const first = (hasInterests: boolean) => orderByTaste({ matching, others: [], papers: 42, hasInterests }, taste)[0];
  expect(first(true)?.place).toBe(40);
  expect(first(false)?.place).toBe(0);
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
