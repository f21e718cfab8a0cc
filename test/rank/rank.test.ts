import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signal } from '../../src/domain/issue.ts';
import type { Upvotes } from '../../src/domain/paper.ts';
import { rank } from '../../src/rank/rank.ts';
import { type Rankable, scorePaper } from '../../src/rank/score.ts';

const NOW = new Date('2026-11-20T07:00:00Z');

/** As if only the title told: "Likely" is. */
const prior = ({ title }: { title: string }) => (title === 'Likely' ? 0.8 : 0.1);

function paper(facts: Partial<Rankable> = {}): Rankable {
  return { title: 'T', ...facts };
}

function hoursAgo(hours: number): string {
  return new Date(NOW.getTime() - hours * 3_600_000).toISOString();
}

const votes = (...counts: [hours: number, count: number][]): Upvotes[] =>
  counts.map(([hours, count]) => ({ at: hoursAgo(hours), count }));

function signalsOf(facts: Partial<Rankable>): Signal[] {
  return scorePaper(paper(facts), NOW, prior).signals;
}

/** Somebody has voted. */
const listed: Partial<Rankable> = { upvotes: votes([1, 1]) };
const oneVote: Signal = { kind: 'upvotes', count: 1 };
const textOnly: Signal = { kind: 'text', likelihood: 0.1 };

