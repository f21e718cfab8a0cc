import { expect, test } from 'vitest';
import { arxivIdLists } from '../../src/ingest/arxiv-ids.ts';

const API = 'https://export.arxiv.org';

test('a few papers are asked for in one request, and all of them are wanted', () => {
  expect(arxivIdLists(['2503.13939', 'hep-th/9901001'], API)).toEqual([
    {
      ids: ['2503.13939', 'hep-th/9901001'],
      url: `${API}/api/query?id_list=2503.13939,hep-th/9901001&max_results=2`,
    },
  ]);
});

test('no paper, no request', () => {
  expect(arxivIdLists([], API)).toEqual([]);
});

test('many papers are asked for a hundred at a time, each once', () => {
  const ids = Array.from({ length: 250 }, (_, index) => `2503.${String(index).padStart(5, '0')}`);
  const lists = arxivIdLists(ids, API);
  const queries = lists.map(({ url }) => new URL(url).searchParams);
  expect(queries.map(query => query.get('max_results'))).toEqual(['100', '100', '50']);
  expect(queries.map(query => query.get('id_list'))).toEqual(lists.map(list => list.ids.join(',')));
  expect(lists.flatMap(list => list.ids)).toEqual(ids);
});
