import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signal } from '../../src/domain/issue.ts';
import type { Upvotes } from '../../src/domain/paper.ts';
import { type Rankable, rank, rankPapers, scorePaper } from '../../src/rank/rank.ts';

const NOW = new Date('2026-11-20T07:00:00Z');

function paper(facts: Partial<Rankable> = {}): Rankable {
  return { title: 'T', ...facts };
}

function hoursAgo(hours: number): string {
  return new Date(NOW.getTime() - hours * 3_600_000).toISOString();
}

const votes = (...counts: [hours: number, count: number][]): Upvotes[] =>
  counts.map(([hours, count]) => ({ at: hoursAgo(hours), count }));

function signalsOf(facts: Partial<Rankable>): Signal[] {
  return scorePaper(paper(facts), NOW).signals;
}

describe('signals are facts that a reader can check', () => {
  test.each<[string, Partial<Rankable>, Signal[]]>([
    ['votes', { upvotes: votes([1, 41]) }, [{ kind: 'upvotes', count: 41 }]],
    [
      'votes and how they rose since yesterday',
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
    ['no rise where votes were withdrawn', { upvotes: votes([24, 41], [1, 6]) }, [{ kind: 'upvotes', count: 6 }]],
    ['no rise where nothing rose', { upvotes: votes([24, 6], [1, 6]) }, [{ kind: 'upvotes', count: 6 }]],
    [
      'no rise since yesterday out of a count of last week',
      { upvotes: votes([170, 6], [1, 41]) },
      [{ kind: 'upvotes', count: 41 }],
    ],
    [
      'no rise where the last count is itself of yesterday',
      { upvotes: votes([40, 6], [20, 41]) },
      [{ kind: 'upvotes', count: 41 }],
    ],
    ['no votes that nobody gave', { upvotes: votes([1, 0]) }, []],
    ['no votes counted later than the moment', { upvotes: votes([1, 6], [-3, 41]) }, [{ kind: 'upvotes', count: 6 }]],
    ['comments', { comments: 3 }, [{ kind: 'comments', count: 3 }]],
    ['code', { links: { code: 'https://github.com/a/b' } }, [{ kind: 'code' }]],
    [
      'code and its stars',
      { links: { code: 'https://github.com/a/b' }, codeStars: 1200 },
      [{ kind: 'code', stars: 1200 }],
    ],
    ['no stars without code', { codeStars: 1200 }, []],
    ['several sources', { sources: 2 }, [{ kind: 'sources', count: 2 }]],
    ['no single source', { sources: 1 }, []],
    ['the place in the digest where nothing else is known', { position: 3 }, [{ kind: 'position', place: 3 }]],
    ['no place where anything else is known', { position: 3, comments: 1 }, [{ kind: 'comments', count: 1 }]],
    ['nothing', {}, []],
  ])('%s', (_, facts, signals) => {
    expect(signalsOf(facts)).toEqual(signals);
  });

  test('the strongest comes first', () => {
    const facts = { comments: 1, sources: 2, upvotes: votes([1, 41]) };
    expect(signalsOf(facts).map(({ kind }) => kind)).toEqual(['upvotes', 'sources', 'comments']);
  });
});

describe('the score', () => {
  const score = (facts: Partial<Rankable>) => scorePaper(paper(facts), NOW).score;

  test('grows with votes, comments, stars and sources', () => {
    const code = { code: 'https://github.com/a/b' };
    expect(score({ upvotes: votes([1, 9]) })).toBeGreaterThan(score({ upvotes: votes([1, 8]) }));
    expect(score({ comments: 2 })).toBeGreaterThan(score({ comments: 1 }));
    expect(score({ links: code, codeStars: 2 })).toBeGreaterThan(score({ links: code }));
    expect(score({ sources: 3 })).toBeGreaterThan(score({ sources: 2 }));
  });

  test('prefers what rises to what stands still', () => {
    expect(score({ upvotes: votes([24, 6], [1, 41]) })).toBeGreaterThan(score({ upvotes: votes([24, 41], [1, 41]) }));
  });

  test('lets the same votes weigh less the longer a paper has been here', () => {
    const aged = (hours: number) => score({ upvotes: votes([1, 41]), enteredAt: hoursAgo(hours) });
    expect(aged(0)).toBeGreaterThan(aged(48));
    expect(aged(48)).toBeGreaterThan(aged(480));
    expect(aged(480)).toBeGreaterThan(0);
  });

  test('prefers the front of a digest', () => {
    expect(score({ position: 1 })).toBeGreaterThan(score({ position: 2 }));
    expect(score({ position: 66 })).toBeGreaterThan(0);
  });

  test('is 0 where nothing is known', () => {
    expect(score({})).toBe(0);
  });
});

const anyPaper = fc.record(
  {
    title: fc.constantFrom('A', 'B'),
    upvotes: fc.array(fc.record({ at: fc.integer({ min: -24, max: 240 }).map(hoursAgo), count: fc.nat(99) }), {
      maxLength: 4,
    }),
    comments: fc.nat(3),
    links: fc.constantFrom({}, { code: 'https://github.com/a/b' }),
    codeStars: fc.nat(2000),
    sources: fc.nat(3),
    position: fc.integer({ min: 1, max: 66 }),
    listedAt: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21'),
  },
  { requiredKeys: ['title'] },
);
const papers = fc.array(anyPaper, { maxLength: 12 }).map(list => list.map((facts, id) => ({ ...facts, id })));

test('no score and no rise is ever negative', () => {
  fc.assert(
    fc.property(anyPaper, facts => {
      const { score, signals } = scorePaper(facts, NOW);
      expect(score).toBeGreaterThanOrEqual(0);
      for (const signal of signals) if (signal.kind === 'upvotes') expect(signal.rise ?? 1).toBeGreaterThan(0);
    }),
  );
});

describe('ranking', () => {
  const keyOf = ({ id }: { id: number }) => String(id).padStart(3, '0');

  test('is a total order: the same papers come in the same order, whatever order they came in', () => {
    const twice = papers.chain(list =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(twice, ([list, shuffled]) => {
        expect(rank(shuffled, NOW, keyOf)).toEqual(rank(list, NOW, keyOf));
      }),
    );
  });

  test('puts the higher score first and breaks ties by key', () => {
    fc.assert(
      fc.property(papers, list => {
        const ranked = rank(list, NOW, keyOf);
        expect(ranked).toHaveLength(list.length);
        for (const [at, paper] of ranked.entries()) {
          const before = ranked[at - 1];
          const isBehind =
            !before || before.score > paper.score || (before.score === paper.score && before.id < paper.id);
          expect(isBehind).toBe(true);
        }
      }),
    );
  });

  test('of the store breaks ties by age: the paper known longer comes first', () => {
    const stored = [10, 9, 100].map(id => ({ ...paper(), id, enteredAt: NOW.toISOString() }));
    expect(rankPapers(stored, NOW).map(({ id }) => id)).toEqual([9, 10, 100]);
  });

  test('leaves what it was given as it was', () => {
    const given = [paper({ comments: 1 }), paper({ comments: 9 })];
    rank(given, NOW, ({ comments }) => String(comments));
    expect(given).toEqual([paper({ comments: 1 }), paper({ comments: 9 })]);
  });
});
