import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

async function read(text: string) {
  return parse(document(text));
}

describe('Markdown lists', () => {
  test('reads linked list items with their text', async () => {
    const { format, papers, rejected } = await read(
      '# Reading list\n\n## Agents\n\n- [ReAct: Synergizing Reasoning and Acting](https://arxiv.org/abs/2210.03629) - Thinks and acts.\n' +
        '* [LoRA: Low-Rank Adaptation](https://arxiv.org/abs/2106.09685v2)\n  continues on the next line.\n',
    );
    expect(format).toBe('markdown-list');
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      { title: 'ReAct: Synergizing Reasoning and Acting', arxivId: '2210.03629', abstract: 'Thinks and acts.' },
      {
        title: 'LoRA: Low-Rank Adaptation',
        arxivId: '2106.09685',
        version: 2,
        abstract: 'continues on the next line.',
      },
    ]);
  });

  test('reads numbered items with bold titles and buttons', async () => {
    const { papers } = await read(
      '1. **A Bold Title** [[paper](https://arxiv.org/abs/2003.08934)] [[code](https://github.com/a/b)] [[project](https://example.org)]\n' +
        '2. **Another Bold Title**: with words about it. [pdf](https://openreview.net/pdf?id=x)',
    );
    expect(papers).toMatchObject([
      {
        title: 'A Bold Title',
        arxivId: '2003.08934',
        links: { code: 'https://github.com/a/b', project: 'https://example.org' },
      },
      {
        title: 'Another Bold Title',
        abstract: 'with words about it.',
        links: { abs: 'https://openreview.net/pdf?id=x' },
      },
    ]);
    expect(papers[0]).not.toHaveProperty('abstract');
  });

  test('reads headings that link, with the paragraphs below', async () => {
    const { papers } = await read(
      '### [First Paper](https://arxiv.org/abs/1706.03762)\n\n*A. Author, B. Author*\n\nOne paragraph.\n\nAnother paragraph.\n\n' +
        '### 2. [Second Paper](https://doi.org/10.1000/182)\n\nIts text.',
    );
    expect(papers).toMatchObject([
      { title: 'First Paper', authors: ['A. Author', 'B. Author'], abstract: 'One paragraph. Another paragraph.' },
      { title: 'Second Paper', abstract: 'Its text.' },
    ]);
  });

  test('reads a heading whose link stands below it', async () => {
    const { papers } = await read('### A Plain Heading\n\n[arXiv](https://arxiv.org/abs/1706.03762)\n\nSome text.');
    expect(papers).toMatchObject([{ title: 'A Plain Heading', arxivId: '1706.03762', abstract: 'Some text.' }]);
  });

  test('reads nested lines with authors and abstract', async () => {
    const { papers } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n  - Authors: A. One, B. Two\n  - **Abstract:** What it says.\n  - Published: 2017-06-12',
    );
    expect(papers).toMatchObject([
      { authors: ['A. One', 'B. Two'], abstract: 'What it says.', publishedAt: '2017-06-12T00:00:00Z' },
    ]);
  });

  test('takes a plain address as the paper and the words before it as the title', async () => {
    const { papers } = await read(
      '- Deep Nets for All: https://arxiv.org/abs/1706.03762\n- **B Title** https://arxiv.org/abs/2106.09685',
    );
    expect(papers).toMatchObject([
      { title: 'Deep Nets for All', arxivId: '1706.03762' },
      { title: 'B Title', arxivId: '2106.09685' },
    ]);
  });

  test('takes emphasis away, but not the star of A*', async () => {
    const { papers } = await read(
      '- [*Fast* A* Search with `code`](https://arxiv.org/abs/1706.03762) - It is **very** fast_er_.',
    );
    expect(papers[0]).toMatchObject({ title: 'Fast A* Search with code', abstract: 'It is very fast_er_.' });
  });

  test('names lines that hold no paper', async () => {
    const { rejected } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n\nThanks for reading.\n\n- just a remark',
    );
    expect(rejected.map(reject => reject.line)).toEqual([3, 5]);
  });

  test('drops links that are not for the web', async () => {
    const { papers } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n- **Bad One Here** [paper](javascript:alert)',
    );
    expect(papers[1]).toEqual({ source: 'markdown-list', title: 'Bad One Here' });
  });
});
