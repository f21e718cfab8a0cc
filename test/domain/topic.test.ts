import { describe, expect, test } from 'vitest';
import { addOwnTopics, type Catalogue, readCatalogue, type Topic } from '../../src/domain/topic.ts';

const topic = { id: 'rl', name: 'Reinforcement learning', group: 'act', description: 'Rewards', strong: ['RL'] };
const robots = { id: 'robots', name: 'Robots', group: 'act', description: 'Machines', strong: ['robot'] };
const read = (...topics: object[]) => readCatalogue({ version: 1, groups: { act: 'Agents' }, topics });

test('a sound catalogue is read, with empty lists where nothing is said', () => {
  expect(read(topic)).toMatchObject({ catalogue: { topics: [{ id: 'rl', weak: [], exclude: [] }] } });
});

test('a topic may take over the ids of others, and two topics the same one', () => {
  const split = [
    { ...topic, aliases: ['agents', 'old'] },
    { ...robots, aliases: ['agents'] },
  ];
  expect(read(...split)).toHaveProperty('catalogue');
});

describe('a broken catalogue is refused; place and value are named, and what was expected:', () => {
  test.each([
    ['an id twice', [topic, { ...robots, id: 'rl' }], 'topic "rl": id is "rl": expected an id that no other topic has'],
    ['a name twice', [topic, { ...robots, name: topic.name }], 'topic "robots": name is "Reinforcement learning"'],
    ['an id with spaces', [{ ...topic, id: 'deep rl' }], 'id is "deep rl": expected lower-case letters, digits'],
    ['an unknown group', [{ ...topic, group: 'lang' }], 'topic "rl": group is "lang": expected one of act'],
    ['a group named like a method', [{ ...topic, group: 'toString' }], 'group is "toString"'],
    ['a phrase twice', [{ ...topic, weak: ['RL'] }], 'topic "rl": weak[0] is "RL": expected each phrase once'],
    ['an empty phrase', [{ ...topic, strong: [' '] }], 'strong[0] is " ": expected a phrase with letters or digits'],
    ['a phrase without letters', [{ ...topic, weak: ['?!'] }], 'weak[0] is "?!": expected a phrase with letters'],
    ['no strong phrase', [{ ...topic, strong: [] }], 'topic "rl": strong is []: expected at least one phrase'],
    ['a phrase in place of a list', [{ ...topic, strong: 'RL' }], 'strong is "RL": expected a list of phrases'],
    ['no description', [{ ...topic, description: '' }], 'description is "": expected one line of text'],
    ['a name on two lines', [{ ...topic, name: 'RL\nX' }], String.raw`name is "RL\nX": expected one line of text`],
    ['a field that there is none of', [{ ...topic, phrases: [] }], 'phrases is []: expected no such field, but id,'],
    ['no arXiv id', [{ ...topic, gold: ['PPO'] }], 'gold[0] is "PPO": expected an arXiv id such as 1706.03762'],
    ['an alias that is a topic', [topic, { ...robots, aliases: ['rl'] }], 'topic "robots": aliases[0] is "rl"'],
    ['an id that is an alias', [{ ...topic, aliases: ['robots'] }, robots], 'topic "robots": id is "robots"'],
    ['a topic its own alias', [{ ...topic, aliases: ['rl'] }], 'aliases[0] is "rl": expected an id that no topic has'],
    ['an alias twice', [{ ...topic, aliases: ['old', 'old'] }], 'topic "rl": aliases[1] is "old"'],
    ['a topic without an id', [{ ...topic, id: undefined }], 'topics[0]: id is missing: expected lower-case letters'],
    ['no topics', [], 'topics is []: expected at least one topic'],
    ['no topic', ['rl'], 'topics[0] is "rl": expected a topic with fields such as id'],
  ])('%s', (_, topics, fault) => {
    expect(read(...(topics as object[]))).toEqual({ fault: expect.stringContaining(fault) });
  });

  test('something else altogether', () => {
    expect(readCatalogue('topics')).toHaveProperty('fault');
  });

  test('with all of its faults', () => {
    const found = read({ ...topic, group: 'x' }, { ...robots, group: 'y' });
    expect('fault' in found && found.fault.split('\n')).toHaveLength(2);
  });
});

describe('topics of an operator', () => {
  const complete = (written: Omit<Topic, 'weak' | 'exclude'>): Topic => ({ ...written, weak: [], exclude: [] });
  const ours: Catalogue = {
    version: 1,
    groups: { act: 'Agents' },
    topics: [complete({ ...topic, aliases: ['bandits'] }), complete(robots)],
  };
  const bees = { id: 'own-bees', name: 'Bees', group: 'act', description: 'Hives', strong: ['bee'] };
  const add = (own: unknown) => addOwnTopics(ours, own);

  test('come behind ours, in our groups or in others', () => {
    const own = { groups: { farm: 'Farm' }, topics: [bees, { ...bees, id: 'own-cows', name: 'Cows', group: 'farm' }] };
    expect(add(own)).toMatchObject({
      catalogue: {
        groups: { act: 'Agents', farm: 'Farm' },
        topics: [{ id: 'rl' }, { id: 'robots' }, { id: 'own-bees', weak: [] }, { id: 'own-cows' }],
      },
    });
  });

  test('do not change ours', () => {
    const before = structuredClone(ours);
    add({ groups: { farm: 'Farm' }, topics: [bees] });
    expect(ours).toEqual(before);
  });

  test.each([
    [
      'the id of one of ours',
      { topics: [{ ...bees, id: 'rl' }] },
      ['topics', 0, 'id'],
      'unlike "Reinforcement learning"',
    ],
    [
      'an id that ours had',
      { topics: [{ ...bees, id: 'bandits' }] },
      ['topics', 0, 'id'],
      'topic "bandits": id is "bandits"',
    ],
    [
      'the name of one of ours',
      { topics: [bees, { ...bees, id: 'own-b', name: 'Robots' }] },
      ['topics', 1, 'name'],
      'unlike "robots"',
    ],
    [
      'one of our ids as an alias',
      { topics: [{ ...bees, aliases: ['rl'] }] },
      ['topics', 0, 'aliases', 0],
      'aliases[0] is "rl"',
    ],
    [
      'another name for our group',
      { groups: { act: 'Acts' }, topics: [bees] },
      ['groups', 'act'],
      'groups.act is "Acts"',
    ],
    [
      "a group that is nobody's",
      { topics: [{ ...bees, group: 'farm' }] },
      ['topics', 0, 'group'],
      'expected one of act',
    ],
    ['a group id with capitals', { groups: { Farm: 'x' }, topics: [bees] }, ['groups', 'Farm'], 'expected lower-case'],
    [
      'a field beside topics',
      { topics: [bees], version: 1 },
      ['version'],
      'expected no such field, but groups, topics',
    ],
    ['a list', [bees], [], 'expected a list of topics under "topics:"'],
    ['nothing', null, [], 'the file is null: expected a list of topics under "topics:"'],
  ])('are refused with %s', (_, own, path, reason) => {
    expect(add(own)).toEqual({ faults: [{ path, reason: expect.stringContaining(reason) }] });
  });
});
