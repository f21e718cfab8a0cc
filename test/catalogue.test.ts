// The catalogue that comes with the program: what readers were promised about it, and what they see of it.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { topicsById } from '../src/domain/chosen-topics.ts';
import { type Catalogue, readCatalogue } from '../src/domain/topic.ts';
import { compileCatalogue, matchTopics, TIER_FROM } from '../src/select/match-topics.ts';
import type { TopicWeights } from '../src/select/topic-judge.ts';

const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const written = readJson('../topics/catalogue.json') as Catalogue;
const weights = readJson('../models/topic-weights.json') as TopicWeights;

/** Every id that readers could ever choose: add new ones, never take one out. */
const PUBLISHED = [
  ...['rl', 'reasoning', 'agents', 'rag', 'multimodal', 'image-gen', 'video', '3d', 'robotics', 'driving', 'audio'],
  ...['safety', 'alignment', 'interp', 'efficiency', 'training', 'architectures', 'benchmarks', 'data', 'medical'],
  ...['science', 'code', 'theory', 'timeseries', 'graphs', 'recsys', 'nlp', 'vision', 'privacy', 'uncertainty'],
  ...['transfer', 'repr', 'multiagent', 'worldmodels', 'society', 'symbolic', 'humans', 'factuality', 'llm'],
];

test('is valid', () => {
  expect(readCatalogue(written)).not.toHaveProperty('fault');
});

test('every id that was ever published still leads to a topic, and every topic is among them', () => {
  expect([...topicsById(written.topics).keys()].sort()).toEqual([...PUBLISHED].sort());
});

test('ids that begin with "own-" are left to operators', () => {
  expect(PUBLISHED.filter(id => id.startsWith('own-'))).toEqual([]);
});

test('every group has topics', () => {
  expect(Object.keys(written.groups).sort()).toEqual([...new Set(written.topics.map(({ group }) => group))].sort());
});

describe('the example of each topic', () => {
  const compiled = compileCatalogue(written, weights);

  test.each(written.topics)('$id is told as a match', ({ id, example = '' }) => {
    const found = matchTopics(compiled, { title: example }).find(topic => topic.id === id);
    expect(found?.score, example).toBeGreaterThanOrEqual(TIER_FROM.match);
  });

  test('is its own', () => {
    expect(new Set(written.topics.map(({ example }) => example)).size).toBe(written.topics.length);
  });
});

test('well-known papers are named by id, each for one topic', () => {
  const ids = written.topics.flatMap(({ gold = [] }) => gold);
  expect(ids.length).toBeGreaterThan(written.topics.length);
  expect(new Set(ids).size).toBe(ids.length);
});
