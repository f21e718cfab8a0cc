import { describe, expect, test } from 'vitest';
import { compilePhrases, findPhrases, NOTHING_TOLD } from '../../src/select/topic-phrases.ts';
import { type Signals, sentencesOf, signalsOf } from '../../src/select/topic-signals.ts';

const phrases = compilePhrases([
  { id: 'rl', name: 'RL', group: 'act', description: 'd', strong: ['bandit', 'regret'], weak: ['arm'], exclude: [] },
]);

function signals(title: string, abstract = '', louder = 0): Signals {
  const paper = { title, abstract };
  return signalsOf(findPhrases(phrases, paper).get('rl') ?? NOTHING_TOLD, sentencesOf(paper), louder);
}

describe('sentences', () => {
  test('end where a capital follows, and cover the abstract', () => {
    const abstract = 'Results, e.g. regret, vary. (We test this!) See below';
    const ends = sentencesOf({ abstract }).map(({ end }) => end);
    expect(ends.map((end, at) => abstract.slice(ends[at - 1] ?? 0, end))).toEqual([
      'Results, e.g. regret, vary. (We test this!) ',
      'See below',
    ]);
  });

  test.each([
    ['We propose a method', true],
    ['In this paper, we carefully study bandits', true],
    ['This survey reviews bandits', true],
    ['Our benchmark holds bandits', true],
    ['Bandits have been studied for long', false],
    ['They proposed bandits', false],
  ])('"%s" says what was done: %s', (abstract, expected) => {
    expect(sentencesOf({ abstract })).toEqual([{ end: abstract.length, saysWhatWasDone: expected }]);
  });
});

describe('signals', () => {
  test('are all 0 where no phrase is and no topic speaks louder', () => {
    expect(Object.values(signals('Leaves')).every(value => value === 0)).toBe(true);
  });

  test('tell one phrase in the title from two', () => {
    expect(signals('A Bandit of Bandits')).toMatchObject({ title: 1, 'second in title': 0, 'two phrases': 0 });
    expect(signals('Bandit Regret')).toMatchObject({ title: 1, 'second in title': 1, 'two phrases': 1 });
  });

  test('tell what the authors did from what stands elsewhere', () => {
    expect(signals('Leaves', 'We propose a bandit. It works.').contribution).toBe(1);
    expect(signals('Leaves', 'Leaves fall. Once a bandit was used.').contribution).toBe(0);
  });

  test('tell the first sentence from the others', () => {
    expect(signals('Leaves', 'A bandit. Leaves.').opening).toBe(1);
    expect(signals('Leaves', 'Leaves. A bandit.').opening).toBe(0);
  });

  test('grow with what the abstract repeats, more slowly each time', () => {
    const [once, twice, thrice] = [1, 2, 3].map(times => signals('Leaves', 'Bandit. '.repeat(times)).abstract);
    expect(twice! - once!).toBeGreaterThan(thrice! - twice!);
    expect(thrice).toBeGreaterThan(twice!);
  });

  test('count what only supports by itself', () => {
    expect(signals('Arms')).toMatchObject({ title: 0, supporting: Math.log1p(2.5) });
  });

  test('count at most six louder topics', () => {
    expect(signals('Leaves', '', 3)['louder topics']).toBe(0.5);
    expect(signals('Leaves', '', 30)['louder topics']).toBe(1);
  });
});
