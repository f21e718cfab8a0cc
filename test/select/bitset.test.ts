import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addBit, countBits, hasBit, nextBit, removeBit, wordsFor } from '../../src/select/bitset.ts';

const SIZE = 100;

test('a set of bits holds exactly what was added and not removed', () => {
  const number = fc.integer({ min: 0, max: SIZE - 1 });
  fc.assert(
    fc.property(fc.array(number), fc.array(number), (added, removed) => {
      const bits = new Int32Array(wordsFor(SIZE));
      for (const each of added) addBit(bits, each);
      for (const each of removed) removeBit(bits, each);
      const expected = new Set(added).difference(new Set(removed));
      expect(countBits(bits)).toBe(expected.size);
      expect([...Array(SIZE).keys()].filter(each => hasBit(bits, each))).toEqual([...expected].sort((a, b) => a - b));
      const found = [];
      for (let next = nextBit(bits, 0); next >= 0; next = nextBit(bits, next + 1)) found.push(next);
      expect(found).toEqual([...expected].sort((a, b) => a - b));
    }),
  );
});

test('an empty set has no next number', () => {
  expect(nextBit(new Int32Array(0), 0)).toBe(-1);
  expect(nextBit(new Int32Array(2), 63)).toBe(-1);
});
