import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

async function read(text: string) {
  return parse(document(text));
}

describe('title dumps', () => {
  test('reads labelled records with continuation lines', async () => {
    const { format, papers, rejected } = await read(`Title: Attention Is All You Need
Authors: Ashish Vaswani, Noam Shazeer and
  Niki Parmar
Date: Jun 12, 2017
arXiv: 1706.03762v5
Categories: cs.CL cs.LG
Abstract: We look at sequences
  with nothing but attention.

  And then we stop.

Title: Another Paper
Abstract: Its abstract.
`);
    expect(format).toBe('title-dump');
    expect(rejected).toEqual([]);
    expect(papers).toEqual([
      {
        source: 'title-dump',
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Noam Shazeer', 'Niki Parmar'],
        abstract: 'We look at sequences with nothing but attention. And then we stop.',
        publishedAt: '2017-06-12T00:00:00Z',
        arxivId: '1706.03762',
        version: 5,
        categories: ['cs.CL', 'cs.LG'],
        links: { abs: 'https://arxiv.org/abs/1706.03762', pdf: 'https://arxiv.org/pdf/1706.03762' },
      },
      { source: 'title-dump', title: 'Another Paper', abstract: 'Its abstract.' },
    ]);
  });

  test('reads bold labels, any case, and values below their label', async () => {
    const { papers } = await read(
      '**TITLE:** One Paper\n**authors**: A. One; B. Two, Jr.\n**Abstract:**\nText of one.\n---\n- **Title:** Two Papers\n- **Link:** <https://example.org/two>',
    );
    expect(papers).toMatchObject([
      { title: 'One Paper', authors: ['A. One', 'B. Two, Jr.'], abstract: 'Text of one.' },
      { title: 'Two Papers', links: { abs: 'https://example.org/two' } },
    ]);
  });

  test('reads records whose labels stand in another order', async () => {
    const { papers } = await read(
      'Authors: A\nTitle: First Paper\n\nAuthors: B\nAbstract: Of the second.\nTitle: Second Paper\n\nAuthors: C\nTitle: Third Paper',
    );
    expect(papers.map(({ title, authors, abstract }) => [title, authors, abstract])).toEqual([
      ['First Paper', ['A'], undefined],
      ['Second Paper', ['B'], 'Of the second.'],
      ['Third Paper', ['C'], undefined],
    ]);
  });

  test('prefers the arXiv link among several', async () => {
    const { papers } = await read(
      'Title: A Paper\nURL: https://example.org/a\nPDF: https://arxiv.org/pdf/2503.13939v2.pdf',
    );
    expect(papers[0]).toMatchObject({ arxivId: '2503.13939', version: 2 });
  });

  test('rejects a record without a title and text under no label, each with its line', async () => {
    const { papers, rejected } = await read(
      'Papers of the week\n\nTitle: A Paper\nDate: soon\n\nstray words\n---\nAuthors: Nobody',
    );
    expect(papers.map(paper => paper.title)).toEqual(['A Paper']);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [1, expect.stringContaining('no label')],
      [6, expect.stringContaining('no label')],
      [8, 'the record has no title'],
    ]);
  });

  test('gives back the records that were printed', async () => {
    const text = fc.stringMatching(/^[A-Z][a-z]{2,8}( [a-z]{2,8}){1,20}$/);
    const record = fc.record({ title: text, abstract: text });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 8 }), fc.boolean(), async (records, flip) => {
        const printed = records.map(({ title, abstract }) => {
          const lines = [`Title: ${title}`, `Abstract: ${abstract}`];
          return (flip ? lines.reverse() : lines).join('\n');
        });
        const { papers } = await read(printed.join('\n\n'));
        expect(papers.map(({ title, abstract }) => ({ title, abstract }))).toEqual(records);
      }),
    );
  });
});
