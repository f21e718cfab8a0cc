import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { parse } from '../../src/parse/parse.ts';
import { readTex } from '../../src/parse/tex/read-tex.ts';
import { dataDocument, dataPath, document, hasData } from './document.ts';
import { type PrintedCard, RENDERINGS } from './print-page.ts';

function filesIn(folder: string, extension: string): string[] {
  if (!hasData) return [];
  const entries = readdirSync(dataPath(folder), { recursive: true, encoding: 'utf8' });
  return entries.filter(name => name.endsWith(extension)).map(name => `${folder}/${name}`);
}

interface ApiRow {
  numComments: number;
  paper: { id: string; title: string; summary: string; upvotes: number; authors: unknown[] };
}

describe.skipIf(!hasData)('real pages', () => {
  test('the page of September 16 holds its 66 papers in order, whole', async () => {
    const source = dataDocument('daily-papers-page.txt');
    const { format, papers, rejected } = await parse(source);
    expect([format, papers.length, rejected]).toEqual(['page-text', 66, []]);
    const blocks = new TextDecoder()
      .decode(source.bytes)
      .trim()
      .split(/\n\s*\n/)
      .slice(-132);
    expect(papers.flatMap(({ title, abstract }) => [title, abstract])).toEqual(
      blocks.map(block => readTex(block.trim().replace(/\s+/g, ' '))),
    );
    expect(papers.every(paper => paper.listedAt === '2026-09-16' && paper.listedYearInferred)).toBe(true);
  });

  test('the Markdown rendering shows ids, upvotes, comments, dates', async () => {
    const [file] = filesIn('page-text', '.md');
    const { papers, rejected } = await parse(dataDocument(file ?? ''));
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      {
        arxivId: '2606.00683',
        upvotes: [{ count: 101 }],
        comments: 6,
        organization: 'OCC',
        publishedAt: '2026-05-29T00:00:00Z',
        listedAt: '2026-10-02',
      },
      { arxivId: '2502.20581', authorCount: 3, publishedAt: '2025-02-27T00:00:00Z' },
    ]);
    expect(papers[1]?.title).toMatch(/How Scholars Engage with Past Research$/);
    expect(papers[1]).not.toHaveProperty('upvotes');
  });

  test('the rendering with addresses on lines of their own shows ids and upvotes', async () => {
    const [file] = filesIn('page-text', '07-28_excerpt.txt');
    const { papers, rejected } = await parse(dataDocument(file ?? ''));
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      { arxivId: '2410.05434', upvotes: [{ count: 1 }], authorCount: 2, publishedAt: '2024-10-07T00:00:00Z' },
      { arxivId: '2306.14898' },
    ]);
  });

  test('the text browser rendering shows upvotes, comments, authors', async () => {
    const [file] = filesIn('page-text', '06-29_excerpt.txt');
    const { papers, rejected } = await parse(dataDocument(file ?? ''));
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      { authorCount: 3, publishedAt: '2026-05-30T00:00:00Z' },
      { authorCount: 671, upvotes: [{ count: 65 }], comments: 6, publishedAt: '2024-03-08T00:00:00Z' },
    ]);
  });
});

describe.skipIf(!hasData)('real titles and abstracts', () => {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
  const cards = (): PrintedCard[] =>
    filesIn('hf-api', '.json')
      .filter(file => !file.includes('malformed') && file.includes('2025-09'))
      .flatMap(file => JSON.parse(readFileSync(dataPath(file), 'utf8')) as ApiRow[])
      .map(({ paper, numComments }) => ({
        title: oneLine(paper.title),
        // A backslash is TeX to us and an escape to Markdown.
        abstract: [oneLine(paper.summary).replaceAll('\\', '')],
        id: paper.id,
        upvotes: paper.upvotes,
        authors: paper.authors.length,
        comments: numComments,
      }));

  test.each(RENDERINGS)('come back whole from: $name', async ({ print, shows }) => {
    const list = cards();
    const { papers, rejected } = await parse(document(print(list)));
    expect(rejected).toEqual([]);
    expect(papers.map(paper => paper.title)).toEqual(list.map(card => readTex(card.title)));
    const abstracts = list.map(card => readTex(card.abstract[0] ?? ''));
    if (shows.has('abstract')) expect(papers.map(paper => paper.abstract)).toEqual(abstracts);
  });
});

describe.skipIf(!hasData)('real data files', () => {
  test.each(['hf-api', 'hf-rss'])('every paper of %s has id, title, abstract, authors and upvotes', async folder => {
    let count = 0;
    for (const file of filesIn(folder, folder === 'hf-api' ? '.json' : '.xml').filter(
      name => !name.includes('malformed'),
    )) {
      const { papers, rejected } = await parse(dataDocument(file));
      expect(rejected).toEqual([]);
      for (const paper of papers) {
        expect(paper, file).toMatchObject({
          arxivId: expect.any(String),
          abstract: expect.any(String),
          upvotes: expect.any(Array),
        });
        expect(paper.authors?.length, file).toBeGreaterThan(0);
      }
      count += papers.length;
    }
    expect(count).toBeGreaterThan(2000);
  });

  test.each([
    ['2024-12-11', 26],
    ['2024-12-12', 18],
    ['2024-12-13', 23],
    ['2025-01-10', 9],
  ])('every row of the malformed file of %s is read', async (day, count) => {
    const { papers, rejected } = await parse(dataDocument(`hf-api/malformed/${day}.json`));
    expect([papers.length, rejected]).toEqual([count, []]);
    for (const paper of papers) {
      expect(paper).toMatchObject({ arxivId: expect.any(String), abstract: expect.any(String) });
      expect(paper.authors?.length).toBeGreaterThan(0);
      // A backslash that stayed would be an escape that was not read.
      expect(paper.authors?.join()).not.toMatch(/[\\"]/);
    }
  });

  test.each([
    ['listserv-cs-2024-11-21.txt', 'arxiv-mail', 2],
    ['sample_arxiv_record0.xml', 'oai-pmh', 1],
    ['sample_arxiv_record1.xml', 'oai-pmh', 1],
    ['sample_arxiv_record10.xml', 'oai-pmh', 1],
    ['sample_arxiv_record10_parsed.json', 'inspire', 1],
  ])('%s is read as %s', async (file, format, count) => {
    const result = await parse(dataDocument(`arxiv/${file}`));
    expect([result.format, result.papers.length, result.rejected]).toEqual([format, count, []]);
    for (const paper of result.papers) {
      expect(paper).toMatchObject({ arxivId: expect.any(String), abstract: expect.any(String) });
      expect(paper.primaryCategory).toBe(paper.categories?.[0]);
      expect(paper.authors?.length).toBeGreaterThan(0);
    }
  });

  test('every arXiv feed gives papers with id, authors and categories', async () => {
    for (const file of filesIn('arxiv', '.atom.xml')) {
      const { papers, rejected } = await parse(dataDocument(file));
      expect(rejected).toEqual([]);
      expect(papers.length).toBeGreaterThan(5);
      for (const paper of papers) expect(paper.categories?.length, paper.title).toBeGreaterThan(0);
    }
  });

  test('no feed of the wild is more than an AppError', async () => {
    for (const file of filesIn('feeds', '.xml')) {
      const error = await parse(dataDocument(file)).catch(reason => reason);
      if (error instanceof Error) expect(error, file).toBeInstanceOf(AppError);
    }
  });
});
