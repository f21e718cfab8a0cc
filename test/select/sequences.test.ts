import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sequences } from '../../src/select/sequences.ts';

test('equal sequences have one number, different ones different numbers, in the order of their coming', () => {
  const values = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(values, { maxLength: 40 }), all => {
      const sequences = new Sequences();
      const known = new Map<string, number>();
      for (const each of all) {
        const expected = known.get(each.join()) ?? known.size;
        known.set(each.join(), expected);
        const scratch = Uint32Array.from([...each, 99]);
        expect(sequences.numberOf(scratch, each.length)).toBe(expected);
      }
      expect(sequences.size).toBe(known.size);
    }),
  );
});

test('many are kept apart while the table grows', () => {
  const sequences = new Sequences();
  const at = (number: number) => Uint32Array.of(number, number >>> 3, number % 7);
  for (let number = 0; number < 50_000; number += 1) expect(sequences.numberOf(at(number), 3)).toBe(number);
  for (let number = 0; number < 50_000; number += 997) expect(sequences.numberOf(at(number), 3)).toBe(number);
});
