import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

async function read(text: string) {
  return parse(document(text));
}

describe('JSON Lines', () => {
  test('passes papers through, unknown fields included', async () => {
    const line = {
      title: 'A Paper',
      abstract: 'Its abstract.',
      arxivId: '2503.13939',
      upvotes: [{ at: '2025-09-16T08:00:00Z', count: 12 }],
      ref: 'a17',
      source: 'hf-api',
      score: 4.2,
    };
    const { format, papers, rejected } = await read(`${JSON.stringify(line)}\n`);
    expect([format, rejected]).toEqual(['jsonl', []]);
    expect(papers).toEqual([line]);
  });

  test('cleans text and makes ids canonical', async () => {
    const { papers } = await read(
      '{"title":"A\\n  Paper\\u202e","arxivId":"https://arxiv.org/abs/2503.13939v2","doi":"https://doi.org/10.1/X"}',
    );
    expect(papers).toEqual([{ source: 'jsonl', title: 'A Paper', arxivId: '2503.13939', version: 2, doi: '10.1/x' }]);
  });

  test('names bad lines by number and keeps the others', async () => {
    const { papers, rejected } = await read(
      '{"title":\n\n{"title":"Good One"}\n{"title":"Bad","comments":"many"}\n{"abstract":"no title"}\n{"title":"Bad","arxivId":"nonsense"}\n[1]\n',
    );
    expect(papers.map(paper => paper.title)).toEqual(['Good One']);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [1, expect.stringContaining('not JSON')],
      [4, expect.stringContaining('comments is "many"')],
      [5, expect.stringContaining('title')],
      [6, expect.stringContaining('arxivId is "nonsense"')],
      [7, expect.any(String)],
    ]);
  });

  test('reads a JSON list of papers', async () => {
    const { format, papers, rejected } = await read('[{"title":"A Paper"},\n {"title":7}]');
    expect(format).toBe('jsonl');
    expect(papers).toHaveLength(1);
    expect(rejected[0]?.reason).toContain('entry 2: title is 7');
  });

  test('what it gives reads back as the same papers', async () => {
    const first = await read('{"title":"A  Paper","arxivId":"arXiv:2503.13939v2","authors":["A","B"]}');
    const again = await read(first.papers.map(paper => JSON.stringify(paper)).join('\n'));
    expect(again).toEqual(first);
  });
});

test('takes the DOI that arXiv gives for what it is, an arXiv id', async () => {
  const { papers } = await parse(document('{"title":"Bees","doi":"10.48550/arXiv.2202.01037"}'));
  expect(papers).toMatchObject([{ arxivId: '2202.01037' }]);
  expect(papers[0]).not.toHaveProperty('doi');
});
