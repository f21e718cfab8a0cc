import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import { decide } from '../../src/dedupe/decide.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { anyFacts } from './facts.ts';

const TITLE = 'Attention Is All You Need';

function same(a: Partial<PaperFacts>, b: Partial<PaperFacts>) {
  const decision = decide({ title: TITLE, ...a }, { title: TITLE, ...b });
  expect(decision.because).not.toBe('');
  return decision.same;
}

describe('an identity decides, whatever the titles say', () => {
  test.each<[string, Partial<PaperFacts>, Partial<PaperFacts>, boolean]>([
    ['the same arXiv id', { arxivId: '1706.03762' }, { arxivId: '1706.03762', title: 'Transformers' }, true],
    ['another arXiv id', { arxivId: '1706.03762' }, { arxivId: '1706.03763' }, false],
    [
      'the same arXiv id under two DOIs',
      { arxivId: '1706.03762', doi: '10.1/a' },
      { arxivId: '1706.03762', doi: '10.1/b' },
      true,
    ],
    [
      'the same DOI in another case',
      { doi: '10.1109/CVPR.2016.90' },
      { doi: '10.1109/cvpr.2016.90', title: 'ResNet' },
      true,
    ],
    ['another DOI', { doi: '10.1109/cvpr.2016.90' }, { doi: '10.1109/cvpr.2016.91' }, false],
    [
      'the same DOI under two arXiv ids',
      { arxivId: '1706.03762', doi: '10.1/a' },
      { arxivId: '1706.03763', doi: '10.1/a' },
      false,
    ],
    ['the DOI that arXiv gave', { arxivId: '1706.03762' }, { doi: '10.48550/arXiv.1706.03762', title: 'X' }, true],
    ['a DOI that arXiv gave to another', { arxivId: '1706.03762' }, { doi: '10.48550/arXiv.1706.03763' }, false],
    ['a DOI of arXiv and one of a journal', { doi: '10.48550/arXiv.1706.03762' }, { doi: '10.1/a' }, true],
  ])('%s', (_, a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });
});

describe('a title decides where nothing contradicts', () => {
  test.each<[string, Partial<PaperFacts>, Partial<PaperFacts>, boolean]>([
    ['the same title', {}, {}, true],
    ['the same title in another typing', {}, { title: '“ATTENTION is all — you need!”' }, true],
    [
      'the same title with ligatures',
      { title: 'Eﬃcient Fine‑Tuning of Models' },
      { title: 'Efficient fine-tuning of models' },
      true,
    ],
    ['another title', {}, { title: 'Attention Is Not All You Need' }, false],
    ['an arXiv id on one side, a DOI on the other', { arxivId: '1706.03762' }, { doi: '10.1/a' }, true],
    ['an author in common', { authors: ['Ashish Vaswani', 'Noam Shazeer'] }, { authors: ['N. Shazeer'] }, true],
    ['a name turned round', { authors: ['Vaswani, Ashish'] }, { authors: ['Ashish Vaswani'] }, true],
    ['a name with an accent', { authors: ['Jürgen Schmidhuber'] }, { authors: ['Jurgen Schmidhuber'] }, true],
    ['a middle initial', { authors: ['Geoffrey E. Hinton'] }, { authors: ['Geoffrey Hinton'] }, true],
    ['nobody in common', { authors: ['Ashish Vaswani'] }, { authors: ['Kaiming He'] }, false],
    ['only a first name in common', { authors: ['Wei Zhang'] }, { authors: ['Wei Li'] }, false],
    ['only a family name in common', { authors: ['Li Fei'] }, { authors: ['Wei Li'] }, false],
    ['authors on one side only', { authors: ['Ashish Vaswani'] }, {}, true],
    ['three years between them', { year: 2017 }, { year: 2020 }, true],
    ['four years between them', { year: 2017 }, { publishedAt: '2021-01-01T00:00:00Z' }, false],
  ])('%s', (_, a, b, expected) => {
    expect(same(a, b)).toBe(expected);
  });
});

describe('a short title names no single work', () => {
  const editorial = { title: 'Guest Editorial' };

  test('by itself', () => {
    expect(same(editorial, editorial)).toBe(false);
  });

  test('even with the same first names', () => {
    expect(same({ ...editorial, authors: ['Wei Zhang'] }, { ...editorial, authors: ['Wei Li'] })).toBe(false);
  });

  test('but with an author in common it does', () => {
    const adam = { title: 'Adam' };
    expect(same({ ...adam, authors: ['Diederik P. Kingma'] }, { ...adam, authors: ['Kingma, D.'] })).toBe(true);
  });

  test('and with the same abstract it does', () => {
    const sam = { title: 'Segment Anything', abstract: 'Masks for everything.' };
    expect(same(sam, { ...sam, abstract: 'Masks  for everything' })).toBe(true);
    expect(same(sam, { ...sam, abstract: 'Something else.' })).toBe(false);
  });
});

test('a title without letters and digits says nothing', () => {
  expect(decide({ title: '???' }, { title: '???' }).same).toBe(false);
  expect(blockingKeys({ title: '???' })).toEqual([]);
});

test('the order of the two does not matter', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      expect(decide(a, b).same).toBe(decide(b, a).same);
    }),
  );
});

