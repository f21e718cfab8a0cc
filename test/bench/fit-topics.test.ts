import { describe, expect, test } from 'vitest';
import { fitTopicJudge, lessonsOf } from '../../bench/training/fit-topic-judge.ts';
import { fitTopicWords } from '../../bench/training/fit-topic-words.ts';
import type { LabelledPaper } from '../../bench/training/topic-papers.ts';
import type { Catalogue } from '../../src/domain/topic.ts';
import { compileCatalogue, matchTopics } from '../../src/select/match-topics.ts';

const topic = (id: string, strong: string[]) => ({
  ...{ id, name: id, group: 'all', description: 'd' },
  ...{ strong, weak: [], exclude: [] },
});
const CATALOGUE: Catalogue = {
  version: 1,
  groups: { all: 'All' },
  topics: [topic('bees', ['honey bee', 'hive']), topic('tides', ['tide', 'high water'])],
};

const WITH_PHRASES = [
  { title: 'Honey Bee Hives', abstract: 'A honey bee in its hive gathers nectar.', labels: ['bees'] },
  { title: 'Tides at High Water', abstract: 'The tide at high water lifts the harbour.', labels: ['tides'] },
  { title: 'Walls of Castles', abstract: 'Masonry and mortar.', labels: [] },
];
const WITHOUT = [
  { title: 'Nectar', abstract: 'Who gathers it?', labels: ['bees'] },
  { title: 'The Harbour', abstract: 'What lifts it?', labels: ['tides'] },
];

function papers(kinds: readonly Pick<LabelledPaper, 'title' | 'abstract' | 'labels'>[]): LabelledPaper[] {
  const scored = ['bees', 'tides'];
  return Array.from({ length: 120 }, (_, at) => ({
    id: `${at}`,
    scored,
    source: 'made up',
    ...kinds[at % kinds.length]!,
  }));
}

describe('what is learned', () => {
  const words = fitTopicWords(CATALOGUE, papers(WITH_PHRASES));
  const weights = fitTopicJudge(
    lessonsOf(papers([...WITH_PHRASES, ...WITHOUT]), compileCatalogue(CATALOGUE), words),
    words,
  );
  const learned = compileCatalogue(CATALOGUE, weights);
  const surest = (title: string) => matchTopics(learned, { title })[0]?.id;

  test('are words that go with the phrases, one letter for each topic', () => {
    expect(words.weights.nectar).toMatch(/^[A-Z][a-z.]$/);
    expect(words.weights.harbour).toMatch(/^[a-z.][A-Z]$/);
  });

  test('finds a topic by words that are no phrases of it', () => {
    expect(matchTopics(compileCatalogue(CATALOGUE), { title: 'Nectar' })).toEqual([]);
    expect(surest('Nectar')).toBe('bees');
    expect(surest('Harbour')).toBe('tides');
  });

  test('finds nothing in papers about neither', () => {
    expect(surest('Mortar of Masonry')).toBeUndefined();
  });

  test('is the same every time', () => {
    expect(fitTopicWords(CATALOGUE, papers(WITH_PHRASES))).toEqual(words);
  });
});
