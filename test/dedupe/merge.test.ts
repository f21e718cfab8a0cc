import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedTitle } from '../../src/dedupe/known-titles.ts';
import { mergeFacts } from '../../src/dedupe/merge.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { anyFacts } from './facts.ts';

describe('merging is', () => {
  test('commutative', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (a, b) => {
        expect(mergeFacts(a, b)).toEqual(mergeFacts(b, a));
      }),
    );
  });

  test('associative', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (a, b, c) => {
        expect(mergeFacts(mergeFacts(a, b), c)).toEqual(mergeFacts(a, mergeFacts(b, c)));
      }),
    );
  });

  test('idempotent', () => {
    fc.assert(
      fc.property(anyFacts, facts => {
        expect(mergeFacts(facts, facts)).toEqual(facts);
      }),
    );
  });

  test('all of that for more titles and DOIs than are kept', () => {
    const letters = [...'abcdefghijklmnop'];
    const many = fc.record({
      title: fc.constantFrom(...letters),
      version: fc.integer({ min: 1, max: 3 }),
      otherTitles: fc.uniqueArray(fc.constantFrom(...letters), { minLength: 1, maxLength: 14 }),
      doi: fc.constantFrom(...letters).map(letter => `10.1/${letter}`),
      otherDois: fc.uniqueArray(
        fc.constantFrom(...letters).map(letter => `10.1/${letter}`),
        { minLength: 1, maxLength: 14 },
      ),
    });
    fc.assert(
      fc.property(many, many, many, (a, b, c) => {
        const merged = mergeFacts(mergeFacts(a, b), c);
        expect(merged).toEqual(mergeFacts(a, mergeFacts(c, b)));
        expect(mergeFacts(merged, merged)).toEqual(merged);
        expect(merged.otherTitles?.length ?? 0).toBeLessThanOrEqual(8);
        expect(merged.otherDois?.length ?? 0).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('of two values the better one stays:', () => {
  test.each<[keyof PaperFacts, Partial<PaperFacts>, Partial<PaperFacts>, unknown]>([
    ['abstract', { abstract: 'Short.' }, { abstract: 'Longer than that.' }, 'Longer than that.'],
    ['authors', { authors: ['K. He'] }, { authors: ['Kaiming He'] }, ['Kaiming He']],
    ['authors', { authors: ['Kaiming He'] }, { authors: ['K. He', 'X. Zhang'] }, ['K. He', 'X. Zhang']],
    ['version', { version: 3 }, { version: 1 }, 3],
    ['doi', { doi: '10.48550/arxiv.1512.03385' }, { doi: '10.5555/1' }, '10.5555/1'],
    ['announceType', { announceType: 'cross' }, { announceType: 'new' }, 'new'],
    ['announceType', { announceType: 'replace' }, { announceType: 'cross' }, 'cross'],
    [
      'publishedAt',
      { publishedAt: '2025-09-16T09:30:00+02:00' },
      { publishedAt: '2025-09-16T08:00:00Z' },
      '2025-09-16T09:30:00+02:00',
    ],
    ['categories', { categories: ['cs.LG'] }, { categories: ['cs.AI'] }, ['cs.AI', 'cs.LG']],
    ['abstract', { abstract: 'Long, and of the first version.', version: 1 }, { abstract: 'New.', version: 2 }, 'New.'],
    [
      'authors',
      { authors: ['K. He', 'X. Zhang'], version: 1 },
      { authors: ['Kaiming He'], version: 2 },
      ['Kaiming He'],
    ],
    ['otherDois', { doi: '10.1/a' }, { doi: '10.48550/arxiv.1512.03385' }, ['10.48550/arxiv.1512.03385']],
    ['lastYear', { year: 2016 }, { year: 2018 }, 2018],
    ['year', { year: 2016 }, { year: 2018 }, 2016],
    ['comments', { comments: 2 }, { comments: 5 }, 5],
    ['position', { position: 4 }, { position: 2 }, 2],
    ['listedAt', { listedAt: '2025-09-17' }, { listedAt: '2025-09-16' }, '2025-09-16'],
  ])('%s', (field, a, b, expected) => {
    expect(mergeFacts<PaperFacts>({ title: 'T', ...a }, { title: 'T', ...b })[field]).toEqual(expected);
  });
});

test('an older version’s abstract stays until a newer version brings one', () => {
  const first: PaperFacts = { title: 'T', version: 1, abstract: 'Of the first version.' };
  const second = mergeFacts<PaperFacts>(first, { title: 'T', version: 2 });
  expect(second).toEqual({ title: 'T', version: 2, abstract: 'Of the first version.', abstractVersion: 1 });
  expect(mergeFacts(second, { title: 'T', version: 2, abstract: 'New.' })).toEqual({
    ...{ title: 'T', version: 2, abstract: 'New.' },
  });
});

test('titles from outside are folded and cut', () => {
  const otherTitles = ['Of <b>Hives</b>!', ...Array.from({ length: 50 }, (_, at) => `title ${at}`)];
  const { otherTitles: kept } = mergeFacts<PaperFacts>({ title: 'T', otherTitles }, { title: 'T' });
  expect(kept!.length).toBeLessThanOrEqual(8);
  expect(kept).toContain('of b hives b');
});

test('all counts of upvotes stay, in the order of their time, the higher one where two are of one moment', () => {
  const a = [
    { at: '2025-09-16T08:00:00.000Z', count: 5 },
    { at: '2025-09-17T08:00:00.000Z', count: 12 },
  ];
  const b = [
    { at: '2025-09-15T23:00:00-02:00', count: 1 },
    { at: '2025-09-16T08:00:00.000Z', count: 7 },
  ];
  expect(mergeFacts<PaperFacts>({ title: 'T', upvotes: a }, { title: 'T', upvotes: b }).upvotes).toEqual([
    { at: '2025-09-15T23:00:00-02:00', count: 1 },
    { at: '2025-09-16T08:00:00.000Z', count: 7 },
    { at: '2025-09-17T08:00:00.000Z', count: 12 },
  ]);
});

test('a listing date with a year beats an earlier one whose year was inferred', () => {
  const inferred: PaperFacts = { title: 'T', listedAt: '2024-09-16', listedYearInferred: true };
  expect(mergeFacts(inferred, { title: 'T', listedAt: '2025-09-16' })).toEqual({ title: 'T', listedAt: '2025-09-16' });
});

test('a paper that was announced as new stays so when a later version replaces it', () => {
  const first: PaperFacts = { title: 'T', announceType: 'new', version: 1 };
  expect(mergeFacts(first, { title: 'T', announceType: 'replace', version: 3 })).toEqual({
    title: 'T',
    announceType: 'new',
    version: 3,
  });
});

describe('of two titles', () => {
  test.each<[string, Partial<PaperFacts>, Partial<PaperFacts>]>([
    ['the one of the newer version', { title: 'Hives', version: 2 }, { title: 'A Longer Title for Hives', version: 1 }],
    ['the longer one', { title: 'Hives: Counting Bees' }, { title: 'Hives' }],
    ['the one without leftovers of TeX', { title: 'The β of Hives' }, { title: 'The $\\beta$ of Hives and More' }],
    ['the one without a site', { title: 'Counting Bees' }, { title: 'Counting Bees | Hugging Face' }],
    ['the one without its id', { title: 'Counting Bees' }, { title: '[2401.00001] Counting Bees' }],
    ['the one in mixed case', { title: 'Counting Bees' }, { title: 'COUNTING THE BEES' }],
  ])('%s stays, and the other is remembered', (_, better, worse) => {
    const merged = mergeFacts(worse as PaperFacts, better as PaperFacts);
    expect(merged.title).toBe(better.title);
    expect(merged.otherTitles ?? []).toHaveLength(foldedTitle(better.title!) === foldedTitle(worse.title!) ? 0 : 1);
  });

  test('that are typings of one, only one is kept', () => {
    expect(mergeFacts<PaperFacts>({ title: 'Hives.' }, { title: 'HIVES' })).toEqual({ title: 'Hives.' });
  });
});

test('links of both stay', () => {
  const merged = mergeFacts<PaperFacts>(
    { title: 'T', links: { abs: 'https://arxiv.org/abs/1' } },
    { title: 'T', links: { code: 'https://github.com/a/b' } },
  );
  expect(merged.links).toEqual({ abs: 'https://arxiv.org/abs/1', code: 'https://github.com/a/b' });
});

test.each([
  ['https://arxiv.org/abs/2401.00001', 'https://arxiv.org/abs/2401.00001v2'],
  ['https://arxiv.org/pdf/2401.00001v3.pdf', 'https://arxiv.org/pdf/2401.00001v2'],
])('the link %s lasts longer than %s', (lasting, other) => {
  const linked = (abs: string): PaperFacts => ({ title: 'T', links: { abs } });
  expect(mergeFacts(linked(other), linked(lasting)).links).toEqual({ abs: lasting });
});

test('fields that are none of ours are kept', () => {
  expect(mergeFacts({ title: 'T', mine: [1] }, { title: 'T', yours: { x: null } })).toEqual({
    title: 'T',
    mine: [1],
    yours: { x: null },
  });
});
