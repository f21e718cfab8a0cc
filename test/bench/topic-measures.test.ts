import { expect, test } from 'vitest';
import { f1, measureTopics } from '../../bench/evaluations/topic-measures.ts';
import type { Tier } from '../../src/domain/issue.ts';

const paper = (labels: string[], scored = ['a', 'b']) => ({ id: '1', title: 't', labels, scored, source: 's' });
const match = (id: string, tier: Tier = 'strong') => ({ id, score: 6, tier, evidence: [] });
const five = <T>(value: T): T[] => Array.from({ length: 5 }, () => value);

test('F1 is twice what is right over what was said and what is true', () => {
  expect(f1({ right: 2, wrong: 1, missed: 1 })).toBeCloseTo(2 / 3);
  expect(f1({ right: 0, wrong: 0, missed: 0 })).toBe(0);
});

test('only topics with five positives count for F1, macro by topic and micro by answer', () => {
  const { macro, micro, precision, recall } = measureTopics([
    ...five({ paper: paper(['a']), matches: [match('a')] }),
    ...five({ paper: paper(['b']), matches: [match('a')] }),
    { paper: paper(['c'], ['c']), matches: [] },
  ]);
  expect(macro).toBeCloseTo((2 / 3 + 0) / 2);
  expect(micro).toBeCloseTo(0.5);
  expect([precision, recall]).toEqual([0.5, 0.5]);
});

test('a topic that the labels cannot tell counts neither for nor against', () => {
  const { topics, tiers, top1 } = measureTopics([{ paper: paper(['a'], ['a']), matches: [match('b'), match('a')] }]);
  expect(topics).toEqual([{ topic: 'a', right: 1, wrong: 0, missed: 0 }]);
  expect(tiers.strong).toEqual({ precision: 1, count: 1 });
  expect(top1).toBe(1);
});

test('precision is told by tier', () => {
  const { tiers } = measureTopics([{ paper: paper(['a']), matches: [match('a'), match('b', 'related')] }]);
  expect(tiers).toMatchObject({ strong: { precision: 1, count: 1 }, related: { precision: 0, count: 1 } });
});

test('a paper without a match has no right surest topic', () => {
  expect(measureTopics([{ paper: paper(['a']), matches: [] }]).top1).toBe(0);
});
