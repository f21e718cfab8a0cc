import { expect, test } from 'vitest';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { type KnownPaper, whatIsNew } from '../../src/pipeline/what-is-new.ts';

const ENTERED = '2026-03-02T06:00:00.000Z';
const BEFORE = '2026-03-02T05:00:00Z';
const LATER = '2026-03-03T05:00:00Z';

function newsOf(record: Partial<PaperFacts>, facts: Partial<PaperFacts> = {}, rest: Partial<KnownPaper> = {}) {
  const known = { facts: { title: 'Hives', ...facts }, enteredAt: ENTERED, upvotes: 0, ...rest };
  return whatIsNew(known, { title: 'Hives', ...record });
}

test('code is news where there was none', () => {
  const links = { code: 'https://github.com/a/b' };
  expect(newsOf({ links })).toEqual([{ kind: 'code' }]);
  expect(newsOf({ links }, { links: { code: 'https://github.com/c/d' } })).toEqual([]);
  expect(newsOf({ links: { pdf: 'https://arxiv.org/pdf/2603.00001' } })).toEqual([]);
});

test('a version is news when it is higher than the one that was known', () => {
  expect(newsOf({ version: 3 }, { version: 1 })).toEqual([{ kind: 'version', version: 3 }]);
  expect(newsOf({ version: 1 }, { version: 2 })).toEqual([]);
  expect(newsOf({ version: 2 }, { version: 2 })).toEqual([]);
});

test('where no version was known, only an announced replacement shows that there is a new one', () => {
  expect(newsOf({ version: 2 })).toEqual([]);
  expect(newsOf({ version: 2, announceType: 'replace' })).toEqual([{ kind: 'version', version: 2 }]);
});

test('a DOI is news unless it is the one that arXiv gives to every paper', () => {
  expect(newsOf({ doi: '10.1/bees' }, { doi: '10.48550/arxiv.2603.00001' })).toEqual([{ kind: 'published' }]);
  expect(newsOf({ doi: '10.48550/arxiv.2603.00001' })).toEqual([]);
  expect(newsOf({ doi: '10.2/bees' }, { doi: '10.1/bees' })).toEqual([]);
});

test('votes are news when they come past a mark, of several marks the highest', () => {
  const upvotes = [{ at: LATER, count: 120 }];
  expect(newsOf({ upvotes }, {}, { upvotes: 30 })).toEqual([{ kind: 'upvotes', mark: 100 }]);
  expect(newsOf({ upvotes }, {}, { upvotes: 100 })).toEqual([]);
  expect(newsOf({ upvotes: [{ at: LATER, count: 49 }] })).toEqual([]);
});

test('votes that were counted before the paper came in are no news', () => {
  expect(newsOf({ upvotes: [{ at: BEFORE, count: 600 }] })).toEqual([]);
});
