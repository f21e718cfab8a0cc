import fc from 'fast-check';
import { expect, test } from 'vitest';
import { product, TermSpace } from '../../src/select/learnt-space.ts';
import { BEES, HIVES, paperAbout, TIDES, WINDOW } from './learnt.ts';

const space = new TermSpace(WINDOW);

test('a paper is nearest to itself, nearer to one that shares its words than to one that does not', () => {
  const bees = space.vectorOf(BEES);
  expect(product(bees, bees)).toBeCloseTo(1);
  expect(product(bees, space.vectorOf(HIVES))).toBeGreaterThan(0.05);
  expect(product(bees, space.vectorOf(TIDES))).toBe(0);
});

test('a rarer word weighs more', () => {
  const vector = space.vectorOf(paperAbout(9, 'nest strait'));
  expect(vector.get('strait')!).toBeGreaterThan(vector.get('nest')!);
});

test('a term that fewer than two papers of the space have does not count', () => {
  expect([...space.vectorOf(paperAbout(10, 'unheard shivering strait')).keys()]).toEqual(['strait']);
});

test('comparing with all papers at once is comparing with each', () => {
  const word = fc.constantFrom<string>('bee', 'colony', 'hive', 'tide', 'strait', 'wasp', 'nest', 'wood');
  const paper = fc.array(word, { maxLength: 12 }).map(words => paperAbout(0, words.join(' ')));
  fc.assert(
    fc.property(fc.array(paper, { maxLength: 8 }), paper, (papers, asked) => {
      const space = new TermSpace(papers.map((paper, at) => ({ ...paper, id: at + 1 })));
      const vector = space.vectorOf({ ...asked, id: 100 });
      const each = papers.map((paper, at) => product(vector, space.vectorOf({ ...paper, id: at + 1 })));
      for (const [place, value] of space.compare(vector).entries()) {
        expect(value).toBeCloseTo(each[place]!);
        expect(value).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});
