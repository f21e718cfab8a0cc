import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PhraseIndex } from '../../src/select/phrase-index.ts';
import { type Token, tokenize } from '../../src/select/tokens.ts';

function find(phrases: readonly string[], text: string): string[] {
  const index = new PhraseIndex();
  for (const phrase of phrases) index.add(phrase);
  return index.scan(text).map(({ phrase, start, end }) => `${index.text(phrase)}: ${text.slice(start, end)}`);
}

describe('a phrase is found', () => {
  test.each<[string, string[], string, string[]]>([
    ['in another typing', ['off policy'], 'Off-Policy learning', ['off policy: Off-Policy']],
    ['in the plural', ['reward model'], 'Reward models', ['reward model: Reward models']],
    ['every time', ['RL'], 'RL for RL', ['RL: RL', 'RL: RL']],
    ['across a line end', ['world model'], 'a world\nmodel', ['world model: world\nmodel']],
    ['never across the end of a sentence', ['reward model'], 'We learn a reward. Model sizes vary.', []],
    ['never across a comma', ['vision language'], 'vision, language', []],
    ['never inside a word', ['rl'], 'early world', []],
    [
      'longer before shorter',
      ['deep', 'deep learning'],
      'deep learning',
      ['deep learning: deep learning', 'deep: deep'],
    ],
    ['as an acronym in its own case', ['RL'], 'rl and RL and Rl', ['RL: RL']],
    ['as an acronym in the plural', ['LLM'], 'LLMs', ['LLM: LLMs']],
    ['as a plural acronym in the singular', ['LLMs'], 'an LLM', ['LLMs: LLM']],
    ['in lower case also as the acronym', ['rl'], 'rl and RL', ['rl: rl', 'rl: RL']],
    ['in lower case also in a title in capitals', ['deep learning'], 'DEEP LEARNING', ['deep learning: DEEP LEARNING']],
    [
      'by its beginning',
      ['robot*'],
      'Robotics for robots and ROBOTs',
      ['robot*: Robotics', 'robot*: robots', 'robot*: ROBOTs'],
    ],
    [
      'by the beginning of its last word',
      ['soft robot*'],
      'soft robotics, hard robotics',
      ['soft robot*: soft robotics'],
    ],
    ['by a beginning, never in the middle', ['bot*'], 'robots', []],
  ])('%s', (_, phrases, text, found) => {
    expect(find(phrases, text)).toEqual(found);
  });
});

describe('adding a phrase', () => {
  test('gives one number to all spellings of the same words', () => {
    const index = new PhraseIndex();
    const first = index.add('off-policy');
    expect(index.add('Off Policies')).toBe(first);
    expect(index.add('off policy*')).not.toBe(first);
    expect(index.text(first!)).toBe('off-policy');
  });

  test.each(['', ' ', '+++', '*'])('without words does nothing: %j', phrase => {
    expect(new PhraseIndex().add(phrase)).toBeUndefined();
  });
});

const word = fc.constantFrom('rl', 'RL', 'RLs', 'reward', 'Rewards', 'model', 'MODEL', 'of');
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map(words => words.join(' '));
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '-', '. ', ', ', ' (', '\n')), { maxLength: 25 })
  .map(pieces => pieces.flat().join(''));

test('a scan finds exactly what looking at every place for every phrase finds', () => {
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 8 }), text, (phrases, written) => {
      const index = new PhraseIndex();
      const known = new Map(phrases.map(each => [index.add(each)!, tokenize(each)]));
      const found = index.scan(written).map(({ phrase: number, start, end }) => `${number} ${start} ${end}`);
      expect(found.sort()).toEqual(naiveSearch(known, tokenize(written)).sort());
    }),
    { numRuns: 500 },
  );
});

test('a scan comes in the order of places, longer ones first', () => {
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 8 }), text, (phrases, written) => {
      const index = new PhraseIndex();
      for (const each of phrases) index.add(each);
      const found = index.scan(written);
      const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
      expect(found.map(({ start, end }) => [start, end])).toEqual(sorted.map(({ start, end }) => [start, end]));
    }),
  );
});

test('one word without end costs no more than its length', () => {
  const index = new PhraseIndex();
  index.add('robot*');
  expect(index.scan('A'.repeat(1_000_000))).toEqual([]);
  expect(index.scan(`deep${')'.repeat(1_000_000)}learning`)).toEqual([]);
});

function naiveSearch(phrases: ReadonlyMap<number, Token[]>, tokens: readonly Token[]): string[] {
  return tokens.flatMap((first, at) =>
    [...phrases].flatMap(([number, wanted]) => {
      const there = tokens.slice(at, at + wanted.length);
      const isThere =
        there.length === wanted.length &&
        there.every((token, place) => place === 0 || !token.breaks) &&
        there.every((token, place) => [token.exact, token.folded].includes(wanted[place]!.exact));
      return isThere ? [`${number} ${first.start} ${there.at(-1)!.end}`] : [];
    }),
  );
}
