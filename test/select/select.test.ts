import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import { compileReaders, type Reader } from '../../src/select/compile-readers.ts';
import { judge } from '../../src/select/judge.ts';
import { Selector, select } from '../../src/select/select.ts';
import { indexed, paper, reader, sent } from './readers.ts';

const OLD = '2026-11-17T05:59:59.999Z';
const papers = [
  paper({ id: 1, title: 'RL, the First' }),
  paper({ id: 2, title: 'Robots' }),
  paper({ id: 3, title: 'RL, the Second' }),
  paper({ id: 4, title: 'RL of Old', enteredAt: OLD }),
  paper({ id: 5, title: 'RL, a Survey' }),
  paper({ id: 6, title: 'RL, the Third' }),
];

function selectFrom(given: readonly RankedPaper[], who: Reader) {
  return select(indexed(given), who);
}

const idsOf = (who: Reader) => selectFrom(papers, who).papers.map(({ paperId }) => paperId);

describe('a selection holds', () => {
  test('what matches, in the order of the trend', () => {
    expect(idsOf(reader({ topics: ['rl'] }))).toEqual([1, 3, 5, 6]);
  });

  test('what entered at or after the start of the window', () => {
    const edge = paper({ enteredAt: '2026-11-17T06:00:00.000Z' });
    expect(selectFrom([edge, paper({ id: 2, enteredAt: OLD })], reader()).papers).toHaveLength(1);
  });

  test('nothing that this reader was sent before', () => {
    expect(idsOf(reader({ topics: ['rl'] }, { alreadySent: sent(1, 6) }))).toEqual([3, 5]);
  });

  test('nothing that this reader muted', () => {
    expect(idsOf(reader({ topics: ['rl'], muted: ['survey'] }))).toEqual([1, 3, 6]);
  });

  test('no more than the reader wants', () => {
    expect(idsOf(reader({ topics: ['rl'] }, { papersPerMail: 2 }))).toEqual([1, 3]);
  });

  test('the top of the day for whoever chose nothing', () => {
    expect(idsOf(reader({}, { papersPerMail: 3 }))).toEqual([1, 2, 3]);
  });

  test('nothing where nothing matches', () => {
    expect(selectFrom(papers, reader({ topics: ['vision'] }))).toEqual({ papers: [], considered: 5, matched: 0 });
  });

  test('the reasons of each paper', () => {
    expect(selectFrom(papers, reader({ keywords: ['robots'] })).papers).toEqual([
      { paperId: 2, reasons: [expect.objectContaining({ kind: 'keyword', keyword: 'robots' })] },
    ]);
  });
});

test('it counts what was considered and what matched before the cut', () => {
  const who = reader({ topics: ['rl'], muted: ['survey'] }, { papersPerMail: 1, alreadySent: sent(3) });
  expect(selectFrom(papers, who)).toMatchObject({ papers: [{ paperId: 1 }], considered: 4, matched: 2 });
});

describe('one place for something outside', () => {
  const OUTSIDE = [{ kind: 'outside' }];
  const wants = (rest: Partial<Reader> = {}) => reader({ topics: ['rl'], outside: true }, rest);

  test('is the last one, for the best paper by trend that does not match', () => {
    expect(selectFrom(papers, wants({ papersPerMail: 3 }))).toMatchObject({
      papers: [{ paperId: 1 }, { paperId: 3 }, { paperId: 2, reasons: OUTSIDE }],
      considered: 5,
      matched: 4,
    });
    expect(idsOf(wants())).toEqual([1, 3, 5, 6, 2]);
  });

  test('is never the only one', () => {
    expect(idsOf(wants({ papersPerMail: 1 }))).toEqual([1]);
    expect(idsOf(reader({ topics: ['vision'], outside: true }))).toEqual([]);
  });

  test('is for nothing muted, sent before or too old', () => {
    expect(idsOf(reader({ topics: ['rl'], muted: ['robot'], outside: true }))).toEqual([1, 3, 5, 6]);
    expect(idsOf(wants({ alreadySent: sent(2) }))).toEqual([1, 3, 5, 6]);
    expect(idsOf(reader({ topics: ['robots'], outside: true }, { alreadySent: sent(1, 3, 5, 6) }))).toEqual([2]);
  });

  test('is nowhere for whoever chose nothing', () => {
    expect(idsOf(reader({ outside: true }))).toEqual([1, 2, 3, 5, 6]);
  });
});

