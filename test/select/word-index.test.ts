import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKeyword } from '../../src/domain/keyword.ts';
import { scanPaper } from '../../src/select/evidence.ts';
import { compilePhrase } from '../../src/select/phrase.ts';
import { PhraseIndex } from '../../src/select/phrase-index.ts';
import { WordIndex } from '../../src/select/word-index.ts';

interface Texts {
  title: string;
  abstract?: string;
}

function phraseOf(keyword: string) {
  const read = readKeyword(keyword);
  if ('fault' in read) throw new Error(read.fault);
  return compilePhrase(read.parts[0]!)!;
}

/** Each occurrence as paper, field and words. */
function find(keyword: string, papers: readonly Texts[]): string[] {
  const index = new WordIndex(papers);
  const phrase = phraseOf(keyword);
  return index.find(phrase).map(position => {
    const [paper = -1] = index.papersOf([position]);
    const { field, start, end } = index.occurrence(position, phrase);
    return `${paper} ${field}: ${papers[paper]![field]!.slice(start, end)}`;
  });
}

describe('a phrase is found', () => {
  test('in every paper, title before abstract, each time', () => {
    const papers = [{ title: 'Bees', abstract: 'A bee, a bee' }, { title: 'Hives' }, { title: 'The BEE' }];
    expect(find('bee', papers)).toEqual(['0 title: Bees', '0 abstract: bee', '0 abstract: bee', '2 title: BEE']);
  });

  test('never across two texts', () => {
    const papers = [{ title: 'Honey', abstract: 'bees honey' }, { title: 'Bees' }];
    expect(find('honey bee', papers)).toEqual([]);
  });

  test('in quotes only in these forms, in any case', () => {
    const papers = [{ title: 'Honey-Bees and honey bee', abstract: 'HONEY BEE' }];
    expect(find('"honey bee"', papers)).toEqual(['0 title: honey bee', '0 abstract: HONEY BEE']);
    expect(find('"honey bees"', papers)).toEqual(['0 title: Honey-Bees']);
  });

  test('by its beginning, whichever word that is of', () => {
    const papers = [{ title: 'Robots, robotics, rob', abstract: 'Soft robotic arms' }, { title: 'robin' }];
    expect(find('robot*', papers)).toEqual(['0 title: Robots', '0 title: robotics', '0 abstract: robotic']);
    expect(find('soft rob*', papers)).toEqual(['0 abstract: Soft robotic']);
    expect(find('xyz*', papers)).toEqual([]);
    expect(find('zz*', [])).toEqual([]);
  });
});

const word = fc.constantFrom(
  'rl',
  'RL',
  'RLs',
  'reward',
  'Rewards',
  'model',
  'MODEL',
  'of',
  'R1',
  'modelling',
  'policies',
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '-', '. ', ', ', ' (', '\n')), { maxLength: 25 })
  .map(pieces => pieces.flat().join(''));
const papers = fc.array(fc.record({ title: text, abstract: text }), { maxLength: 4 });
const phrase = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '*'))
  .map(([words, end]) => `${words.join(' ')}${end}`);

test('looking a phrase up finds exactly what scanning the texts for it finds', () => {
  fc.assert(
    fc.property(papers, fc.array(phrase, { minLength: 1, maxLength: 6 }), (texts, phrases) => {
      const index = new WordIndex(texts);
      for (const each of phrases) {
        const compiled = phraseOf(each);
        const lookedUp = index
          .find(compiled)
          .map(at => ({ paper: index.papersOf([at])[0], ...index.occurrence(at, compiled) }));
        const scanner = new PhraseIndex();
        scanner.add(each);
        const scanned = texts.flatMap((paper, number) =>
          scanPaper(scanner, paper).map(({ field, start, end }) => ({ paper: number, field, start, end })),
        );
        expect(lookedUp).toEqual(scanned);
      }
    }),
    { numRuns: 300 },
  );
});

describe('signs after a word', () => {
  const signs = fc.constantFrom('', '', '+', '++', '#', '+++', '##');
  const signed = fc
    .tuple(fc.constantFrom('C', 'F', 'Code', 'Notepad'), signs)
    .map(([word, after]) => `${word}${after}`);
  const signedText = fc.array(signed, { maxLength: 12 }).map(words => words.join(' '));

  /** What splitting at spaces finds. */
  function naive(wanted: string, text: string, exact: boolean): number[] {
    const [, word, after] = /^(\w+)(.*)$/.exec(wanted)!;
    const places: number[] = [];
    for (const { 1: written, 2: there, index } of text.matchAll(/(\w+)(\S*)/g)) {
      const isFree = after === '' && !exact && word!.length > 1;
      const isSame = there === after || (after === '' && (there === '+' || isFree));
      if (written === word && isSame) places.push(index);
    }
    return places;
  }

  test('make it another word, as reading the text word by word tells', () => {
    // A word with more signs than two has no meaning of its own, in quotes or not.
    const wanted = signed.filter(text => !/\+{3}|##/.test(text));
    fc.assert(
      fc.property(signedText, wanted, fc.boolean(), (title, text, exact) => {
        const index = new WordIndex([{ title }]);
        const phrase = compilePhrase({ text, exact })!;
        expect(index.find(phrase).map(at => index.occurrence(at, phrase).start)).toEqual(naive(text, title, exact));
      }),
      { numRuns: 300 },
    );
  });

  test('are looked at within a phrase as well, and a + between words joins them', () => {
    const papers = [
      { title: 'C++ code', abstract: 'C code' },
      { title: 'DFT+U', abstract: 'DFT + U' },
    ];
    expect(find('"C++ code"', papers)).toEqual(['0 title: C++ code']);
    expect(find('"C code"', papers)).toEqual(['0 abstract: C code']);
    expect(find('"DFT+U"', papers)).toEqual(['1 title: DFT+U', '1 abstract: DFT + U']);
  });
});
