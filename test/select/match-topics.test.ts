import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalogue, type Topic } from '../../src/domain/topic.ts';
import { compileCatalogue, matchTopics } from '../../src/select/match-topics.ts';

function matches(phrases: Partial<Pick<Topic, 'strong' | 'weak' | 'exclude'>>, title: string, abstract?: string) {
  const topic: Topic = {
    id: 'rl',
    name: 'RL',
    group: 'act',
    description: 'd',
    strong: [],
    weak: [],
    exclude: [],
    ...phrases,
  };
  const catalogue = compileCatalogue({ version: 1, groups: { act: 'Agents' }, topics: [topic] });
  return matchTopics(catalogue, { title, abstract });
}

const scoreOf = (...args: Parameters<typeof matches>) => matches(...args)[0]?.score;

describe('the score of a topic', () => {
  const bandit = { strong: ['bandit'] };

  test.each([
    ['a phrase in the title counts 2.5', 'A Bandit', undefined, 2.5],
    ['repeating it in the title adds nothing', 'Bandit, a Bandit', undefined, 2.5],
    ['in the abstract it counts 1', 'A Bandit', 'A bandit.', 3.5],
    ['and each repeat adds 0.4', 'A Bandit', 'A bandit. A bandit.', 3.9],
    ['up to 2 in all', 'A Bandit', 'Bandit. '.repeat(9), 4.5],
    ['once in the abstract is too little for any tier', 'Slot Machines', 'A bandit.', undefined],
    ['twice in the abstract still is', 'Slot Machines', 'Bandit. Bandit.', undefined],
    ['four times are enough', 'Slot Machines', 'Bandit. '.repeat(4), 2],
  ])('%s', (_, title, abstract, score) => {
    expect(scoreOf(bandit, title, abstract)).toBe(score);
  });

  test('adds up over phrases', () => {
    expect(scoreOf({ strong: ['bandit', 'regret'] }, 'Bandit Regret', 'Bandit regret.')).toBe(7);
  });

  test('counts supporting phrases half', () => {
    expect(scoreOf({ strong: ['bandit'], weak: ['arm'] }, 'A Bandit', 'Each arm.')).toBe(3);
  });

  test('counts all supporting phrases together at most 1', () => {
    const abstract = 'Each arm, each reward, each agent, each action.';
    const weak = ['arm', 'reward', 'agent', 'action'];
    expect(scoreOf({ strong: ['bandit'], weak }, 'A Bandit', abstract)).toBe(3.5);
    expect(scoreOf({ strong: [], weak }, 'Arm, Reward, Agent, Action', abstract)).toBeUndefined();
  });

  test.each([
    ['related', 'A Bandit', ''],
    ['match', 'A Bandit', 'Bandit.'],
    ['strong', 'Bandit Regret', 'Bandit regret.'],
  ])('makes the tier %s', (tier, title, abstract) => {
    expect(matches({ strong: ['bandit', 'regret'] }, title, abstract)[0]?.tier).toBe(tier);
  });
});

describe('words count once and only where they mean it:', () => {
  test('a phrase inside a longer one is not counted again', () => {
    const strong = ['reinforcement learning', 'deep reinforcement learning', 'learning'];
    expect(scoreOf({ strong }, 'Deep Reinforcement Learning')).toBe(2.5);
    expect(scoreOf({ strong }, 'Deep Reinforcement Learning', 'Reinforcement learning.')).toBe(3.5);
  });

  test('two spellings of one phrase are not counted twice', () => {
    expect(scoreOf({ strong: ['MDP', 'MDPs'] }, 'MDPs')).toBe(2.5);
  });

  test('a supporting phrase inside a telling one is not counted', () => {
    expect(scoreOf({ strong: ['reward model'], weak: ['reward'] }, 'A Reward Model')).toBe(2.5);
  });

  test('the words of an excluded phrase do not count', () => {
    const phrases = { strong: ['transformer'], weak: ['power'], exclude: ['power transformer'] };
    expect(matches(phrases, 'Power Transformer Faults', 'Power transformer.')).toEqual([]);
    expect(scoreOf(phrases, 'A Transformer for Power Transformer Faults')).toBe(2.5);
  });

  test('an acronym in the catalogue is none in lower case', () => {
    expect(matches({ strong: ['RL'] }, 'rl')).toEqual([]);
  });
});

test('the evidence says in the words of the paper which phrase stands where, how often, and what only supports', () => {
  const title = 'Off-Policy Bandits';
  const [match] = matches({ strong: ['bandit', 'off policy'], weak: ['arm'] }, title, 'Bandits. An arm of a bandit.');
  expect(match?.evidence).toEqual([
    { phrase: 'Off-Policy', field: 'title', count: 1, start: 0, end: 10 },
    { phrase: 'Bandits', field: 'title', count: 1, start: 11, end: 18 },
    { phrase: 'Bandits', field: 'abstract', count: 2, start: 0, end: 7 },
    { phrase: 'arm', field: 'abstract', count: 1, start: 12, end: 15, weak: true },
  ]);
});

describe('the catalogue that comes with the program', () => {
  const file = new URL('../../topics/catalogue.json', import.meta.url);
  const read = readCatalogue(JSON.parse(readFileSync(file, 'utf8')));
  if ('fault' in read) throw new Error(read.fault);
  const catalogue = compileCatalogue(read.catalogue);
  const topicsOf = (title: string) => matchTopics(catalogue, { title }).map(({ id }) => id);

  test.each([
    ['Asynchronous Methods for Deep Reinforcement Learning', 'rl'],
    ['NeRF: Representing Scenes as Neural Radiance Fields for View Synthesis', '3d'],
    ['Retrieval-Augmented Generation for Knowledge-Intensive NLP Tasks', 'rag'],
    ['U-Net: Convolutional Networks for Biomedical Image Segmentation', 'medical'],
  ])('knows what "%s" is about', (title, topic) => {
    expect(topicsOf(title)).toContain(topic);
  });

  test('names the surest topic first', () => {
    const found = matchTopics(catalogue, { title: 'Offline Reinforcement Learning for Robot Grasping' });
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    expect(found.length).toBeGreaterThan(1);
  });

  test('finds nothing in a title about nothing of ours', () => {
    expect(topicsOf('On the Colour of Autumn Leaves')).toEqual([]);
  });
});
