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

test('records that are one paper are found by a key they share', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      if (!decide(a, b).same) return;
      const keys = new Set(blockingKeys(a).map(({ kind, value }) => `${kind}:${value}`));
      expect(blockingKeys(b).some(({ kind, value }) => keys.has(`${kind}:${value}`))).toBe(true);
    }),
  );
});

test('the order of the two does not matter', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (a, b) => {
      expect(decide(a, b).same).toBe(decide(b, a).same);
    }),
  );
});

test('keys name the identities first, canonical, and then the title', () => {
  expect(blockingKeys({ title: 'Deep Nets!', arxivId: '1706.03762', doi: '10.1/A' })).toEqual([
    { kind: 'arxiv', value: '1706.03762' },
    { kind: 'doi', value: '10.1/a' },
    { kind: 'title', value: 'deepnets' },
  ]);
});
