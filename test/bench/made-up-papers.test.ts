import { expect, test } from 'vitest';
import { printApiRows, printFeed } from '../../bench/made-up/digests.ts';
import { madeUpPapers } from '../../bench/made-up/papers.ts';
import { parse } from '../../src/parse/parse.ts';
import { document } from '../parse/document.ts';

test('the papers are the same every time, and each is another one', () => {
  const papers = madeUpPapers(500);
  expect(madeUpPapers(500)).toEqual(papers);
  expect(new Set(papers.map(({ id }) => id)).size).toBe(500);
  expect(new Set(papers.map(({ title }) => title)).size).toBe(500);
});

test.each([
  ['the feed', printFeed],
  ['the rows', printApiRows],
])('%s that benchmarks read come back whole', async (_, print) => {
  const made = madeUpPapers(50);
  const { papers, rejected } = await parse(document(print(made)));
  expect(rejected).toEqual([]);
  expect(papers.map(({ arxivId, title }) => [arxivId, title])).toEqual(made.map(({ id, title }) => [id, title]));
  for (const [at, paper] of papers.entries()) expect(paper.abstract).toContain(made[at]?.abstract.slice(0, 60));
});