describe('readers together', () => {
  const anyone = fc.record({
    topics: fc.subarray(['rl', 'robots', 'vision']),
    keywords: fc.subarray(['survey', 'first', 'robot + rl', 'rob*', '"robots"', 'nowhere']),
    muted: fc.subarray(['third', 'rl + old', 'nowhere']),
    authors: fc.subarray(['Ada Byron']),
    labs: fc.subarray(['Bees']),
    categories: fc.subarray(['cs.LG']),
    outside: fc.boolean(),
  });
  const rest = fc.record({
    papersPerMail: fc.integer({ min: 1, max: 4 }),
    alreadySent: fc.subarray([1, 2, 3, 5]).map(ids => sent(...ids)),
    windowStart: fc.constantFrom(new Date('2026-11-17T06:00:00Z'), new Date('2026-11-01T06:00:00Z')),
  });
  const known = papers.map((each, at) => ({
    ...each,
    ...(at % 2 === 0 && { authors: ['Ada Byron'] }),
    ...(at % 3 === 0 && { organization: 'Bees', categories: ['cs.LG'] }),
  }));
  const readers = fc.array(
    fc.tuple(anyone, rest).map(([chosen, more]) => reader(chosen, more)),
    { maxLength: 12 },
  );

  test('get what each would get alone, on however many pages they come', () => {
    fc.assert(
      fc.property(readers, fc.integer({ min: 1, max: 12 }), (all, perPage) => {
        const index = indexed(known);
        const selector = new Selector(index);
        const selections = [];
        for (let at = 0; at < all.length; at += perPage) {
          selections.push(...selector.select(compileReaders(all.slice(at, at + perPage), index.terms)));
        }
        expect(selections).toEqual(all.map(who => selectFrom(known, who)));
      }),
    );
  });

  test('get what judging paper by paper gives', () => {
    fc.assert(
      fc.property(readers, all => {
        const index = indexed(known);
        const found = new Selector(index).select(compileReaders(all, index.terms));
        for (const [at, who] of all.entries()) {
          const matching = known.flatMap(({ id, enteredAt }, place) => {
            if (who.alreadySent.has(id) || new Date(enteredAt) < who.windowStart) return [];
            const judgement = judge(index, place, who.interests);
            return judgement.kind === 'matched' ? [{ paperId: id, reasons: judgement.reasons }] : [];
          });
          const selected = found[at]!.papers.filter(({ reasons }) => reasons[0]?.kind !== 'outside');
          const places = who.papersPerMail - (found[at]!.papers.length - selected.length);
          expect(selected).toEqual(matching.slice(0, places));
          expect(found[at]!.matched).toBe(matching.length);
        }
      }),
    );
  });

  test('share equal selections, and equal choices in different ones', () => {
    const index = indexed(papers);
    const selector = new Selector(index);
    const [ada, bob, eve] = selector.select(
      compileReaders(
        [
          reader({ topics: ['rl', 'robots'] }),
          reader({ topics: ['robots', 'rl', 'rl'], keywords: ['nowhere'] }),
          reader({ topics: ['rl'] }),
        ],
        index.terms,
      ),
    );
    expect(bob).toBe(ada);
    expect(eve).not.toBe(ada);
    expect(eve?.papers[0]).toBe(ada?.papers[0]);
    const [later] = selector.select(compileReaders([reader({ topics: ['rl'] })], index.terms));
    expect(later).toBe(eve);
  });
});

test('more papers than fit a word of bits are selected in order', () => {
  const many = Array.from({ length: 100 }, (_, at) => paper({ id: at + 1, title: at % 7 === 3 ? 'RL' : 'Robots' }));
  const expected = many.filter(({ title }) => title === 'RL').map(({ id }) => id);
  const selection = selectFrom(many, reader({ topics: ['rl'] }, { papersPerMail: 50 }));
  expect(selection.papers.map(({ paperId }) => paperId)).toEqual(expected);
  expect(selection).toMatchObject({ considered: 100, matched: expected.length });
});
