import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { document } from './document.ts';

const RECORD = {
  titles: [{ title: 'A Paper on\n Gravity', source: 'arXiv' }],
  authors: [{ full_name: 'Bee, Ann' }, { full_name: 'Dee, Cee, Jr.' }, { full_name: 'Mononym' }],
  abstracts: [{ value: 'Its abstract.', source: 'arXiv' }, { value: 'Another.' }],
  arxiv_eprints: [{ value: '1606.04259', categories: ['math.AP', 'hep-th'] }],
  dois: [{ value: '10.1103/PhysRevD.93.016005' }],
  publication_info: [{ journal_title: 'Phys.Rev.', journal_volume: 'D93', year: 2016, artid: '016005' }],
  preprint_date: '2016-06-14',
  keywords: [{ value: 'gravitation', schema: 'INSPIRE' }],
};

async function read(value: unknown) {
  return parse(document(JSON.stringify(value)));
}

describe('INSPIRE-HEP', () => {
  test('a literature record is a paper', async () => {
    const { format, papers, rejected } = await read([{ results_data: [RECORD], errors: [] }]);
    expect([format, rejected]).toEqual(['inspire', []]);
    expect(papers).toEqual([
      {
        source: 'inspire',
        arxivId: '1606.04259',
        links: { abs: 'https://arxiv.org/abs/1606.04259', pdf: 'https://arxiv.org/pdf/1606.04259' },
        title: 'A Paper on Gravity',
        abstract: 'Its abstract.',
        authors: ['Ann Bee', 'Cee Dee, Jr.', 'Mononym'],
        primaryCategory: 'math.AP',
        categories: ['math.AP', 'hep-th'],
        doi: '10.1103/physrevd.93.016005',
        venue: 'Phys.Rev. D93 (2016) 016005',
        year: 2016,
        keywords: ['gravitation'],
        publishedAt: '2016-06-14T00:00:00Z',
      },
    ]);
  });

  test.each([
    ['as the API lists them', { hits: { hits: [{ metadata: RECORD }, { metadata: RECORD }], total: 2 } }, 2],
    ['as the API answers for one', { id: '1', metadata: RECORD, links: {} }, 1],
    ['as several harvests', [{ results_data: [RECORD] }, { results_data: [RECORD, RECORD] }], 3],
    ['bare', RECORD, 1],
  ])('records are found %s', async (_, value, count) => {
    expect((await read(value)).papers).toHaveLength(count);
  });

  test('what is missing or broken besides the title is absent', async () => {
    const { papers } = await read([
      { titles: RECORD.titles, dois: null, authors: 'x', publication_info: [{ year: 'x' }] },
    ]);
    expect(papers).toEqual([{ source: 'inspire', title: 'A Paper on Gravity' }]);
  });

  test('a collaboration stands for authors that are not named', async () => {
    const { papers } = await read([{ ...RECORD, authors: [], collaborations: [{ value: 'CMS' }] }]);
    expect(papers[0]?.authors).toEqual(['CMS Collaboration']);
  });

  test('a record without a title is a reject that says so', async () => {
    const { papers, rejected } = await read({ hits: { hits: [{ metadata: RECORD }, { metadata: { titles: [] } }] } });
    expect(papers).toHaveLength(1);
    expect(rejected).toMatchObject([{ reason: expect.stringMatching(/^record 2 cannot be read at titles: /) }]);
  });

  test('an error answer is a clear error', async () => {
    await expect(read({ status: 400, message: 'The syntax of the search query is invalid.' })).rejects.toMatchObject({
      code: 'format_unknown',
      message: expect.stringContaining('reports an error instead of papers ("The syntax'),
    });
  });
});
