import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/domain/topic.ts';
import { compileCatalogue, matchTopics } from '../../src/select/match-topics.ts';
import type { TopicWeights } from '../../src/select/topic-judge.ts';
import { SIGNALS, type Signals } from '../../src/select/topic-signals.ts';

const NO_SIGNAL = Object.fromEntries(SIGNALS.map(signal => [signal, 0])) as Signals;

function matches(
  { signals = {}, topics }: { signals?: Partial<Signals>; topics: TopicWeights['topics'] },
  title: string,
  abstract?: string,
) {
  const catalogue = compileCatalogue(
    {
      version: 1,
      groups: { all: 'All' },
      topics: ['rl', '3d', 'own'].map(id => ({
        ...{ id, name: id, group: 'all', description: 'd' },
        strong: [id === 'rl' ? 'bandit' : id === '3d' ? 'mesh' : 'tulip'],
        weak: id === 'rl' ? ['arm'] : [],
        exclude: [],
      })),
    },
    {
      signals: { ...NO_SIGNAL, ...signals },
      topics,
      words: {
        ...{ topics: ['rl', '3d'], start: {}, unit: 1 },
        weights: {
          payoff: 'B.',
          lever: 'A.',
          'slot machine': 'A.',
          using: 'Z.',
          'using lever': 'Z.',
          arm: 'A.',
          vertex: '.B',
        },
      },
    },
  );
  return matchTopics(catalogue, { title, abstract });
}

const LISTENS = { start: 0, echoes: { rl: 5 } };

describe('learned weights', () => {
  test('weigh what phrases tell', () => {
    const rl = { signals: { title: 4 }, topics: { rl: { start: -1, echoes: {} } } };
    expect(matches(rl, 'A Bandit')).toMatchObject([{ id: 'rl', score: 3, tier: 'match' }]);
    expect(matches(rl, 'Leaves', 'A bandit.')).toEqual([]);
  });

  test('let words decide where no phrase is, and then the strongest words are the evidence', () => {
    const [match] = matches(
      { topics: { rl: LISTENS } },
      'Levers',
      'The payoff of levers, and a payoff of slot machines.',
    );
    expect(match?.id).toBe('rl');
    expect(match?.evidence).toEqual([
      { phrase: 'payoff', field: 'abstract', count: 2, start: 4, end: 10, weak: true },
      { phrase: 'Levers', field: 'title', count: 1, start: 0, end: 6, weak: true },
      { phrase: 'slot machines', field: 'abstract', count: 1, start: 38, end: 51, weak: true },
    ]);
  });

  test('show no word that every paper says, however loudly it speaks', () => {
    const shown = matches({ topics: { rl: LISTENS } }, 'Using Levers')[0]?.evidence.map(({ phrase }) => phrase);
    expect(shown).toEqual(['Levers']);
    expect(matches({ topics: { rl: LISTENS } }, 'Using')).toEqual([]);
  });

  test('show no place twice, though a supporting phrase and a learned word stand there', () => {
    const [match] = matches({ topics: { rl: LISTENS } }, 'Arms and Levers');
    expect(match?.evidence.map(({ phrase, field }) => `${phrase} in ${field}`)).toEqual([
      'Arms in title',
      'Levers in title',
    ]);
  });

  test('show the phrase alone where there is one', () => {
    const [match] = matches({ topics: { rl: LISTENS } }, 'Payoff of a Bandit');
    expect(match?.evidence.map(({ phrase }) => phrase)).toEqual(['Bandit']);
  });

  test('let the words of one topic speak against another', () => {
    const topics = (echo: number) => ({ rl: { start: 3, echoes: { '3d': echo } } });
    const score = (echo: number) => matches({ topics: topics(echo) }, 'Bandit of a Vertex')[0]?.score;
    expect(score(0)).toBe(3);
    expect(score(-0.5)).toBeLessThan(3);
    expect(score(0.5)).toBeGreaterThan(3);
  });

  test('never match without evidence', () => {
    expect(matches({ topics: { rl: { start: 9, echoes: {} } } }, 'Leaves')).toEqual([]);
  });

  test('leave a topic that they do not know to its phrases', () => {
    expect(matches({ topics: { rl: LISTENS } }, 'A Tulip', 'A tulip.')).toMatchObject([{ id: 'own', score: 3.5 }]);
  });
});

describe('the weights that are shipped', () => {
  const file = new URL('../../models/topic-weights.json', import.meta.url);
  const model = JSON.parse(readFileSync(file, 'utf8')) as TopicWeights & {
    trained: string;
    quality: Record<string, number>;
  };
  const read = readCatalogue(JSON.parse(readFileSync(new URL('../../topics/catalogue.json', import.meta.url), 'utf8')));
  if ('fault' in read) throw new Error(read.fault);
  const catalogue = compileCatalogue(read.catalogue, model);

  test('are at most 500 KB', () => {
    expect(statSync(file).size).toBeLessThanOrEqual(500_000);
  });

  test('say when they were learned and how good they were on papers they had not seen', () => {
    expect(model.trained).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(model.quality['macro F1']).toBeGreaterThanOrEqual(0.74);
    expect(model.quality['precision at strong']).toBeGreaterThanOrEqual(0.96);
  });

  test('know every topic of the catalogue and no other', () => {
    const ids = read.catalogue.topics.map(({ id }) => id).sort();
    expect(Object.keys(model.topics).sort()).toEqual(ids);
    expect([...model.words.topics].sort()).toEqual(ids);
  });

  test('have one readable letter for each topic at every word', () => {
    const faulty = Object.entries(model.words.weights).filter(
      ([word, letters]) =>
        letters.length !== model.words.topics.length || !/^[A-Za-z.]+$/.test(letters) || !/\p{L}/u.test(word),
    );
    expect(faulty).toEqual([]);
  });

  test.each([
    ['Asynchronous Methods for Deep Reinforcement Learning', 'rl'],
    ['NeRF: Representing Scenes as Neural Radiance Fields for View Synthesis', '3d'],
    ['U-Net: Convolutional Networks for Biomedical Image Segmentation', 'medical'],
    ['Proximal Policy Optimization Algorithms', 'rl'],
    ['SWE-bench: Can Language Models Resolve Real-World GitHub Issues?', 'code'],
  ])('know what "%s" is about', (title, topic) => {
    expect(matchTopics(catalogue, { title }).map(({ id }) => id)).toContain(topic);
  });

  test('tell what is studied from what is only used', () => {
    const studied = 'We propose an offline reinforcement learning method. Its policy learns from logged rewards alone.';
    const used =
      'Bridges age, and inspecting them by hand is slow, costly and dangerous for the people who climb them. We collect thermal ' +
      'images of hairline cracks from forty concrete bridges over two winters and segment them with a small encoder and decoder. ' +
      'Annotators of three cities agree on the outlines of most cracks. The path of the camera was tuned by reinforcement ' +
      'learning. Cracks thinner than a millimetre are found in most images, and rust stains are seldom mistaken for them. ' +
      'Inspectors who tried the tool for a month found damage earlier than before.';
    const scoreOf = (abstract: string) =>
      matchTopics(catalogue, { title: 'A Study', abstract }).find(({ id }) => id === 'rl')?.score ?? 0;
    expect(scoreOf(studied)).toBeGreaterThan(2 * scoreOf(used));
  });

  test('find nothing in a title about nothing of ours', () => {
    expect(matchTopics(catalogue, { title: 'On the Colour of Autumn Leaves' })).toEqual([]);
  });
});
