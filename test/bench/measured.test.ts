import { expect, test } from 'vitest';
import { isReached, judge } from '../../bench/measured.ts';

test('a target is a bound from below, itself included or not, from above, or the value itself', () => {
  expect([isReached(0.6, '>= 0.6'), isReached(0.59, '>= 0.6')]).toEqual([true, false]);
  expect([isReached(0.61, '> 0.6'), isReached(0.6, '> 0.6')]).toEqual([true, false]);
  expect([isReached(2, '<= 2'), isReached(2.1, '<= 2')]).toEqual([true, false]);
  expect([isReached(0, '= 0'), isReached(1, '= 0')]).toEqual([true, false]);
});

test('what was not measured reaches no target', () => {
  expect(isReached(undefined, '>= 0')).toBe(false);
  expect(isReached(Number.NaN, '<= 1')).toBe(false);
});

test('a target that cannot be read is refused and not passed over', () => {
  expect(() => isReached(1, '< 2')).toThrow('"< 2" is no target');
});

test('one missed target is enough, and metrics without a target only inform', () => {
  const metrics = { speed: 30, crashes: 1, files: 7 };
  expect(judge({ lines: [], metrics, targets: { speed: '>= 20', crashes: '= 0' } }).ok).toBe(false);
  expect(judge({ lines: [], metrics, targets: { speed: '>= 20' } }).ok).toBe(true);
});
