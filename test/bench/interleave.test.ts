import { expect, test } from 'vitest';
import { interleave, ratios, spreadOf } from '../../bench/interleave.ts';

test('contestants take turns, the first of one round is the last of the next, and the first round is not counted', async () => {
  const turns: string[] = [];
  const contestants = { a: () => turns.push('a'), b: async () => turns.push('b') };
  const times = await interleave(contestants, 2);
  expect(turns.join('')).toBe('abbaab');
  expect([times.a.length, times.b.length]).toEqual([2, 2]);
});

test('a ratio compares the two times of one round', () => {
  expect(ratios([10, 20], [5, 40])).toEqual([0.5, 2]);
});

test('the spread is the median with the quartiles around it, in whatever order the values come', () => {
  expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, low: 2, high: 4 });
  expect(spreadOf([1, 2])).toEqual({ median: 1.5, low: 1.25, high: 1.75 });
});
