import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../src/select/tokens.ts';

const folded = (text: string) => tokenize(text).map(token => token.folded);
const exact = (text: string) => tokenize(text).map(token => token.exact);

test('hyphens, slashes and apostrophes are spaces', () => {
  expect(folded('off-policy actor/critic, Bellman’s')).toEqual(['off', 'policy', 'actor', 'critic', 'bellman', 's']);
});

test('words know where they stand, in UTF-16 units', () => {
  const text = '𝒳 für RL';
  expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(['𝒳', 'für', 'RL']);
});

test('compatibility forms are folded', () => {
  expect(folded('ﬁne‑tuning')).toEqual(folded('fine-tuning'));
});

describe('singular and plural are one word', () => {
  test.each([
    ['reward', 'rewards'],
    ['policy', 'policies'],
    ['loss', 'losses'],
    ['bias', 'biases'],
    ['box', 'boxes'],
    ['approach', 'approaches'],
    ['cache', 'caches'],
    ['mesh', 'meshes'],
    ['area', 'areas'],
    ['LLM', 'LLMs'],
    ['RL', 'RLs'],
    ['LoRA', 'LoRAs'],
    ['REWARD', 'rewards'],
  ])('%s and %s', (one, many) => {
    expect(folded(many)).toEqual(folded(one));
  });

  test.each(['bias', 'corpus', 'analysis', 'loss'])('%s is no plural', word => {
    expect(folded(word)).toEqual([word]);
  });

  test.each([
    ['policy', 'police'],
    ['loss', 'lose'],
    ['chess', 'che'],
    ['gas', 'ga'],
  ])('%s and %s are two', (one, other) => {
    expect(folded(one)).not.toEqual(folded(other));
  });
});

describe('an acronym', () => {
  test.each(['RL', 'R1', 'GPT4', 'LoRA', '3DGS'])('%s is kept as written', word => {
    expect(exact(word)).toEqual([`=${word}`]);
  });

  test.each(['Learning', 'A', 'rl', '2025', '3d'])('is not %s', word => {
    expect(exact(word)).toEqual(folded(word));
  });

  test('is the same in its plural', () => {
    expect(exact('LLMs')).toEqual(exact('LLM'));
  });
});

describe('a clause ends', () => {
  const breaks = (text: string) => tokenize(text).map(token => token.breaks);

  test.each([
    'deep. Learning',
    'deep, learning',
    'deep: learning',
    'deep) learning',
    'deep.” Learning',
    'deep\n\nlearning',
  ])('in %j', text => {
    expect(breaks(text)).toEqual([false, true]);
  });

  test.each([
    'deep learning',
    'deep-learning',
    'deep\nlearning',
    'deep (learning)',
    '“deep” learning',
    'v3.5',
    'deep/learning',
  ])('nowhere in %j', text => {
    expect(breaks(text)).toEqual([false, false]);
  });
});

test('any text can be tokenized, into words in order that do not overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      let last = 0;
      for (const { start, end } of tokenize(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
    }),
  );
});
