import { describe, expect, test } from 'vitest';
import type { Topic } from '../../src/domain/topic.ts';
import { judge } from '../../src/select/judge.ts';
import { missOf } from '../../src/select/just-missed.ts';
import { compileCatalogue } from '../../src/select/match-topics.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { select } from '../../src/select/select.ts';
import { scanTopics } from '../../src/select/topical-paper.ts';
import { interests, paper, reader } from './readers.ts';

const topic = (id: string, [phrase = '', ...more]: string[], aliases?: string[]): Topic => ({
  id,
  name: `About ${phrase}`,
  group: id === 'wasps' ? 'other' : 'farm',
  description: phrase,
  strong: [phrase, ...more],
  weak: [],
  exclude: [],
  ...(aliases && { aliases }),
});

const CATALOGUE = compileCatalogue({
  version: 1,
  groups: { farm: 'Farm', other: 'Other' },
  topics: [
    topic('honey', ['honey'], ['sweets']),
    topic('cows', ['cow'], ['animals']),
    topic('sheep', ['sheep', 'lamb'], ['animals']),
    topic('wasps', ['wasp']),
  ],
});

const PAPERS = ['Honey', 'A Cow', 'A Sheep and a Cow', 'Wasps', 'Sheep and Lambs'].map((title, at) =>
  paper({ id: at + 1, title, abstract: at === 4 ? 'A sheep has lambs, and no honey.' : '' }),
);
const index = new PaperIndex(scanTopics(PAPERS, CATALOGUE), CATALOGUE.topics);

const chosen = (...topics: string[]) =>
  select(index, reader({ topics })).papers.map(({ paperId, reasons }) => [
    paperId,
    reasons.map(reason => (reason.kind === 'topic' ? reason.name : reason.kind)),
  ]);

describe('a reader who chose a topic', () => {
  test('that was renamed gets it under its new name', () => {
    expect(chosen('sweets')).toEqual([[1, ['About honey']]]);
  });

  test('that was split gets both parts', () => {
    expect(chosen('animals').map(([id]) => id)).toEqual([2, 3, 5]);
    expect(chosen('animals')[1]?.[1]).toEqual(['About cow', 'About sheep']);
  });

  test('and later one of its parts is told each reason once', () => {
    expect(chosen('sheep', 'animals', 'cows')).toEqual(chosen('animals'));
  });

  test('that was taken out gets what else was chosen, and never what nobody chose', () => {
    expect(chosen('alchemy', 'wasps')).toEqual([[4, ['About wasp']]]);
    expect(chosen('alchemy')).toEqual([]);
  });

  test('that has another id now is told the same by explanations', () => {
    expect(judge(index, 0, interests({ topics: ['sweets'] }))).toMatchObject({ kind: 'matched' });
    expect(judge(index, 3, interests({ topics: ['sweets'] }))).toEqual({ kind: 'unmatched' });
  });

  test('that has another id now just misses what is near', () => {
    expect(missOf(index, 4, interests({ topics: ['sweets'] }))).toMatchObject({ kind: 'topic', topic: 'sheep' });
    expect(missOf(index, 4, interests({ topics: ['alchemy'] }))).toBeUndefined();
  });
});

test('old ids still count where papers are tried out without the terms of others', () => {
  const { papers } = select(index.withoutTerms(), reader({ topics: ['animals'] }));
  expect(papers.map(({ paperId }) => paperId)).toEqual([2, 3, 5]);
});
