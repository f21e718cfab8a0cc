import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Choices } from '../../src/select/choices.ts';
import { Selections } from '../../src/select/selections.ts';
import { indexed, paper } from './readers.ts';

const PAPERS = 40;
const index = indexed(Array.from({ length: PAPERS }, (_, at) => paper({ id: at + 1 })));

function selectionsOf(all: readonly { considered: number; matched: number; places: readonly number[] }[]) {
  const selections = new Selections(new Choices(index));
  return all.map(({ considered, matched, places }) =>
    selections.of(considered, matched, Uint32Array.from([...places, 0]), places.length),
  );
}

test('equal selections are one object, and different ones are not', () => {
  const small = fc.integer({ min: 0, max: 2 });
  const wanted = fc.record({ considered: small, matched: small, places: fc.array(small, { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 40 }), all => {
      const known = new Map<string, unknown>();
      for (const [at, selection] of selectionsOf(all).entries()) {
        const { considered, matched, places } = all[at]!;
        expect(selection).toEqual({
          considered,
          matched,
          papers: places.map(place => ({ paperId: place + 1, reasons: [] })),
        });
        const key = JSON.stringify(all[at]);
        expect(selection).toBe(known.get(key) ?? selection);
        known.set(key, selection);
      }
      expect(new Set(known.values()).size).toBe(known.size);
    }),
  );
});

test('many are kept apart while the table grows', () => {
  const different = Array.from({ length: PAPERS ** 3 }, (_, at) => ({
    considered: PAPERS,
    matched: PAPERS,
    places: [at % PAPERS, Math.floor(at / PAPERS) % PAPERS, Math.floor(at / PAPERS ** 2)],
  }));
  const selections = selectionsOf([...different, ...different]);
  expect(new Set(selections).size).toBe(different.length);
  expect(selections.slice(different.length).every((selection, at) => selection === selections[at])).toBe(true);
});
