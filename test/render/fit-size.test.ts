import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CardSizes, countOf, formAt, type Shape, shorten } from '../../src/render/fit-size.ts';

const SIZES: CardSizes = { full: 3000, compact: 1000, title: 300 };
const sizes = (count: number) => Array.from({ length: count }, () => SIZES);

test.each<[number, Shape, Shape]>([
  [0, { full: 3, compact: 2, title: 0 }, { full: 3, compact: 2, title: 0 }],
  [1, { full: 3, compact: 2, title: 0 }, { full: 2, compact: 3, title: 0 }],
  [4001, { full: 3, compact: 2, title: 0 }, { full: 0, compact: 5, title: 0 }],
  [6001, { full: 3, compact: 2, title: 0 }, { full: 0, compact: 4, title: 1 }],
  [9501, { full: 3, compact: 2, title: 0 }, { full: 0, compact: 0, title: 4 }],
  [99_999, { full: 3, compact: 2, title: 0 }, { full: 0, compact: 0, title: 1 }],
])('to save %d octets shortens %o to %o', (excess, shape, shorter) => {
  expect(shorten(sizes(5), shape, excess)).toEqual(shorter);
});

test.each([0, 1])('of %d titles nothing can be saved, and the shape is the same', title => {
  const shape = { full: 0, compact: 0, title };
  expect(shorten(sizes(title), shape, 1)).toBe(shape);
});

test('saves what is asked for as long as there is anything to save, and no more than one step beyond it', () => {
  const size = fc.record({ title: fc.integer({ min: 1, max: 500 }), more: fc.nat(500), most: fc.nat(5000) });
  const made = fc.array(size, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(made, fc.nat(30), fc.nat(100_000), (cards, fullCards, excess) => {
      const all = cards.map(({ title, more, most }) => ({ title, compact: title + more, full: title + more + most }));
      const full = Math.min(fullCards, all.length);
      const shape = { full, compact: all.length - full, title: 0 };
      const taken = (of: Shape) => all.slice(0, countOf(of)).reduce((sum, card, at) => sum + card[formAt(at, of)], 0);
      const shorter = shorten(all, shape, excess);
      expect(countOf(shorter)).toBeGreaterThanOrEqual(1);
      if (countOf(shorter) > 1) expect(taken(shape) - taken(shorter)).toBeGreaterThanOrEqual(excess);
      // A paper is left out only when all are titles, and is a title only when none is full.
      if (countOf(shorter) < all.length) expect(shorter.full + shorter.compact).toBe(0);
      if (shorter.title > 0) expect(shorter.full).toBe(0);
    }),
  );
});
