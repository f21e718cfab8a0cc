import { expect, test } from 'vitest';
import {
  averagePrecision,
  ndcg,
  pairedDifference,
  precision,
  randomNdcg,
  rocAuc,
} from '../../bench/evaluations/ranking-measures.ts';

const scored = (...pairs: [likelihood: number, isTrue: boolean][]) =>
  pairs.map(([likelihood, isTrue]) => ({ likelihood, isTrue }));

test('the area under the curve is the share of pairs in the right order, ties counting half', () => {
  expect(rocAuc(scored([0.9, true], [0.1, false]))).toBe(1);
  expect(rocAuc(scored([0.1, true], [0.9, false]))).toBe(0);
  expect(rocAuc(scored([0.5, true], [0.5, false]))).toBe(0.5);
  expect(rocAuc(scored([0.9, true], [0.5, false], [0.5, true], [0.1, false]))).toBe(0.875);
});

test('the discounted gain is 1 for the best order and falls with every paper that is too far down', () => {
  expect(ndcg([9, 5, 1], 2)).toBe(1);
  expect(ndcg([5, 9, 1], 2)).toBeCloseTo((5 + 9 / Math.log2(3)) / (9 + 5 / Math.log2(3)));
  expect(ndcg([0, 0], 2)).toBe(1);
});

test('a random order gains the mean of all orders', () => {
  const orders = [
    [9, 5, 1],
    [9, 1, 5],
    [5, 9, 1],
    [5, 1, 9],
    [1, 9, 5],
    [1, 5, 9],
  ];
  const mean = orders.reduce((sum, order) => sum + ndcg(order, 2), 0) / orders.length;
  expect(randomNdcg([9, 5, 1], 2)).toBeCloseTo(mean);
});

test('a place among the first is deserved by as many votes as the last of the best has', () => {
  expect(precision([9, 1, 5], 2)).toBe(0.5);
  expect(precision([5, 9, 5], 2)).toBe(1);
});

test('a difference comes with an interval that holds it, and always the same', () => {
  const [a, b] = [
    [0.9, 0.8, 0.7, 0.9],
    [0.5, 0.6, 0.7, 0.4],
  ];
  const { mean, low, high } = pairedDifference(a!, b!);
  expect(mean).toBeCloseTo(0.275);
  expect(low).toBeLessThan(mean);
  expect(high).toBeGreaterThan(mean);
  expect(pairedDifference(a!, b!)).toEqual({ mean, low, high });
});

test('average precision looks at the places of the relevant ones alone', () => {
  expect(averagePrecision([true, true, false, false])).toBe(1);
  expect(averagePrecision([false, true, false, true])).toBe((1 / 2 + 2 / 4) / 2);
  expect(averagePrecision([false, false])).toBe(0);
});
