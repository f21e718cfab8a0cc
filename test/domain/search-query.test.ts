import { describe, expect, test } from 'vitest';
import { markFound, readSearch } from '../../src/domain/search-query.ts';

describe('a search', () => {
  test.each([
    ['world models', [{ words: ['world'] }, { words: ['models'], isBeginning: true }]],
    ['"World  Models" Ångström', [{ words: ['world', 'models'] }, { words: ['angstrom'], isBeginning: true }]],
    ['the "end"', [{ words: ['the'] }, { words: ['end'] }]],
    [
      'an unclosed "quote here',
      [{ words: ['an'] }, { words: ['unclosed'] }, { words: ['quote', 'here'], isBeginning: true }],
    ],
    ['rl', [{ words: ['rl'] }]],
    ['text-to-image', [{ words: ['text', 'to', 'image'], isBeginning: true }]],
    ['  ', []],
    ['"" - *', []],
    ['NEAR(a b) OR c*', [{ words: ['near', 'a'] }, { words: ['b'] }, { words: ['or'] }, { words: ['c'] }]],
  ])('for %j asks for %j', (text, terms) => {
    expect(readSearch(text)).toEqual(terms.map(term => ({ isBeginning: false, ...term })));
  });

  test('without end asks for the first twelve words', () => {
    expect(readSearch(Array.from({ length: 100 }, (_, at) => `w${at}`).join(' '))).toHaveLength(12);
  });
});

describe('what was found is marked', () => {
  const marked = (text: string, search: string) =>
    markFound(text, readSearch(search))
      .map(part => (part.isFound ? `[${part.text}]` : part.text))
      .join('');

  test.each([
    ['Models of the World', 'world model', '[Models] of the [World]'],
    ['Die Ångström-Skala', 'angstrom', 'Die [Ångström]-Skala'],
    ['A\u030Angström', 'ångström', '[A\u030Angström]'],
    ['Remodelling', 'model', 'Remodelling'],
    ['<b>bees</b>', 'bees', '<b>[bees]</b>'],
    ['', 'bees', ''],
  ])('in %j for %j: %s', (text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });

  test('and no letter is lost', () => {
    const text = 'Any text, “quoted” — with signs.';
    expect(
      markFound(text, readSearch('text with'))
        .map(part => part.text)
        .join(''),
    ).toBe(text);
  });
});
