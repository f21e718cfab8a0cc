import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Interests } from '../../src/domain/subscriber.ts';
import { judge } from '../../src/select/judge.ts';
import { CATALOGUE, interests, paper, scan } from './readers.ts';

function judged(facts: Partial<RankedPaper>, chosen: Partial<Interests>) {
  const reader = interests(chosen);
  const [scanned] = scan([paper(facts)], reader);
  return judge(scanned!, reader, CATALOGUE);
}

function kindsOf(facts: Partial<RankedPaper>, chosen: Partial<Interests>): string[] {
  const judgement = judged(facts, chosen);
  return judgement.kind === 'matched' ? judgement.reasons.map(({ kind }) => kind) : [judgement.kind];
}

test('whoever chose nothing gets what is trending', () => {
  expect(judged({}, {})).toEqual({ kind: 'matched', reasons: [{ kind: 'trending' }] });
});

test('what nobody has voted for is picked, not trending', () => {
  const signals = [{ kind: 'text' as const, likelihood: 0.4 }];
  expect(judged({ signals }, {})).toEqual({ kind: 'matched', reasons: [{ kind: 'picked' }] });
});

test('a muted word beats no interests, topics, keywords, authors and categories', () => {
  const facts = { title: 'A Survey of RL', authors: ['Ada Byron'], categories: ['cs.LG'] };
  const chosen = { topics: ['rl'], keywords: ['survey'], authors: ['Ada Byron'], categories: ['cs.LG'] };
  expect(judged(facts, { ...chosen, muted: ['survey'] })).toEqual({
    kind: 'muted',
    word: 'survey',
    evidence: [{ phrase: 'survey', field: 'title', count: 1, start: 2, end: 8 }],
  });
  expect(kindsOf(facts, { muted: ['survey'] })).toEqual(['muted']);
  expect(kindsOf({ abstract: 'We survey.' }, { muted: ['survey'] })).toEqual(['muted']);
});

test('whoever only muted something gets what is trending besides', () => {
  expect(kindsOf({}, { muted: ['survey'] })).toEqual(['trending']);
});

test('a chosen topic matches with its name, tier and evidence', () => {
  expect(judged({ title: 'RL for Robots' }, { topics: ['rl'] })).toEqual({
    kind: 'matched',
    reasons: [
      {
        kind: 'topic',
        topic: 'rl',
        name: 'Reinforcement learning',
        tier: 'related',
        evidence: [{ phrase: 'RL', field: 'title', count: 1, start: 0, end: 2 }],
      },
    ],
  });
});

test('a topic that was not chosen does not match', () => {
  expect(judged({ title: 'RL for Robots' }, { topics: ['vision'] })).toEqual({ kind: 'unmatched' });
});

test('the surest topic is named first', () => {
  const facts = { title: 'Robots', abstract: 'RL. RL. RL. RL. A robot. A robot.' };
  const judgement = judged(facts, { topics: ['rl', 'robots'] });
  expect(judgement).toMatchObject({ reasons: [{ topic: 'robots' }, { topic: 'rl' }] });
});

describe('keywords', () => {
  test('match the words as the reader wrote them', () => {
    expect(judged({ title: 'World-Models' }, { keywords: ['world model', 'nowhere'] })).toEqual({
      kind: 'matched',
      reasons: [
        {
          kind: 'keyword',
          keyword: 'world model',
          evidence: [{ phrase: 'world model', field: 'title', count: 1, start: 0, end: 12 }],
        },
      ],
    });
  });

  test('in lower case find an acronym, and in capitals only that', () => {
    expect(kindsOf({ title: 'RL' }, { keywords: ['rl'] })).toEqual(['keyword']);
    expect(kindsOf({ title: 'rl' }, { keywords: ['RL'] })).toEqual(['unmatched']);
  });

  test('that are beginnings show what they found', () => {
    expect(judged({ title: 'Robotics' }, { keywords: ['robot*'] })).toMatchObject({
      reasons: [{ keyword: 'robot*', evidence: [{ phrase: 'robotics' }] }],
    });
  });

  test('without any word match nothing', () => {
    expect(kindsOf({ title: '+++' }, { keywords: ['+++'] })).toEqual(['unmatched']);
  });

  test('of one reader are not shown to another who spells them otherwise', () => {
    const [hers, his] = [interests({ keywords: ['World-Model'] }), interests({ keywords: ['world models'] })];
    const [scanned] = scan([paper({ title: 'A world model' })], hers, his);
    expect(judge(scanned!, his, CATALOGUE)).toMatchObject({ reasons: [{ evidence: [{ phrase: 'world models' }] }] });
    expect(judge(scanned!, hers, CATALOGUE)).toMatchObject({ reasons: [{ evidence: [{ phrase: 'World-Model' }] }] });
  });
});

describe('authors', () => {
  test.each(['Kaiming He', 'He, Kaiming', 'kaiming he', 'Kaiming  HE'])('match in any order and case: %s', author => {
    expect(judged({ authors: ['Xiangyu Zhang', 'Kaiming He'] }, { authors: [author] })).toEqual({
      kind: 'matched',
      reasons: [{ kind: 'author', author }],
    });
  });

  test('match without their accents', () => {
    expect(kindsOf({ authors: ['Jürgen Schmidhuber'] }, { authors: ['Jurgen Schmidhuber'] })).toEqual(['author']);
  });

  test('do not match by half a name', () => {
    expect(kindsOf({ authors: ['Kaiming He'] }, { authors: ['He'] })).toEqual(['unmatched']);
  });
});

describe('categories', () => {
  test.each<[string, Partial<RankedPaper>]>([
    ['a category of the paper', { categories: ['cs.AI', 'cs.LG'] }],
    ['its primary one', { primaryCategory: 'cs.LG' }],
  ])('match %s', (_, facts) => {
    expect(judged(facts, { categories: ['cs.LG'] })).toEqual({
      kind: 'matched',
      reasons: [{ kind: 'category', category: 'cs.LG' }],
    });
  });

  test('match in any case, but nothing that only begins alike', () => {
    expect(kindsOf({ categories: ['cs.LG'] }, { categories: ['cs.lg'] })).toEqual(['category']);
    expect(kindsOf({ categories: ['cs.LG'] }, { categories: ['cs'] })).toEqual(['unmatched']);
  });
});

test('all reasons are told, topics first', () => {
  const facts = { title: 'RL for World Models', authors: ['Ada Byron'], categories: ['cs.LG'] };
  const chosen = { topics: ['rl'], keywords: ['world model'], authors: ['Ada Byron'], categories: ['cs.LG'] };
  expect(kindsOf(facts, chosen)).toEqual(['topic', 'keyword', 'author', 'category']);
});
