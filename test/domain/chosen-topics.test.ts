import { describe, expect, test } from 'vitest';
import { chosenTopics, namesOfChosen, topicsById } from '../../src/domain/chosen-topics.ts';

const TOPICS = [
  { id: 'rl', name: 'Reinforcement learning', aliases: ['deep-rl'] },
  { id: 'language', name: 'Language', aliases: ['nlp'] },
  { id: 'translation', name: 'Translation', aliases: ['nlp'] },
  { id: 'bees', name: 'Bees' },
];

test('an id stands for its topic, an old one for the topics that took it over', () => {
  const ids = [...topicsById(TOPICS)].map(([id, topics]) => [id, topics.map(topic => topic.id)]);
  expect(Object.fromEntries(ids)).toEqual({
    rl: ['rl'],
    language: ['language'],
    translation: ['translation'],
    bees: ['bees'],
    'deep-rl': ['rl'],
    nlp: ['language', 'translation'],
  });
});

describe('what was chosen', () => {
  test('is each topic once, in the order of choosing', () => {
    const { topics, gone } = chosenTopics(['bees', 'nlp', 'translation', 'deep-rl', 'rl'], TOPICS);
    expect(topics.map(({ id }) => id)).toEqual(['bees', 'language', 'translation', 'rl']);
    expect(gone).toEqual([]);
  });

  test('is shown by the names of today, and what was taken out as that', () => {
    expect(namesOfChosen(['nlp', 'alchemy', 'deep-rl'], TOPICS)).toEqual([
      'Language',
      'Translation',
      'Reinforcement learning',
      'alchemy (no longer in the catalogue)',
    ]);
  });
});
