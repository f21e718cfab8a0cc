import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Days, Interests } from '../../src/domain/subscriber.ts';
import { tryOut } from '../../src/select/try-out.ts';
import { indexed, interests, paper } from './readers.ts';

/** Tuesday to Thursday. */
const DUE = ['2026-11-17', '2026-11-18', '2026-11-19'].map(date => new Date(`${date}T07:00:00Z`));

const papers = [
  ['RL, the First', '2026-11-17'],
  ['RL for Robots', '2026-11-17'],
  ['Robots', '2026-11-18'],
  ['RL, a Survey', '2026-11-18'],
  ['A Gripper', '2026-11-19'],
  ['Bees', '2026-11-19'],
  ['RL of the Evening', '2026-11-20'],
].map(([title, date], at) => paper({ id: at + 1, title, enteredAt: `${date}T06:00:00.000Z` }));

function tried(
  chosen: Partial<Interests>,
  { papersPerMail = 10, given = papers as RankedPaper[], days = 'weekdays' as Days } = {},
) {
  return tryOut(indexed(given), { interests: interests(chosen), papersPerMail, rhythm: { days } }, DUE);
}

describe('trying out interests tells', () => {
  test('how many mails would have come, and how many papers each', () => {
    expect(tried({ keywords: ['gripper', 'first'] })).toMatchObject({
      considered: 7,
      matched: 2,
      due: 3,
      mails: [1, 1],
    });
  });

  test('nothing twice, nothing before it came in, and no more than fit a mail', () => {
    const { mails, examples } = tried({ topics: ['rl'] }, { papersPerMail: 1 });
    expect(mails).toEqual([1, 1, 1]);
    expect(examples.map(({ paperId }) => paperId)).toEqual([1, 2, 4]);
  });

  test('five examples with their reasons, best first', () => {
    const { examples } = tried({});
    expect(examples.map(({ paperId }) => paperId)).toEqual([1, 2, 3, 4, 5]);
    expect(tried({ topics: ['robots'] }).examples[0]?.reasons).toMatchObject([{ kind: 'topic', topic: 'robots' }]);
  });

  test('no example that only has the place from outside', () => {
    const { examples, mails } = tried({ topics: ['robots'], outside: true });
    expect(mails).toEqual([2, 2, 2]);
    expect(examples.map(({ paperId }) => paperId)).toEqual([2, 3, 5]);
  });

  test('what the window of the rhythm lets in', () => {
    const given = [paper({ id: 1, title: 'RL', enteredAt: '2026-11-10T06:00:00.000Z' })];
    expect(tried({ topics: ['rl'] }, { given }).mails).toEqual([]);
    expect(tried({ topics: ['rl'] }, { given, days: 'weekly:tue' }).mails).toEqual([1]);
  });

  test('what was just missed, of what no mail would have held', () => {
    expect(tried({ topics: ['rl'], keywords: ['rl + bees'], muted: ['survey'] }).missed).toEqual([
      { paperId: 4, miss: { kind: 'muted', word: 'survey' } },
      { paperId: 6, miss: { kind: 'part', keyword: 'rl + bees', missing: 'rl' } },
    ]);
  });

  test('what each muted word removed of what would match', () => {
    expect(tried({ topics: ['rl'], muted: ['survey', 'bee', 'robot', 'rl + survey'] }).muted).toEqual([
      { word: 'survey', removed: [4] },
      { word: 'bee', removed: [] },
      { word: 'robot', removed: [2] },
      { word: 'rl + survey', removed: [4] },
    ]);
  });

  test('which keyword brings the most that nothing else brings', () => {
    const chosen = { topics: ['rl'], keywords: ['survey', 'robot*', 'gripper', 'bee', 'hive'], muted: ['bee'] };
    expect(tried(chosen).keywords).toEqual([
      { keyword: 'robot*', papers: 2, alone: 1 },
      { keyword: 'gripper', papers: 1, alone: 1 },
      { keyword: 'survey', papers: 1, alone: 0 },
      { keyword: 'bee', papers: 0, alone: 0 },
      { keyword: 'hive', papers: 0, alone: 0 },
    ]);
  });

  test('for how many papers a category is known, where one was chosen', () => {
    const given = [
      paper({ id: 1, categories: ['cs.LG'] }),
      paper({ id: 2, primaryCategory: 'cs.CL' }),
      paper({ id: 3, categories: [] }),
    ];
    expect(tried({ categories: ['cs.LG'] }, { given }).categoriesKnown).toBe(2);
    expect(tried({}, { given })).not.toHaveProperty('categoriesKnown');
  });

  test('that there is nothing where no papers are', () => {
    expect(tried({ keywords: ['rl'] }, { given: [] })).toMatchObject({
      considered: 0,
      matched: 0,
      mails: [],
      examples: [],
    });
  });
});
