import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NumberedVector, TermSpace, type Vector } from '../../src/select/learnt-space.ts';
import { BEES, HIVES, paperAbout, TIDES, WINDOW } from './learnt.ts';

const space = new TermSpace(WINDOW);

function product(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [term, weight] of a) sum += weight * (b.get(term) ?? 0);
  return sum;
}

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
      const others = papers.map((_, at) => space.numberedOf({ id: at + 1, title: '' }));
      const found = space.compareWith(space.numberedOf({ ...asked, id: 100 }), others);
      for (const [place, value] of found.entries()) expect(value).toBeCloseTo(each[place]!);
    }),
  );
});

test('a sum has what its parts have, each times its share, and nothing of the sum before', () => {
  const [bees, hives] = [BEES, HIVES].map(paper => space.numberedOf(paper)) as [NumberedVector, NumberedVector];
  const sum = () => space.read(space.add([bees, hives].map(vector => ({ vector, share: 2 }))));
  const [first, again] = [sum(), sum()];
  for (const [term, weight] of first) {
    const parts = [BEES, HIVES].map(paper => space.vectorOf(paper).get(term) ?? 0);
    expect(weight).toBeCloseTo(2 * (parts[0]! + parts[1]!));
  }
  expect(again).toEqual(first);
});

test('what cancels out is not in the sum, though it comes back on the way', () => {
  const vector = space.numberedOf(BEES);
  const shares = (...shares: number[]) => space.add(shares.map(share => ({ vector, share })));
  expect(shares(1, -1).terms).toHaveLength(0);
  expect(new Map(space.read(shares(1, -1, 1)))).toEqual(space.vectorOf(BEES));
});

test('reads a paper once for its weights and once for its words, however often it is asked for', () => {
  let read = 0;
  const counted = {
    id: 1,
    title: 'Bees',
    get abstract() {
      read += 1;
      return 'Bees keep a tally of flowers.';
    },
  };
  const space = new TermSpace([counted, paperAbout(2, 'Bees and Flowers')]);
  const ask = () => [space.vectorOf(counted), space.wordsOf(counted)];
  ask();
  const once = read;
  for (let reader = 0; reader < 5; reader += 1) ask();
  expect(read).toBe(once);
  expect(once).toBeLessThanOrEqual(2);
});
