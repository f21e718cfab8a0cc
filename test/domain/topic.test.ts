import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Catalogue, readCatalogue } from '../../src/domain/topic.ts';

const written = JSON.parse(readFileSync(new URL('../../topics/catalogue.json', import.meta.url), 'utf8')) as Catalogue;

describe('the catalogue of topics', () => {
  test('is valid', () => {
    expect(readCatalogue(written)).not.toHaveProperty('fault');
  });

  test('has unique ids and unique names', () => {
    for (const field of ['id', 'name'] as const) {
      const values = written.topics.map(topic => topic[field]);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  test('has a topic in every group', () => {
    expect(Object.keys(written.groups).sort()).toEqual([...new Set(written.topics.map(({ group }) => group))].sort());
  });

  test.each(written.topics)('gives $id phrases with letters or digits, each with one meaning', topic => {
    const phrases = [...topic.strong, ...topic.weak, ...topic.exclude];
    expect(phrases.filter(phrase => !/[\p{L}\p{N}]/u.test(phrase) || phrase !== phrase.trim())).toEqual([]);
    expect(new Set(phrases).size).toBe(phrases.length);
    expect(topic.description).not.toBe('');
  });
});

describe('a broken catalogue is refused, and the fault is named', () => {
  const topic = { id: 'rl', name: 'Reinforcement learning', group: 'act', description: 'Rewards', strong: ['RL'] };
  const broken = (...topics: object[]) => readCatalogue({ version: 1, groups: { act: 'Agents' }, topics });

  test('while a sound one is read, with empty lists where nothing is said', () => {
    expect(broken(topic)).toMatchObject({ catalogue: { topics: [{ id: 'rl', weak: [], exclude: [] }] } });
  });

  test.each([
    ['an id twice', [topic, topic], 'topic id "rl" is used twice'],
    ['an id with spaces', [{ ...topic, id: 'deep rl' }], 'expected lower-case letters, digits and hyphens'],
    ['an unknown group', [{ ...topic, group: 'lang' }], 'topic "rl" names group "lang": expected one of act'],
    ['a group named like a method', [{ ...topic, group: 'toString' }], 'names group "toString"'],
    ['a phrase twice', [{ ...topic, weak: ['RL'] }], 'topic "rl" lists "RL" twice'],
    ['an empty phrase', [{ ...topic, strong: [' '] }], 'topics[0].strong[0]'],
    ['no strong phrase', [{ ...topic, strong: [] }], 'topics[0].strong'],
    ['no description', [{ ...topic, description: '' }], 'topics[0].description'],
    ['no topics', [], 'topics'],
  ])('%s', (_, topics, fault) => {
    expect(broken(...topics)).toEqual({ fault: expect.stringContaining(fault) });
  });

  test('something else altogether', () => {
    expect(readCatalogue('topics')).toHaveProperty('fault');
  });
});
