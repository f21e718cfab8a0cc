import { describe, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Interests } from '../../src/domain/subscriber.ts';
import { judge } from '../../src/select/judge.ts';
import { indexed, interests, paper } from './readers.ts';

function judged(facts: Partial<RankedPaper>, chosen: Partial<Interests>) {
  return judge(indexed([paper(facts)]), 0, interests(chosen));
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
    evidence: [{ phrase: 'Survey', field: 'title', count: 1, start: 2, end: 8 }],
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
  test('match the words that the reader wrote, and quote the paper', () => {
    expect(judged({ title: 'World-Models' }, { keywords: ['world model', 'nowhere'] })).toEqual({
      kind: 'matched',
      reasons: [
        {
          kind: 'keyword',
          keyword: 'world model',
          evidence: [{ phrase: 'World-Models', field: 'title', count: 1, start: 0, end: 12 }],
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
      reasons: [{ keyword: 'robot*', evidence: [{ phrase: 'Robotics' }] }],
    });
  });

  test('in quotes match only these very forms, in any case', () => {
    expect(kindsOf({ title: 'Reward-Model' }, { keywords: ['"reward model"'] })).toEqual(['keyword']);
    expect(kindsOf({ title: 'Reward Models' }, { keywords: ['"reward model"'] })).toEqual(['unmatched']);
    expect(kindsOf({ title: 'LLMs' }, { keywords: ['"LLMs"'] })).toEqual(['keyword']);
    expect(kindsOf({ title: 'LLM' }, { keywords: ['"LLMs"'] })).toEqual(['unmatched']);
    expect(kindsOf({ title: 'llms' }, { keywords: ['"LLMs"'] })).toEqual(['unmatched']);
  });

  test('with + match a paper that has all the parts, wherever, and show each', () => {
    const facts = { title: 'Diffusion Models', abstract: 'For protein design.' };
    expect(judged(facts, { keywords: ['"protein design" + diffus*'] })).toEqual({
      kind: 'matched',
      reasons: [
        {
          kind: 'keyword',
          keyword: '"protein design" + diffus*',
          evidence: [
            { phrase: 'protein design', field: 'abstract', count: 1, start: 4, end: 18 },
            { phrase: 'Diffusion', field: 'title', count: 1, start: 0, end: 9 },
          ],
        },
      ],
    });
    expect(kindsOf({ title: 'Diffusion' }, { keywords: ['"protein design" + diffus*'] })).toEqual(['unmatched']);
    expect(kindsOf(facts, { muted: ['protein + diffusion'] })).toEqual(['muted']);
    expect(kindsOf(facts, { muted: ['protein + cell'] })).toEqual(['trending']);
  });

  test('in the title come first', () => {
    const judgement = judged({ title: 'Hive', abstract: 'A bee.' }, { keywords: ['bee', 'hive'] });
    expect(judgement).toMatchObject({ reasons: [{ keyword: 'hive' }, { keyword: 'bee' }] });
  });

  test.each(['+++', '""', '*'])('without any word match nothing: %s', keyword => {
    expect(kindsOf({ title: '+++ "" *' }, { keywords: [keyword] })).toEqual(['unmatched']);
  });

  test.each(['world + ', '"world', 'a* world'])('of before there was a syntax match by their words: %s', keyword => {
    expect(kindsOf({ title: 'C, the World, and a world' }, { keywords: [keyword] })).toEqual(['keyword']);
  });

  test('that end in signs match these alone, and a bare letter none of them', () => {
    const found = (title: string) =>
      ['C', 'C++', '"C++"', 'C#', 'C++ + code'].filter(
        keyword => kindsOf({ title }, { keywords: [keyword] })[0] === 'keyword',
      );
    expect(found('Vitamin C')).toEqual(['C']);
    expect(found('Code in C++20')).toEqual(['C++', '"C++"', 'C++ + code']);
    expect(found('Code in C#.')).toEqual(['C#']);
    expect(found('Code in C/C++')).toEqual(['C', 'C++', '"C++"', 'C++ + code']);
  });

  test('spelled in two ways in a field are one place and its words, counted together', () => {
    const facts = { title: 'Onion', abstract: 'Chest X-rays. A chest X ray. Onions.' };
    expect(judged(facts, { keywords: ['chest x ray'] })).toMatchObject({
      reasons: [{ evidence: [{ phrase: 'Chest X-rays', field: 'abstract', count: 2, start: 0, end: 12 }] }],
    });
  });

  test('of two readers who spell them otherwise are quoted alike, each beside the own keyword', () => {
    const [hers, his] = [interests({ keywords: ['World-Model'] }), interests({ keywords: ['world models'] })];
    const index = indexed([paper({ title: 'A world model' })]);
    expect(judge(index, 0, his)).toMatchObject({
      reasons: [{ keyword: 'world models', evidence: [{ phrase: 'world model' }] }],
    });
    expect(judge(index, 0, hers)).toMatchObject({
      reasons: [{ keyword: 'World-Model', evidence: [{ phrase: 'world model' }] }],
    });
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

describe('labs', () => {
  test.each(['Lab of Bees', 'lab of bees', 'Lab-of-Bees', 'Bees', 'Lâb of'])(
    'match by whole words of the name: %s',
    lab => {
      expect(judged({ organization: 'The Lab of Bees' }, { labs: [lab] })).toEqual({
        kind: 'matched',
        reasons: [{ kind: 'lab', lab, organization: 'The Lab of Bees' }],
      });
    },
  );

  test.each(['Bee', 'Bees Lab', 'Lab Bees', '…'])('do not match by %s', lab => {
    expect(kindsOf({ organization: 'The Lab of Bees' }, { labs: [lab] })).toEqual(['unmatched']);
  });

  test('match nothing where no organization is known', () => {
    expect(kindsOf({}, { labs: ['Bees'] })).toEqual(['unmatched']);
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

  test('match in any case, archives with all that is in them, and nothing else that only begins alike', () => {
    expect(kindsOf({ categories: ['cs.LG'] }, { categories: ['cs.lg'] })).toEqual(['category']);
    expect(kindsOf({ categories: ['cs.LG'] }, { categories: ['cs'] })).toEqual(['category']);
    expect(kindsOf({ primaryCategory: 'q-bio.NC' }, { categories: ['q-bio'] })).toEqual(['category']);
    expect(kindsOf({ categories: ['cs.LG'] }, { categories: ['cs.L'] })).toEqual(['unmatched']);
    expect(kindsOf({ categories: ['math-ph'] }, { categories: ['math'] })).toEqual(['unmatched']);
    expect(kindsOf({ categories: ['cs'] }, { categories: ['cs.LG'] })).toEqual(['unmatched']);
  });
});

test('all reasons are told, topics first', () => {
  const facts = { title: 'RL for World Models', authors: ['Ada Byron'], organization: 'Bees', categories: ['cs.LG'] };
  const chosen = {
    categories: ['cs.LG'],
    labs: ['Bees'],
    authors: ['Ada Byron'],
    keywords: ['world model'],
    topics: ['rl'],
  };
  expect(kindsOf(facts, chosen)).toEqual(['topic', 'keyword', 'author', 'lab', 'category']);
});
