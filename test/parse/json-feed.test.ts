import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

function read(items: unknown, version = 'https://jsonfeed.org/version/1.1') {
  return parse(document(JSON.stringify({ version, title: 'Papers', items }), { locator: 'feed.json' }));
}

describe('JSON Feed', () => {
  test('1.1 gives title, link, abstract, authors, date, tags', async () => {
    const { format, papers, rejected } = await read([
      {
        id: 1,
        url: 'https://example.org/1',
        title: 'p < 0.05 & More',
        content_html: '<p>We <i>show</i> it &amp; more.</p>',
        authors: [{ name: 'A. One' }, { name: 'B. Two' }],
        date_published: '2026-10-01T08:00:00+02:00',
        tags: ['pets'],
      },
    ]);
    expect([format, rejected]).toEqual(['json-feed', []]);
    expect(papers).toEqual([
      {
        source: 'json-feed',
        title: 'p < 0.05 & More',
        abstract: 'We show it & more.',
        authors: ['A. One', 'B. Two'],
        keywords: ['pets'],
        links: { abs: 'https://example.org/1' },
        publishedAt: '2026-10-01T06:00:00.000Z',
      },
    ]);
  });

  test('1.0 has one author; an arXiv address makes an arXiv paper', async () => {
    const { papers } = await read(
      [
        {
          id: 'https://arxiv.org/abs/2508.13426v2',
          external_url: 'https://arxiv.org/abs/2508.13426',
          title: 'A Paper',
          summary: 'It works.',
          author: { name: 'A. One' },
        },
      ],
      'https://jsonfeed.org/version/1',
    );
    expect(papers).toMatchObject([{ arxivId: '2508.13426', version: 2, abstract: 'It works.', authors: ['A. One'] }]);
  });

  test('one strange item is one reject', async () => {
    const { papers, rejected } = await read([{ title: 7 }, 'x', { id: 'b' }, { title: 'A Paper' }]);
    expect(papers.map(({ title }) => title)).toEqual(['A Paper']);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('title is not as JSON Feed has it'),
      expect.stringContaining('the item is not as JSON Feed has it'),
      'the record has no title',
    ]);
    expect(rejected[2]?.excerpt).toBe('b');
  });

  test.each([
    [{ authors: [{ name: 'A. One', url: null }, null, { name: 'B. Two' }] }, { authors: ['A. One', 'B. Two'] }],
    [{ authors: 'A. One, B. Two' }, { authors: ['A. One', 'B. Two'] }],
    [{ authors: [], author: { name: 'A. One' } }, { authors: ['A. One'] }],
    [{ tags: ['pets', null] }, { keywords: ['pets'] }],
    [{ date_published: 1759300000, tags: 'pets', url: 7, id: {} }, { title: 'A Paper' }],
  ])('a broken optional field costs only itself: %j', async (fields, facts) => {
    const { papers, rejected } = await read([{ title: 'A Paper', ...fields }]);
    expect(rejected).toEqual([]);
    expect(papers).toMatchObject([facts]);
  });

  test('tags of a paper on arXiv are its categories or keywords', async () => {
    const { papers } = await read([
      { url: 'https://arxiv.org/abs/2508.13426', title: 'A Paper', tags: ['cs.CV', 'vision'] },
    ]);
    expect(papers).toMatchObject([{ categories: ['cs.CV'], keywords: ['vision'] }]);
  });

  test('cut anywhere it is an error', async () => {
    const whole = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [{ title: 'A Paper' }] });
    for (let length = 1; length < whole.length; length++) {
      const result = await parse(document(whole.slice(0, length))).catch(error => error);
      expect(result, whole.slice(0, length)).toMatchObject({ name: 'AppError' });
    }
  });
});