describe('what is nearly the same', () => {
  const paper: PaperFacts = {
    title: 'Sparse Hives: Counting Bees with Graph Models',
    authors: ['Ada Lovelace', 'Mary Shelley', 'Jürgen Schmidt'],
    year: 2024,
    abstract:
      'Bees are hard to count because they move. We model a hive as a sparse graph whose nodes are combs, show that the count of bees on every comb can be bounded from few pictures, and test this on nine hives over one summer.',
  };
  const abstract =
    'We ask how tides shape the songs of whales. Recordings of four winters are aligned with the height of the sea, and a model of both predicts the next song better than either one alone could have done.';

  test.each<[string, Partial<PaperFacts>, boolean]>([
    ['a slip in the title', { title: 'Sparse Hives: Couting Bees with Graph Models' }, true],
    ['a lost space', { title: 'SparseHives: Counting Bees withGraph Models' }, true],
    ['leftovers of TeX', { title: 'Sparse \\textbf{Hives}: Counting Bees with Graph Models$^*$' }, true],
    ['a subtitle cut', { title: 'Sparse Hives', authors: ['A. Lovelace', 'M. Shelley'] }, true],
    ['initials and names turned round', { authors: ['Lovelace, A.', 'Shelley, M.', 'Schmidt, J.'] }, true],
    [
      'a list of authors that was cut',
      { authors: ['A. Lovelace', 'et al.'], title: 'Sparse hives: counting bees' },
      true,
    ],
    ['a year between preprint and publication', { title: 'Sparse hives: counting bees with graphs', year: 2025 }, true],
    ['a new title over the same abstract', { title: 'Bounding the Bees of a Comb' }, true],
    [
      'authors, venue and year in the title',
      {
        title: 'sparse hives : counting bees with graph models ada lovelace , mary shelley , jurgen schmidt vldb 2024',
        authors: undefined,
        year: undefined,
        abstract: undefined,
      },
      true,
    ],
    ['another paper of the same people', { title: 'Whales and Tides', abstract }, false],
    [
      'a like title over another abstract',
      { title: 'Sparse Hives: Counting Wasps with Graph Models', abstract },
      false,
    ],
    [
      'a like title of other people',
      { title: 'Counting Bees with Graphs', authors: ['Emil Post'], abstract: undefined },
      false,
    ],
  ])('%s', (_, changes, expected) => {
    expect(decide(paper, { ...paper, ...changes }).same).toBe(expected);
    expect(decide({ ...paper, ...changes }, paper).same).toBe(expected);
  });

  test.each([
    ['Hive Learning, Part I', 'Hive Learning, Part II'],
    ['Hive2 Technical Report of the Bees', 'Hive3 Technical Report of the Bees'],
    ['Hive 2.5: Technical Report of the Bees', 'Hive 2: Technical Report of the Bees'],
    ['HiveNet Technical Report of the Bees', 'HiveNet-2 Technical Report of the Bees'],
    ['Optimized Minimal 3D Splatting of Hives', 'Optimized Minimal 4D Splatting of Hives'],
  ])('but "%s" is not "%s"', (title, other) => {
    const authors = ['Ada Lovelace'];
    expect(decide({ title, authors }, { title: other, authors }).same).toBe(false);
  });

  test('two publications of different years are two works', () => {
    const talk: PaperFacts = { title: TITLE, authors: ['Ada Lovelace'], venue: 'Conference on Hives', year: 2019 };
    const article = { ...talk, venue: 'Journal of Hives', year: 2021 };
    expect(decide(talk, article).same).toBe(false);
    expect(decide({ ...talk, arxivId: '1906.01234', venue: 'arXiv' }, article).same).toBe(true);
  });

  test('a title that the work had before counts like the one it has', () => {
    const renamed: PaperFacts = {
      title: 'Whales and Their Tides over Four Winters',
      otherTitles: ['sparse hives counting bees'],
    };
    expect(decide(renamed, { title: 'Sparse Hives: Counting Bees' }).same).toBe(true);
  });

  test('every part of the score is named, and they add up', () => {
    const { score, parts } = decide(paper, { ...paper, title: 'Sparse Hives: Couting Bees' });
    expect(parts.every(({ name }) => name !== '')).toBe(true);
    expect(parts.reduce((sum, { value, weight }) => sum + value * weight, 0)).toBeCloseTo(score, 9);
  });
});

describe('a title that many works have', () => {
  const editorial: PaperFacts = { title: 'Guest Editorial', authors: ['Ada Lovelace', 'Mary Shelley'], year: 2001 };

  test.each<[string, Partial<PaperFacts>, boolean]>([
    ['the same people in the same year', { authors: ['A. Lovelace', 'M. Shelley'] }, true],
    ['another year', { year: 2002 }, false],
    ['no year', { year: undefined }, false],
    ['other people', { authors: ['Emil Post', 'Mary Shelley'] }, false],
    ['nobody', { authors: undefined }, false],
  ])('%s', (_, changes, expected) => {
    expect(decide(editorial, { ...editorial, ...changes }).same).toBe(expected);
  });

  test.each(['Book Review Column', 'Introduction', 'Letter from the Editor', 'Reminiscences on Influential Papers'])(
    '"%s" is one',
    title => {
      expect(decide({ title }, { title }).same).toBe(false);
    },
  );
});
