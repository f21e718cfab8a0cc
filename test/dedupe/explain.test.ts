import { expect, test } from 'vitest';
import { dedupe } from '../../src/dedupe/dedupe.ts';
import { explainDedupe } from '../../src/dedupe/explain.ts';

const authors = ['Ada Lovelace', 'Mary Shelley'];

test('each join is explained as it happened, then what is alike and stayed apart', () => {
  const records = [
    { ref: 'api', title: 'Sparse Hives: Counting Bees with Graph Models', authors, arxivId: '2401.00001' },
    { ref: 'feed', title: 'Bounding Bees', arxivId: '2401.00001' },
    { ref: 'page', title: 'Sparse Hives: Couting Bees with Graph Models', authors: ['A. Lovelace', 'M. Shelley'] },
    { ref: 'other', title: 'Sparse Hives: Counting Wasps with Graph Models', authors },
  ];
  const { works, lines } = explainDedupe(records);
  expect(works).toEqual(dedupe(records));
  const joins = lines.filter(line => line.includes(' joined '));
  expect(joins[0]).toMatch(/^(?:api joined feed|feed joined api): one paper, same arXiv id 2401\.00001$/);
  expect(joins[1]).toContain('one paper, nearly the same title and authors in common; ');
  expect(joins[1]).toMatch(/\d+\.\d points where 11\.2 are needed: /);
  expect(joins).toHaveLength(2);
  const apart = lines.slice(joins.length);
  expect(apart).toContainEqual(
    expect.stringMatching(
      /^api and other: two papers, the titles differ in "bees" and "wasps"; .* which that overrules: /,
    ),
  );
});

test('nothing is said of parts without points, and every minus is the same', () => {
  const record = { title: 'Sparse Hives and Graph Models', year: 2013 };
  const { lines } = explainDedupe([record, { ...record, year: 2016, authors }, { ...record, year: 2022 }]);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).not.toMatch(/−|-0\.0\b|to begin with|abstracts/);
  expect(lines.join()).toContain('-1.5 years');
});

test('who could have joined and did not is told apart by what joined', () => {
  const title = 'Sparse Hives and Graph Models of Bees';
  const { lines } = explainDedupe([
    { ref: 'one', title, arxivId: '2401.00001' },
    { ref: 'two', title, arxivId: '2401.00002' },
    { ref: 'page', title },
  ]);
  expect(lines.join('\n')).toMatch(/page.*two papers, as what joined them differs, though by themselves one paper, /);
});

test('what would be too long is counted', () => {
  const records = Array.from({ length: 60 }, (_, at) => ({
    title: 'Sparse Hives and Graph Models',
    arxivId: `2401.1${1000 + at}`,
  }));
  const { lines } = explainDedupe(records);
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toBe('... and 1270 more pairs that are two papers');
});

test('what titles count is told as they write it', () => {
  const solution = (ref: string, place: string) => ({
    ref,
    title: `${place} Place Solution for the Hive Challenge`,
    authors,
  });
  const { lines } = explainDedupe([solution('a', '1st'), solution('b', '2nd')]);
  expect(lines[0]).toContain('the titles count differently: "1st" and "2nd"');
});

test('words that change places around a direction are named', () => {
  const { lines } = explainDedupe(
    ['Image-to-Text', 'Text-to-Image'].map(task => ({ title: `${task} Generation with Honey Models`, authors })),
  );
  expect(lines[0]).toMatch(/the titles turn round "(?:image|text)"/);
});
