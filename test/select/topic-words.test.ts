import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileWords, hearWords, wordsOf } from '../../src/select/topic-words.ts';

const namesOf = (title: string, abstract?: string) => [...wordsOf({ title, abstract }).keys()];

describe('the words of a paper', () => {
  test('are its folded words and the pairs that stand side by side', () => {
    expect(namesOf('Learned Policies')).toEqual(['learned', 'policy', 'learned policy']);
  });

  test('leave out what says nothing, and pairs do not reach across it', () => {
    expect(namesOf('A Policy for the Robots of 2025')).toEqual(['policy', 'robot']);
  });

  test('do not pair across the end of a clause', () => {
    expect(namesOf('Policy: Robots')).toEqual(['policy', 'robot']);
  });

  test('leave out addresses, and the places after one stay right', () => {
    const abstract = 'Code: https://example.org/policy/robots for grippers.';
    const words = wordsOf({ title: 'A', abstract });
    expect([...words.keys()]).toEqual(['code', 'gripper']);
    const [place] = words.get('gripper')!.places;
    expect(abstract.slice(place!.start, place!.end)).toBe('grippers');
  });

  test('know the first place in each field, and how often they stand there', () => {
    const words = wordsOf({ title: 'Bandits', abstract: 'A bandit. Two bandits.' });
    expect(words.get('bandit')?.places).toEqual([
      { field: 'title', start: 0, end: 7, count: 1 },
      { field: 'abstract', start: 2, end: 8, count: 2 },
    ]);
  });

  test('weigh more in the title, and less with every repeat', () => {
    const amounts = wordsOf({ title: 'Bandits', abstract: 'Regret. Regret. Arms.' });
    const [title, twice, once] = ['bandit', 'regret', 'arm'].map(word => amounts.get(word)!.amount);
    expect(title).toBeGreaterThan(twice!);
    expect(twice! / once!).toBeCloseTo(1 + Math.log(2));
  });

  test('have length 1 together, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, abstract) => {
        const words = [...wordsOf({ title, abstract }).values()];
        const length = Math.hypot(...words.map(({ amount }) => amount));
        expect(words.length === 0 ? 1 : length).toBeCloseTo(1);
        for (const { places } of words) {
          for (const { field, start, end } of places) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual({ title, abstract }[field].length);
          }
        }
      }),
    );
  });
});

describe('what words say', () => {
  const words = compileWords({
    topics: ['rl', '3d'],
    start: { rl: -1, '3d': -2 },
    unit: 0.5,
    weights: { bandit: 'Ba', mesh: '.C' },
  });
  const hear = (title: string) => [...hearWords(words, wordsOf({ title }))];

  test('is the start where none is known', () => {
    expect(hear('Autumn Leaves')).toEqual([-1, -2]);
  });

  test('speaks for a topic in capitals and against it in small letters, the n-th letter by n² units', () => {
    expect(hear('Bandits')).toEqual([-1 + 4 * 0.5, -2 - 0.5]);
    expect(hear('Meshes')).toEqual([-1, -2 + 9 * 0.5]);
  });
});
