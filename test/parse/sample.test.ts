import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

const sample = readFileSync(new URL('../../samples/daily-papers.txt', import.meta.url));

describe('the sample digest', () => {
  test('holds fifteen papers, each with id, abstract, upvotes and date, and nothing else', async () => {
    const { format, papers, rejected } = await parse(document(sample));
    expect(format).toBe('page-text');
    expect(rejected).toEqual([]);
    expect(papers).toHaveLength(15);
    expect(new Set(papers.map(paper => paper.arxivId)).size).toBe(15);
    for (const paper of papers) {
      expect(paper.arxivId).toMatch(/^\d{4}\.\d{4,5}$/);
      expect(paper.abstract?.split(' ').length).toBeGreaterThanOrEqual(60);
      expect(paper.abstract?.split(' ').length).toBeLessThanOrEqual(120);
      expect(paper.upvotes?.[0]?.count).toBeGreaterThan(0);
      expect(paper.publishedAt?.slice(2, 4)).toBe(paper.arxivId?.slice(0, 2));
      expect(paper.authorCount ?? paper.organization).toBeDefined();
      expect(paper).toMatchObject({ listedAt: '2025-11-20', listedYearInferred: true });
    }
  });

  test('shows comments on most papers and organisations on some', async () => {
    const { papers } = await parse(document(sample));
    expect(papers.filter(paper => paper.comments !== undefined)).toHaveLength(13);
    expect(papers.filter(paper => paper.organization).map(paper => paper.organization)).toEqual(['Google', 'OpenAI']);
  });
});
