import { expect, test } from 'vitest';
import { readCrash } from '../../src/domain/crash-point.ts';

test.each([
  ['before_dot', { point: 'before_dot', time: 1 }],
  ['after_claim:3', { point: 'after_claim', time: 3 }],
])('%s names a point and the how-manieth time', (text, crash) => {
  expect(readCrash(text)).toEqual(crash);
});

test.each(['', 'nowhere', 'before_dot:0', 'before_dot:', 'before_dot:x', ' before_dot'])('%j names no point', text => {
  expect(readCrash(text)).toBeUndefined();
});
