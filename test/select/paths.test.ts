import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Paths } from '../../src/select/paths.ts';

const ROOTS = 3;

test('the same way leads to the same number, another way to another, in the order of their coming', () => {
  const way = fc.tuple(
    fc.integer({ min: 0, max: ROOTS - 1 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(way, { maxLength: 40 }), ways => {
      const paths = new Paths(ROOTS);
      const known = new Map<string, number>();
      for (const [root, values] of ways) {
        let number = root;
        for (const at of values.keys()) {
          number = paths.step(number, values[at]!);
          const key = `${root}: ${values.slice(0, at + 1)}`;
          expect(number).toBe(known.get(key) ?? ROOTS + known.size);
          known.set(key, number);
        }
        expect(paths.trace(number)).toEqual({ root, values: values.toReversed() });
      }
    }),
  );
});

test('many are kept apart while the table grows', () => {
  const paths = new Paths(ROOTS);
  const step = (number: number) => paths.step(number >>> 3, number & 7);
  for (let number = 0; number < 50_000; number += 1) expect(step(number)).toBe(ROOTS + number);
  for (let number = 0; number < 50_000; number += 997) expect(step(number)).toBe(ROOTS + number);
});
