import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import { titleKey } from '../../src/dedupe/fold-text.ts';
import { nearKeys } from '../../src/dedupe/near-keys.ts';
import { anyFacts } from './facts.ts';

const TITLE = 'Sparse Hives: Counting Bees with Graph Models';
const AUTHORS = ['Ada Lovelace', 'Mary Shelley', 'Emil Post', 'Grace Hopper'];

const shared = (a: Parameters<typeof nearKeys>[0], b: Parameters<typeof nearKeys>[0]) =>
  nearKeys(a).filter(key => nearKeys(b).includes(key)).length;

test('keys name the identities first, canonical, then the titles, then what near-duplicates share', () => {
  const keys = blockingKeys({
    title: 'Deep Nets!',
    otherTitles: ['shallow nets'],
    arxivId: '1706.03762',
    doi: '10.1/A',
    authors: AUTHORS,
  });
  expect(keys.slice(0, 4)).toEqual([
    { kind: 'arxiv', value: '1706.03762' },
    { kind: 'doi', value: '10.1/a' },
    { kind: 'title', value: 'deepnets' },
    { kind: 'title', value: 'shallownets' },
  ]);
  expect(keys.slice(4).every(({ kind }) => kind === 'near')).toBe(true);
});

test.each([
  ['β-VAE for $\\mathcal{O}(n)$ Görtz', 'beta-VAE for O(n) Gortz'],
  ['Eﬃcient Fine‑Tuning', 'efficient fine tuning'],
  ['R&amp;D of \\alpha', 'R D of α'],
])('"%s" and "%s" are typings of one title', (a, b) => {
  expect(titleKey(a)).toBe(titleKey(b));
});

describe('near-duplicates share keys', () => {
  test.each([
    ['a slip', 'Sparse Hives: Couting Bees with Graph Models'],
    ['spaces lost', 'SparseHives:CountingBees withGraph Models'],
    ['a subtitle cut', 'Sparse Hives'],
    ['a title before it', 'A. Lovelace. Sparse Hives: Counting Bees with Graph Models'],
    ['fields after it', 'sparse hives counting bees with graph models ada lovelace , mary shelley vldb 2024'],
  ])('with %s', (_, title) => {
    expect(shared({ title: TITLE }, { title })).toBeGreaterThan(0);
  });

  test('with another title and the same first authors', () => {
    const other = { title: 'Whales and Tides', authors: ['M. Shelley', 'Lovelace, A.', 'E. Post'] };
    expect(shared({ title: TITLE, authors: AUTHORS }, other)).toBe(1);
  });
});

test('what common words make up brings nobody together', () => {
  expect(shared({ title: 'Large Language Models for Bees' }, { title: 'Large Language Models for Whales' })).toBe(0);
  expect(nearKeys({ title: 'Large Language Models' })).toHaveLength(1);
});

test('a paper has few of them, short ones, and each once', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.array(fc.string(), { maxLength: 5 }), (title, authors) => {
      const keys = nearKeys({ title, authors });
      expect(keys.length).toBeLessThanOrEqual(8);
      expect(new Set(keys).size).toBe(keys.length);
      for (const key of keys) expect(key).toMatch(/^[apst][0-9a-z]{1,7}$/);
    }),
  );
});

test('however many titles and DOIs a paper claims to have, its keys are few', () => {
  const claimed = Array.from(
    { length: 700 },
    (_, at) => `sparse hives of graph model number ${at} under tide ${at * 7}`,
  );
  const keys = blockingKeys({
    title: TITLE,
    authors: AUTHORS,
    otherTitles: claimed,
    otherDois: claimed.map((_, at) => `10.1/${at}`),
  });
  expect(keys.length).toBeLessThanOrEqual(60);
});

test('every DOI of a paper is a key', () => {
  const keys = blockingKeys({ title: TITLE, doi: '10.1/a', otherDois: ['10.2/b', '10.48550/arxiv.2401.00001'] });
  expect(keys.slice(0, 3)).toEqual([
    { kind: 'arxiv', value: '2401.00001' },
    { kind: 'doi', value: '10.1/a' },
    { kind: 'doi', value: '10.2/b' },
  ]);
});

test('equal titles have equal keys, however they are typed', () => {
  fc.assert(
    fc.property(anyFacts, ({ title }) => {
      expect(nearKeys({ title: title.toUpperCase() })).toEqual(nearKeys({ title }));
    }),
  );
});

test('a title that many works have is a key with its first author, however the name is written', () => {
  const editorial = (author: string) => nearKeys({ title: 'Editorial', authors: [author] });
  expect(editorial('Ada Lovelace')).toEqual(editorial('Lovelace, A.'));
  expect(editorial('Ada Lovelace')).not.toEqual(editorial('Mary Shelley'));
});
