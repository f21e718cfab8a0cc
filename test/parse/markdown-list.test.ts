import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document, FETCHED_AT } from './document.ts';

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

  test('reads nested items that are papers of their own', async () => {
    const { papers, rejected } = await read(
      '- [Parent](https://arxiv.org/abs/2511.11233)\n  - [Child](https://arxiv.org/abs/2511.11234)\n    - A remark.\n' +
        '  - [Parent as PDF](https://arxiv.org/pdf/2511.11233)\n  - [pdf](https://arxiv.org/pdf/2511.11233v2)\n' +
        '- [Other](https://arxiv.org/abs/2511.11235)\n  - It extends [Some Work](https://arxiv.org/abs/2511.11236).',
    );
    expect(rejected).toEqual([]);
    expect(papers.map(({ title, arxivId, abstract }) => [title, arxivId, abstract])).toEqual([
      ['Parent', '2511.11233', undefined],
      ['Child', '2511.11234', 'A remark.'],
      ['Other', '2511.11235', 'It extends Some Work.'],
    ]);
  });

  test('tells an item that heads a list of papers from one whose link is nested', async () => {
    const { papers, rejected } = await read(
      '- **Multi-Agent Systems**\n  - [One](https://arxiv.org/abs/2511.11233)\n  - [Two](https://arxiv.org/abs/2511.11234)\n' +
        '- **A Paper Alone**\n  - [Read the paper](https://arxiv.org/abs/2511.11235)',
    );
    expect(papers.map(({ title, arxivId }) => [title, arxivId])).toEqual([
      ['One', '2511.11233'],
      ['Two', '2511.11234'],
      ['A Paper Alone', '2511.11235'],
    ]);
    expect(rejected).toMatchObject([{ line: 1, reason: expect.stringContaining('heads a list') }]);
  });

  test.each(['[[paper]](https://arxiv.org/abs/2511.11234)', '[[paper](https://arxiv.org/abs/2511.11234)]'])(
    'reads a title that links its code, with the paper behind it: %s',
    async button => {
      const { papers } = await read(`- [Second](https://github.com/x/y) ${button} - Text.`);
      expect(papers).toMatchObject([
        { title: 'Second', abstract: 'Text.', arxivId: '2511.11234', links: { code: 'https://github.com/x/y' } },
      ]);
    },
  );

  test.each([
    ['— Ann Lee, Bob Ray (▲ 41)', { authors: ['Ann Lee', 'Bob Ray'], upvotes: [{ at: FETCHED_AT, count: 41 }] }],
    ['- ⭐ 33 upvotes', { upvotes: [{ at: FETCHED_AT, count: 33 }] }],
    ['| 1,012 upvotes, 3 comments', { upvotes: [{ at: FETCHED_AT, count: 1012 }], comments: 3 }],
    ['by Ann van den Berg et al. (⭐ 310)', { authors: ['Ann van den Berg'], codeStars: 310 }],
    ['- It has 12 comments', { abstract: 'It has 12 comments' }],
    ['- Thinks, and acts. (👍 7)', { abstract: 'Thinks, and acts.', upvotes: [{ at: FETCHED_AT, count: 7 }] }],
    ['- Reinforcement Learning', { abstract: 'Reinforcement Learning' }],
  ])('reads what stands beside the title: %s', async (beside, facts) => {
    const { papers } = await read(`- [A Paper](https://arxiv.org/abs/1706.03762) ${beside}`);
    const { abstract, authors, upvotes, comments, codeStars } = papers[0] ?? {};
    expect({ abstract, authors, upvotes, comments, codeStars }).toEqual({
      abstract: undefined,
      authors: undefined,
      upvotes: undefined,
      comments: undefined,
      codeStars: undefined,
      ...facts,
    });
  });

  test('reads a heading without a link as a paper where headings of its level are papers', async () => {
    const abstract = 'We keep what stands below a heading. '.repeat(6).trim();
    const { papers, rejected } = await read(
      `# The Week\n\nKept by hand.\n\n### [A Paper](https://arxiv.org/abs/1706.03762)\n\nText.\n\n### No Link Here\n\n${abstract}\n\n` +
        '### Late Link\n\n**Authors:** Ann Lee\n\n**Abstract:** Text first.\n\n[arXiv](https://arxiv.org/abs/2106.09685)',
    );
    expect(papers.map(({ title, abstract, arxivId }) => [title, abstract, arxivId])).toEqual([
      ['A Paper', 'Text.', '1706.03762'],
      ['No Link Here', abstract, undefined],
      ['Late Link', 'Text first.', '2106.09685'],
    ]);
    expect(rejected.map(reject => reject.line)).toEqual([3]);
  });

  test('names a heading with text and no link among lists', async () => {
    const { papers, rejected } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n\n## A Heading Alone\n\nIts text.\n\n## Agents\n\n- [B Paper](https://arxiv.org/abs/2106.09685)',
    );
    expect(papers.map(paper => paper.title)).toEqual(['A Paper', 'B Paper']);
    expect(rejected).toMatchObject([
      { line: 3, reason: expect.stringContaining('the heading names no paper') },
      { line: 5, reason: expect.stringContaining('names no paper') },
    ]);
  });

  test('reads the rows of a table, by its header where it has one', async () => {
    const { format, papers, rejected } = await read(
      '| Title | Authors | Link |\n|:---|---|:-:|\n| Row One | Ann Lee, Bob Ray | [pdf](https://arxiv.org/abs/2511.11233) |\n' +
        '- [Item](https://arxiv.org/abs/2511.11234)\n| [Row Two](https://arxiv.org/abs/2511.11235) | 2020 |\n| Nothing | here |',
    );
    expect(format).toBe('markdown-list');
    expect(papers.map(({ title, authors, arxivId, abstract }) => [title, authors, arxivId, abstract])).toEqual([
      ['Row One', ['Ann Lee', 'Bob Ray'], '2511.11233', undefined],
      ['Item', undefined, '2511.11234', undefined],
      ['Row Two', undefined, '2511.11235', undefined],
    ]);
    expect(rejected).toMatchObject([{ line: 6, reason: expect.stringContaining('row of the table') }]);
  });

  test('keeps a line of text that begins with a bar', async () => {
    const { papers, rejected } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n  We bound\n  |x| from above.',
    );
    expect([papers[0]?.abstract, rejected]).toEqual(['We bound |x| from above.', []]);
  });

  test('keeps brackets in titles, and takes strikethrough away', async () => {
    const { papers } = await read(
      '- [[1] Bracketed [nested] title](https://arxiv.org/abs/1706.03762)\n- ~~[Struck](https://arxiv.org/abs/2106.09685)~~\n' +
        '- [![badge](https://example.org/b.svg)](https://example.org) [Third](https://arxiv.org/abs/2106.09686) (ACL) text',
    );
    expect(papers.map(({ title, abstract }) => [title, abstract])).toEqual([
      ['[1] Bracketed [nested] title', undefined],
      ['Struck', undefined],
      ['Third', '(ACL) text'],
    ]);
  });

  test('names lines that hold no paper', async () => {
    const { papers, rejected } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n\nThanks for reading.\n\n- just a remark\n  and more of it',
    );
    expect(papers[0]).not.toHaveProperty('abstract');
    expect(rejected.map(reject => reject.line)).toEqual([3, 5, 6]);
  });

  test('drops links that are not for the web', async () => {
    const { papers } = await read(
      '- [A Paper](https://arxiv.org/abs/1706.03762)\n- **Bad One Here** [paper](javascript:alert)',
    );
    expect(papers[1]).toEqual({ source: 'markdown-list', title: 'Bad One Here' });
  });
});
