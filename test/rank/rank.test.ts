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

/** Votes are counted there, and nobody has voted. */
const listed: Partial<Rankable> = { upvotes: votes([1, 0]) };

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
    ['nothing of a vote that nobody gave', { upvotes: votes([1, 0]) }, []],
    ['no votes counted later than the moment', { upvotes: votes([1, 6], [-3, 41]) }, [{ kind: 'upvotes', count: 6 }]],
    ['comments', { ...listed, comments: 3 }, [{ kind: 'comments', count: 3 }]],
    ['code', { ...listed, links: { code: 'https://github.com/a/b' } }, [{ kind: 'code' }]],
    [
      'code and its stars',
      { ...listed, links: { code: 'https://github.com/a/b' }, codeStars: 1200 },
      [{ kind: 'code', stars: 1200 }],
    ],
    ['no stars without code', { ...listed, codeStars: 1200 }, []],
    ['several sources', { ...listed, sources: 2 }, [{ kind: 'sources', count: 2 }]],
    ['no single source', { ...listed, sources: 1 }, []],
    ['the place in the digest where no votes are known', { position: 3 }, [{ kind: 'position', place: 3 }]],
    ['no place where votes are known', { position: 3, upvotes: votes([1, 6]) }, [{ kind: 'upvotes', count: 6 }]],
    ['the text where neither votes nor a place are known', {}, [{ kind: 'text', likelihood: 0.1 }]],
  ])('%s', (_, facts, signals) => {
    expect(signalsOf(facts)).toEqual(signals);
  });

  test('the strongest comes first', () => {
    const facts = { comments: 1, sources: 2, upvotes: votes([1, 41]) };
    expect(signalsOf(facts).map(({ kind }) => kind)).toEqual(['upvotes', 'sources', 'comments']);
    expect(signalsOf({ comments: 90 }).map(({ kind }) => kind)).toEqual(['text', 'comments']);
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
    expect(aged(2)).toBeGreaterThan(aged(48));
    expect(aged(48)).toBeGreaterThan(aged(480));
    expect(aged(480)).toBeGreaterThan(score({ upvotes: votes([1, 6]), enteredAt: hoursAgo(480) }));
  });

  test('prefers the front of a digest', () => {
    expect(score({ position: 1 })).toBeGreaterThan(score({ position: 2 }));
    expect(score({ position: 66 })).toBeGreaterThan(0);
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