describe('signals are facts that a reader can check', () => {
  test.each<[string, Partial<Rankable>, Signal[]]>([
    ['votes', { upvotes: votes([1, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    [
      'votes and how they rose in a day',
      { upvotes: votes([24, 6], [1, 41]) },
      [{ kind: 'upvotes', count: 41, rise: 35 }],
    ],
    [
      'the rise over a day, not over the last hours',
      { upvotes: votes([24, 6], [4, 30], [1, 41]) },
      [{ kind: 'upvotes', count: 41, rise: 35 }],
    ],
    [
      'counts in whatever order they came',
      { upvotes: votes([1, 41], [24, 6]) },
      [{ kind: 'upvotes', count: 41, rise: 35 }],
    ],
    [
      'the rise from the count nearest to a day before the last one',
      { upvotes: votes([29, 3], [26, 5], [20, 30], [1, 41]) },
      [{ kind: 'upvotes', count: 41, rise: 36 }],
    ],
    ['a rise over 18 hours', { upvotes: votes([19, 6], [1, 41]) }, [{ kind: 'upvotes', count: 41, rise: 35 }]],
    ['no rise over fewer', { upvotes: votes([18.9, 6], [1, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    ['a rise over 30 hours', { upvotes: votes([31, 6], [1, 41]) }, [{ kind: 'upvotes', count: 41, rise: 35 }]],
    ['no rise over more', { upvotes: votes([31.1, 6], [1, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    ['no rise out of a count of two days ago', { upvotes: votes([46, 6], [0, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    [
      'a rise while the last count is new',
      { upvotes: votes([30, 6], [6, 41]) },
      [{ kind: 'upvotes', count: 41, rise: 35 }],
    ],
    ['no rise once it is not', { upvotes: votes([30, 6], [6.1, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    [
      'the highest count so far where an old file was read late',
      { upvotes: votes([25, 6], [2, 41], [1, 6]) },
      [{ kind: 'upvotes', count: 41, rise: 35 }],
    ],
    ['no rise where votes were withdrawn', { upvotes: votes([24, 41], [1, 6]) }, [{ kind: 'upvotes', count: 41 }]],
    ['no rise where nothing rose', { upvotes: votes([24, 6], [1, 6]) }, [{ kind: 'upvotes', count: 6 }]],
    ['no rise out of a count of last week', { upvotes: votes([170, 6], [1, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    [
      'no rise where the last count is itself of yesterday',
      { upvotes: votes([40, 6], [20, 41]) },
      [{ kind: 'upvotes', count: 41 }],
    ],
    ['the text where nobody has voted', { upvotes: votes([25, 0], [1, 0]) }, [textOnly]],
    ['no place where nobody has voted', { position: 3, upvotes: votes([1, 0]) }, [textOnly]],
    ['no votes counted later than the moment', { upvotes: votes([1, 6], [-3, 41]) }, [{ kind: 'upvotes', count: 6 }]],
    ['comments', { ...listed, comments: 3 }, [oneVote, { kind: 'comments', count: 3 }]],
    ['code', { ...listed, links: { code: 'https://github.com/a/b' } }, [oneVote, { kind: 'code' }]],
    [
      'code and its stars',
      { ...listed, links: { code: 'https://github.com/a/b' }, codeStars: 1200 },
      [oneVote, { kind: 'code', stars: 1200 }],
    ],
    ['no stars without code', { ...listed, codeStars: 1200 }, [oneVote]],
    ['several sources', { ...listed, sources: 2 }, [oneVote, { kind: 'sources', count: 2 }]],
    ['at most 99 sources', { ...listed, sources: 1e9 }, [oneVote, { kind: 'sources', count: 99 }]],
    ['no single source', { ...listed, sources: 1 }, [oneVote]],
    ['the place in the digest where no votes are known', { position: 3 }, [{ kind: 'position', place: 3 }]],
    ['no place where votes are known', { position: 3, upvotes: votes([1, 6]) }, [{ kind: 'upvotes', count: 6 }]],
    ['the text where neither votes nor a place are known', {}, [textOnly]],
  ])('%s', (_, facts, signals) => {
    expect(signalsOf(facts)).toEqual(signals);
  });

  test('the strongest comes first', () => {
    const facts = { comments: 1, sources: 2, upvotes: votes([1, 41]) };
    expect(signalsOf(facts).map(({ kind }) => kind)).toEqual(['upvotes', 'sources', 'comments']);
    expect(signalsOf({ comments: 3 }).map(({ kind }) => kind)).toEqual(['text', 'comments']);
  });
});

describe('the score', () => {
  const score = (facts: Partial<Rankable>) => scorePaper(paper(facts), NOW, prior).score;
  /** Listed some hours ago, with its votes of now. */
  const since = (hours: number, count: number) => ({ listedTime: hoursAgo(hours), upvotes: votes([0, count]) });

  test('grows with votes, comments, stars, sources and what the text promises', () => {
    const code = { code: 'https://github.com/a/b' };
    expect(score({ upvotes: votes([1, 9]) })).toBeGreaterThan(score({ upvotes: votes([1, 8]) }));
    expect(score({ comments: 2 })).toBeGreaterThan(score({ comments: 1 }));
    expect(score({ links: code, codeStars: 2 })).toBeGreaterThan(score({ links: code }));
    expect(score({ sources: 3 })).toBeGreaterThan(score({ sources: 2 }));
    expect(score({ title: 'Likely' })).toBeGreaterThan(score({ title: 'Unlikely' }));
  });

  test('goes by how fast votes come: few in two hours beat a few more in twenty', () => {
    expect(score(since(2, 8))).toBeGreaterThan(score(since(20, 12)));
    expect(score(since(2, 8))).toBeLessThan(score(since(20, 40)));
  });

  test('does not take the first votes after minutes for a storm', () => {
    expect(score(since(0.1, 2))).toBeLessThan(score(since(6, 30)));
  });

  test('prefers what rises to what stands still', () => {
    expect(score({ upvotes: votes([24, 6], [1, 41]) })).toBeGreaterThan(score({ upvotes: votes([24, 41], [1, 41]) }));
  });

  test('lets the same votes weigh less the longer a paper has been here, but never nothing', () => {
    const aged = (hours: number) => score({ upvotes: votes([1, 41]), enteredAt: hoursAgo(hours) });
    const discussed = (hours: number) => score({ comments: 99, sources: 4, enteredAt: hoursAgo(hours) });
    expect(discussed(480) / discussed(2)).toBeCloseTo(0.5, 2);
    expect(aged(2)).toBeGreaterThan(aged(48));
    expect(aged(48)).toBeGreaterThan(aged(480));
    expect(aged(480)).toBeGreaterThan(score({ upvotes: votes([1, 6]), enteredAt: hoursAgo(480) }));
  });

  test('prefers the front of a digest', () => {
    expect(score({ position: 1 })).toBeGreaterThan(score({ position: 2 }));
    expect(score({ position: 66 })).toBeGreaterThan(0);
  });

  test('takes the first place of a digest for ten votes of the same age, so that no list beats what many voted for', () => {
    for (const hours of [0, 7, 30, 200]) {
      const place = { position: 1, listedTime: hoursAgo(hours) };
      expect(score(place)).toBeCloseTo(score(since(hours, 10)), 5);
      expect(score(place)).toBeLessThan(score(since(hours, 41)));
    }
  });

  test('of papers that were counted never puts one without a vote above one of the same age with a vote', () => {
    const zeros = fc.array(fc.integer({ min: 1, max: 72 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(zeros, fc.option(fc.integer({ min: 0, max: 200 })), (hours, listedBefore) => {
        const before = listedBefore === null ? {} : { listedTime: hoursAgo(listedBefore) };
        const none = votes([0, 0], ...hours.map((hour): [number, number] => [hour, 0]));
        const one = votes([0, 1], ...hours.map((hour): [number, number] => [hour, 0]));
        const likeliest = scorePaper(paper({ ...before, upvotes: none }), NOW, () => 1).score;
        expect(likeliest).toBeLessThanOrEqual(score({ ...before, upvotes: one }));
        expect(score({ ...before, upvotes: none, title: 'Likely' })).toBeGreaterThan(
          score({ ...before, upvotes: none }),
        );
      }),
    );
  });

  /** What each constant does, in numbers: whoever changes one sees here what it changes. */
  test.each<[string, Partial<Rankable>, number]>([
    ['a vote just now', { upvotes: votes([0, 1]) }, 2.70805],
    ['41 votes within seven hours', { listedTime: hoursAgo(7), upvotes: votes([0, 41]) }, 4.115335],
    ['41 votes, 35 of them in a day', { upvotes: votes([25, 6], [1, 41]) }, 3.858116],
    ['41 votes, listed three days ago', { listedTime: hoursAgo(72), upvotes: votes([0, 41]) }, 2.85148],
    ['no vote within seven hours', { listedTime: hoursAgo(7), upvotes: votes([0, 0]) }, 1.704748],
    ['a text alone', {}, 0.788457],
    [
      'a text and all that supports it',
      { comments: 9, links: { code: 'https://a.b' }, codeStars: 99, sources: 3 },
      1.493863,
    ],
    ['the third place', { position: 3 }, 2.978925],
  ])('is what it was: %s', (_, facts, expected) => {
    expect(score(facts)).toBe(expected);
  });

  test('is a number whatever it is given', () => {
    const strange = {
      ...{ comments: Number.NaN, codeStars: -5, sources: Number.NaN, position: -1, listedAt: 'soon', listedTime: '' },
      ...{
        links: { code: 'https://a.b' },
        upvotes: [
          { at: 'never', count: 3 },
          { at: hoursAgo(1), count: Number.NaN },
        ],
      },
    };
    expect(scorePaper(paper(strange), NOW, () => Number.NaN).score).toBeGreaterThanOrEqual(0);
    expect(score({ ...strange, comments: -1, sources: -1, codeStars: Number.POSITIVE_INFINITY })).toBeLessThan(12);
  });

  test('leaves the text out where votes are known', () => {
    const facts = { upvotes: votes([1, 3]) };
    expect(score({ ...facts, title: 'Likely' })).toBe(score({ ...facts, title: 'Unlikely' }));
  });

  test('puts what a digest listed, even without a vote, before what only its text speaks for', () => {
    expect(score(since(7, 0))).toBeGreaterThan(score({ title: 'Unlikely' }));
  });

  test('is bounded: no number, however large, adds without end', () => {
    const huge = {
      upvotes: votes([1, 1e9]),
      comments: 1e9,
      links: { code: 'https://github.com/a/b' },
      codeStars: 1e9,
      sources: 1e9,
    };
    expect(score(huge)).toBeLessThan(12);
    expect(score({ ...huge, upvotes: votes([1, 1e12]) })).toBe(score(huge));
  });
});

const anyPaper = fc.record(
  {
    title: fc.constantFrom('A', 'B', 'Likely'),
    upvotes: fc.array(fc.record({ at: fc.integer({ min: -24, max: 240 }).map(hoursAgo), count: fc.nat(99) }), {
      maxLength: 4,
    }),
    comments: fc.nat(3),
    links: fc.constantFrom({}, { code: 'https://github.com/a/b' }),
    codeStars: fc.nat(2000),
    sources: fc.nat(3),
    position: fc.integer({ min: 1, max: 66 }),
    listedAt: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21'),
    listedTime: fc.integer({ min: -24, max: 240 }).map(hoursAgo),
    arxivId: fc.constantFrom('2611.00001', '2611.00002'),
  },
  { requiredKeys: ['title'] },
);
const papers = fc.array(anyPaper, { maxLength: 12 });

test('no score and no rise is ever negative, and every score is a number within its bounds', () => {
  fc.assert(
    fc.property(anyPaper, facts => {
      const { score, signals } = scorePaper(facts, NOW, prior);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThan(12);
      for (const signal of signals) if (signal.kind === 'upvotes') expect(signal.rise ?? 1).toBeGreaterThan(0);
    }),
  );
});

test('a vote more is never worth less', () => {
  fc.assert(
    fc.property(anyPaper, fc.integer({ min: 0, max: 300 }), (facts, count) => {
      const with_ = (votes: number) => ({ ...facts, upvotes: [{ at: NOW.toISOString(), count: votes }] });
      const [fewer, more] = [count, count + 1].map(votes => scorePaper(with_(votes), NOW, prior).score);
      expect(more).toBeGreaterThan(fewer!);
    }),
  );
});

describe('ranking', () => {
  test('is a total order: the same papers come in the same order, whatever order they came in', () => {
    const twice = papers.chain(list =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(twice, ([list, shuffled]) => {
        expect(rank(shuffled, NOW, prior)).toEqual(rank(list, NOW, prior));
      }),
    );
  });

  test('puts the higher score first and breaks ties by what the papers are called', () => {
    const given = ['2611.00003', '2611.00001', '2611.00002'].map(arxivId => paper({ arxivId }));
    const best = paper({ arxivId: '2611.00009', comments: 1 });
    const ids = rank([...given, best], NOW, prior).map(({ arxivId }) => arxivId);
    expect(ids).toEqual(['2611.00009', '2611.00001', '2611.00002', '2611.00003']);
    const titles = ['C', 'A', 'B'].map(title => paper({ title }));
    expect(rank(titles, NOW, prior).map(({ title }) => title)).toEqual(['A', 'B', 'C']);
  });

  test('leaves what it was given as it was', () => {
    const given = [paper({ comments: 1 }), paper({ comments: 9 })];
    rank(given, NOW, prior);
    expect(given).toEqual([paper({ comments: 1 }), paper({ comments: 9 })]);
  });
});
