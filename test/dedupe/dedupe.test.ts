import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import { decide } from '../../src/dedupe/decide.ts';
import { dedupe } from '../../src/dedupe/dedupe.ts';
import type { Candidate } from '../../src/domain/paper.ts';
import { anyRecords } from './facts.ts';

const TITLE = 'Attention Is All You Need';

const refsOf = (works: readonly Candidate[]) => works.map(({ refs }) => refs);

describe('records of one work become one paper', () => {
  test('with version 3 when a feed announces versions 1 and 3', () => {
    const record = (version: number) => ({ title: TITLE, arxivId: '1706.03762', version });
    expect(dedupe([record(1), record(3)])).toEqual([record(3)]);
  });

  test('that names all of them in their order', () => {
    const works = dedupe([
      { title: TITLE, arxivId: '1706.03762', ref: 'api' },
      { title: 'Deep Residual Learning for Image Recognition', ref: 'other' },
      { title: TITLE, refs: ['page', 'feed'] },
    ]);
    expect(refsOf(works)).toEqual([['api', 'page', 'feed'], ['other']]);
  });

  test('that names none where none had a name', () => {
    expect(dedupe([{ title: TITLE }, { title: TITLE }])).toEqual([{ title: TITLE }]);
  });

  test('when a third record joins two that had nothing in common', () => {
    const works = dedupe([
      { title: TITLE, arxivId: '1706.03762', ref: 'a' },
      { title: 'Transformers, as They Were Printed', doi: '10.5555/3295222', ref: 'b' },
      { title: 'The transformer', arxivId: '1706.03762', doi: '10.5555/3295222', ref: 'c' },
    ]);
    expect(refsOf(works)).toEqual([['a', 'b', 'c']]);
  });

  test('when their merged facts show what none of them showed alone', () => {
    const works = dedupe([
      { title: 'Adam', ref: 'a', doi: '10.1/adam' },
      { title: 'ADAM', ref: 'b', authors: ['Diederik P. Kingma'] },
      { title: 'Adam', ref: 'c', doi: '10.1/adam', authors: ['D. Kingma'] },
    ]);
    expect(refsOf(works)).toEqual([['a', 'b', 'c']]);
  });

  test('when one in the middle brings two together that were too many years apart', () => {
    const record = (year: number) => ({ title: TITLE, year, ref: String(year) });
    for (const [a, b, c] of [
      [2013, 2016, 2018],
      [2018, 2013, 2016],
      [2016, 2018, 2013],
    ] as const) {
      const [work] = dedupe([record(a), record(b), record(c)]);
      expect(work).toMatchObject({ refs: [a, b, c].map(String), year: 2013, lastYear: 2018 });
    }
  });

  test('in the order of works that were merged before, each knowing the years it has had', () => {
    const [early, late] = [
      { title: TITLE, year: 2013, lastYear: 2016 },
      { title: TITLE, year: 2018 },
    ];
    expect(dedupe([early, late])).toEqual([{ title: TITLE, year: 2013, lastYear: 2018 }]);
  });

  test('under a DOI that is not shown any more', () => {
    const works = dedupe([
      { title: TITLE, arxivId: '1706.03762', doi: '10.1/a', ref: 'a' },
      { title: TITLE, arxivId: '1706.03762', doi: '10.2/b', ref: 'b' },
      { title: 'Transformers, as They Were Printed', doi: '10.2/b', ref: 'c' },
    ]);
    expect(works).toMatchObject([{ refs: ['a', 'b', 'c'], doi: '10.1/a', otherDois: ['10.2/b'] }]);
  });
});

describe('near-duplicates become one paper', () => {
  const record = (title: string, ref: string) => ({ title, ref, authors: ['Ada Lovelace', 'Mary Shelley'] });

  test('although nothing in them is equal', () => {
    const works = dedupe([
      record('Sparse Hives: Counting Bees with Graph Models', 'a'),
      record('Whales and Tides over Four Winters', 'b'),
      record('Sparse Hives: Couting Bees with Graph Modls', 'c'),
    ]);
    expect(refsOf(works)).toEqual([['a', 'c'], ['b']]);
  });

  test('and a third record is found by a title that was lost', () => {
    const works = dedupe([
      { title: 'Bounding the Bees of Every Comb', arxivId: '2401.00001', version: 2, ref: 'renamed' },
      { title: 'Sparse Hives and Graph Models', arxivId: '2401.00001', version: 1, ref: 'first' },
      { title: 'Sparse hives and graph models.', ref: 'page' },
    ]);
    expect(refsOf(works)).toEqual([['renamed', 'first', 'page']]);
    expect(works[0]).toMatchObject({
      title: 'Bounding the Bees of Every Comb',
      otherTitles: ['sparse hives and graph models'],
    });
  });

  test('with the likelier one where it could be either of two', () => {
    const works = dedupe([
      { title: 'Sparse Hives and Graph Models of Bees', arxivId: '2401.00001', ref: 'one' },
      { title: 'Sparse Hives and Graph Model of Bees', arxivId: '2401.00002', ref: 'two' },
      { title: 'Sparse hives and graph model of bees', ref: 'page' },
    ]);
    expect(refsOf(works)).toEqual([['one'], ['two', 'page']]);
  });
});

