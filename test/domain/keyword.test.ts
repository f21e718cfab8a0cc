import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKeyword } from '../../src/domain/keyword.ts';

const partsOf = (text: string) => {
  const read = readKeyword(text);
  return 'parts' in read ? read.parts.map(({ text, exact }) => (exact ? `"${text}"` : text)) : read.fault;
};

describe('a keyword is', () => {
  test.each([
    ['words side by side', 'world model', ['world model']],
    ['words with a beginning at their end', ' soft robot* ', ['soft robot*']],
    ['a phrase in quotes', '"Protein  design"', ['"Protein  design"']],
    ['a phrase in the quotes of a word processor', '„protein design“', ['"protein design"']],
    ['several parts', 'diffusion + "protein design"+robot*', ['diffusion', '"protein design"', 'robot*']],
    ['a word with signs at its end', 'C++', ['C++']],
    ['such words among others', 'C++17 code+ F# +C++', ['C++17 code', 'F#', 'C++']],
    ['what means nothing to us where it is in quotes', '"C++ * A*"', ['"C++ * A*"']],
  ])('%s', (_, text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });
});

const PLUS = 'words before and after each +, and quotes around a word that has one: "CIFAR-10+"';

describe('it says what was expected in place of', () => {
  test.each([
    ['quotes that are not closed', '"protein design', 'a second " to close the quotes'],
    ['a + without a part after it', 'diffusion +', PLUS],
    ['a + without a part before it', '+ diffusion', PLUS],
    ['a word that ends in a +', 'CIFAR-10+', PLUS],
    ['two + in a row', 'soft ++ robot', PLUS],
    ['two + without spaces', 'soft++robot', PLUS],
    ['nothing', '  ', PLUS],
    ['quotes beside words', 'deep "protein design"', 'a + between words and quotes'],
    ['words beside quotes', '"protein design" model', 'a + between words and quotes'],
    ['a bare *', '*', 'at least two letters before the *'],
    ['a beginning of one letter', 'soft r*', 'at least two letters before the *'],
    ['a * that stands alone', 'robot *', 'at least two letters before the *'],
    ['a * in the middle', 'auto* driving', 'a * only at the end of the last word'],
    ['a * after quotes', '"robot"*', 'a + between words and quotes'],
    ['empty quotes', 'rl + ""', 'a word with a letter or digit'],
    ['signs only', '…', 'a word with a letter or digit'],
  ])('%s', (_, text, fault) => {
    expect(partsOf(text)).toBe(`expected ${fault}`);
  });
});

test('parts joined again are read as they were', () => {
  const word = fc.stringMatching(/^[a-z]{2,5}( [a-z]{1,5})?$/);
  const part = fc.oneof(
    word,
    word.map(text => `"${text}"`),
    word.filter(text => /[a-z]{2}$/.test(text)).map(text => `${text}*`),
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), parts => {
      expect(partsOf(parts.join(' + '))).toEqual(parts);
    }),
  );
});

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab1"“*+ ,é') }), text => typeof partsOf(text) !== 'undefined'),
  );
});
