import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document, FETCHED_AT } from './document.ts';

const ROW = {
  paper: {
    id: '1706.03762',
    authors: [
      { name: 'Ashish Vaswani', hidden: false },
      { name: 'Hidden One', hidden: true },
      { name: 'Noam Shazeer' },
    ],
    title: 'Attention Is\n  All You Need',
    summary: 'Sequences, with\nnothing but attention.',
    publishedAt: '2017-06-12T17:57:34.000Z',
    submittedOnDailyAt: '2017-06-13T01:13:36.945Z',
    upvotes: 58,
    githubRepo: 'https://github.com/tensorflow/tensor2tensor',
    githubStars: 70,
    projectPage: 'javascript:alert(1)',
    ai_summary: 'A model of attention only.',
    ai_keywords: ['attention', 'transformer'],
    organization: { name: 'google', fullname: 'Google' },
  },
  title: 'Attention Is\n  All You Need',
  publishedAt: '2017-06-12T13:57:34.000Z',
  thumbnail: 'https://example.org/thumbnail.png',
  numComments: 3,
};

async function read(value: unknown) {
  return parse(document(typeof value === 'string' ? value : JSON.stringify(value)));
}

describe('the Hugging Face API', () => {
  test('maps a row, taking the dates and names that are right', async () => {
    const { format, papers, rejected } = await read([ROW]);
    expect([format, rejected]).toEqual(['hf-api', []]);
    expect(papers).toEqual([
      {
        source: 'hf-api',
        title: 'Attention Is All You Need',
        abstract: 'Sequences, with nothing but attention.',
        authors: ['Ashish Vaswani', 'Noam Shazeer'],
        arxivId: '1706.03762',
        publishedAt: '2017-06-12T17:57:34.000Z',
        listedAt: '2017-06-13',
        listedTime: '2017-06-13T01:13:36.945Z',
        upvotes: [{ at: FETCHED_AT, count: 58 }],
        comments: 3,
        links: {
          abs: 'https://arxiv.org/abs/1706.03762',
          pdf: 'https://arxiv.org/pdf/1706.03762',
          discussion: 'https://huggingface.co/papers/1706.03762',
          code: 'https://github.com/tensorflow/tensor2tensor',
        },
        codeStars: 70,
        keywords: ['attention', 'transformer'],
        organization: 'Google',
        tldr: 'A model of attention only.',
      },
    ]);
  });

  test('an empty list is a day without papers', async () => {
    expect(await read([])).toEqual({ format: 'hf-api', papers: [], rejected: [] });
  });

  test('reads a list that is wrapped in an object, and a single row', async () => {
    expect((await read({ status: 'success', data: [ROW] })).papers).toHaveLength(1);
    expect((await read(ROW)).papers).toHaveLength(1);
  });

  test('keeps the good rows and names the bad ones', async () => {
    const { papers, rejected } = await read([ROW, 'a row', null, { paper: {} }, { paper: { id: '1', title: '' } }]);
    expect(papers).toHaveLength(1);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'row 2 is a string: expected a JSON object with "paper"',
      expect.stringContaining('row 3'),
      expect.stringContaining('row 4 cannot be read at paper.id'),
      'the record has no title',
    ]);
    expect(rejected[2]?.excerpt).toBe('{"paper":{}}');
  });

  const printed = String.raw`{'paper': {'id': '1706.03762', 'authors': [{'name': "Shay O'Neil", 'hidden': False}], 'title': 'It\'s the\n  "Right"\xa0One', 'summary': None, 'upvotes': 7}, 'numComments': 2, 'isAuthorParticipating': True}`;

  test('reads rows that Python printed', async () => {
    const { papers, rejected } = await read({ status: 'success', count: 1, data: [printed] });
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([
      { title: 'It\'s the "Right" One', authors: ["Shay O'Neil"], arxivId: '1706.03762', comments: 2 },
    ]);
    expect(papers[0]).not.toHaveProperty('abstract');
  });

  test('reads a whole list that Python printed', async () => {
    expect((await read(`[${printed}, ${printed}]`)).papers).toHaveLength(2);
  });

  test('a printed row that is cut off or broken is one reject that says where', async () => {
    const { papers, rejected } = await read([printed.slice(0, 100), printed, printed.replace('None', '<None>')]);
    expect(papers).toHaveLength(1);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(
        /^row 1 is a printed Python dict that breaks: the string that begins at character \d+ has no/,
      ),
      expect.stringMatching(/^row 3 .*at character \d+ stands "<None>.*": expected a value$/),
    ]);
    expect(rejected[0]?.excerpt).toContain('1706.03762');
  });

  test.each([
    ['1', /JSON of another shape \("1"\)/],
    ['{"error": "Invalid date"}', /reports an error instead of papers \("Invalid date"\)/],
    ['{"error": "Try later", "data": []}', /reports an error instead of papers \("Try later"\)/],
  ])('%s is a clear error', async (body, message) => {
    await expect(read(body)).rejects.toMatchObject({
      code: 'format_unknown',
      message: expect.stringMatching(message),
    });
  });

  test('a broken field besides id and title is as if it were absent', async () => {
    const { papers } = await read([
      { ...ROW, numComments: 'many', paper: { ...ROW.paper, upvotes: -1, authors: 'x' } },
    ]);
    expect(papers[0]).not.toHaveProperty('upvotes');
    expect(papers[0]).not.toHaveProperty('comments');
    expect(papers[0]).not.toHaveProperty('authors');
    expect(papers[0]?.title).toBe('Attention Is All You Need');
  });

  test('a broken part of a field costs only that part', async () => {
    const authors = [{ name: 'A. One' }, { name: null }, { name: 'C. Three', hidden: null }];
    const paper = { ...ROW.paper, title: null, authors, upvotes: '12', ai_keywords: ['attention', 7] };
    const { papers } = await read([{ ...ROW, paper }]);
    expect(papers).toMatchObject([
      {
        title: 'Attention Is All You Need',
        authors: ['A. One', 'C. Three'],
        upvotes: [{ at: FETCHED_AT, count: 12 }],
        keywords: ['attention'],
      },
    ]);
  });

  test('keeps a paper that is not on arXiv', async () => {
    const { papers } = await read([{ ...ROW, paper: { ...ROW.paper, id: 'not-an-arxiv-id' } }]);
    expect(papers[0]).not.toHaveProperty('arxivId');
    expect(papers[0]?.links?.discussion).toBe('https://huggingface.co/papers/not-an-arxiv-id');
  });
});