describe('records of different works stay apart', () => {
  test('in the order in which the works first appeared', () => {
    const records = ['Third Way of Learning Representations', 'First Steps in Embodied Agents', 'Adam'].map(title => ({
      title,
    }));
    expect(dedupe(records)).toEqual(records);
  });

  test('when a title that many works have is all they share', () => {
    const editorials = ['Hives', 'Journal of Combs'].map(venue => ({ title: 'Guest Editorial', venue }));
    expect(dedupe(editorials)).toHaveLength(2);
  });

  test('however many have one title', () => {
    const ids = Array.from({ length: 300 }, (_, at) => ({ title: TITLE, arxivId: `2401.${10_000 + at}` }));
    expect(dedupe(ids)).toHaveLength(300);
    const editorials = ids.map((_, at) => ({ title: 'Editorial', authors: [`Ada Lovelace${at}`, `Emil Post${at}`] }));
    expect(dedupe([...editorials, ...editorials])).toHaveLength(300);
  });

  test('when titles are alike and a year or a venue is all that is known beside', () => {
    const titles = ['Kimi-VL', 'Qwen3', 'Seed1.5-VL', 'MiMo-VL'].map(name => `${name} Technical Report`);
    for (const shown of [{}, { venue: 'arXiv' }, { year: 2025 }])
      expect(dedupe(titles.map(title => ({ title, ...shown })))).toHaveLength(4);
  });

  test('when a record without id could be either of two with one title', () => {
    const works = dedupe([
      { title: TITLE, ref: 'page' },
      { title: TITLE, arxivId: '1706.03762', ref: 'one' },
      { title: TITLE, arxivId: '2508.13426', ref: 'two' },
    ]);
    expect(works.map(({ arxivId }) => arxivId).sort()).toEqual(['1706.03762', '2508.13426']);
  });
});

test('which records become one work does not depend on their order', () => {
  fc.assert(
    fc.property(
      anyRecords.chain(records =>
        fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
      ),
      ([records, shuffled]) => {
        expect(new Set(dedupe(shuffled).map(canonical))).toEqual(new Set(dedupe(records).map(canonical)));
      },
    ),
    { numRuns: 500 },
  );
});

test('once merged, there is nothing left to merge', () => {
  fc.assert(
    fc.property(anyRecords, records => {
      const works = dedupe(records);
      expect(dedupe(works)).toEqual(works);
      for (const [at, work] of works.entries()) {
        const met = works.slice(at + 1).filter(other => shareKey(work, other));
        expect(met.some(other => decide(work, other).same)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test.each<[string, Partial<Candidate>[], number | undefined]>([
  ['of one source', [{ source: 'feed' }, { source: 'feed' }], undefined],
  ['of two', [{ source: 'feed' }, { source: 'hf-api' }], 2],
  ['that copy one list', [{ source: 'page-text' }, { source: 'hf-api' }, { source: 'feed', upvotes: [] }], undefined],
  ['whose number was told', [{ source: 'feed', sources: 4 }, { source: 'hf-api' }], 4],
  ['with a number of its own', [{ sources: 1 }], 1],
])('tells in how many sources a work is: records %s', (_, facts, sources) => {
  const [work] = dedupe(facts.map(fact => ({ title: 'Hives of the North', arxivId: '2611.00001', ...fact })));
  expect(work?.sources).toBe(sources);
});

test('names of records and the order of fields change nothing else', () => {
  fc.assert(
    fc.property(anyRecords, records => {
      const renamed = records.map(({ ref, ...rest }, at) => ({
        ref: `z${records.length - at}`,
        ...Object.fromEntries(Object.entries(rest).reverse()),
      })) as Candidate[];
      const unnamed = (works: Candidate[]) => works.map(({ ref: _, refs: __, ...work }) => work);
      expect(unnamed(dedupe(renamed))).toEqual(unnamed(dedupe(records)));
    }),
  );
});

test('every record is in exactly one work', () => {
  fc.assert(
    fc.property(anyRecords, records => {
      const refs = dedupe(records).flatMap(work => work.refs ?? []);
      expect(refs.sort()).toEqual(records.map(({ ref }) => ref!).sort());
    }),
  );
});

function shareKey(a: Candidate, b: Candidate): boolean {
  const keys = new Set(blockingKeys(a).map(({ kind, value }) => `${kind}:${value}`));
  return blockingKeys(b).some(({ kind, value }) => keys.has(`${kind}:${value}`));
}

/** Equal for equal papers, whatever the order of their fields and refs. */
function canonical(work: Candidate): string {
  return JSON.stringify({ ...work, refs: work.refs?.toSorted() }, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
