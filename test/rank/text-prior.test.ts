import { readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEATURE_GROUPS, featuresOf, type PaperText } from '../../src/rank/text-features.ts';
import { compilePrior, type PriorWeights } from '../../src/rank/text-prior.ts';

const FILE = new URL('../../models/trend-prior.json', import.meta.url);
const model = JSON.parse(readFileSync(FILE, 'utf8')) as PriorWeights & {
  trained: string;
  data: { papers: number; onDailyPapers: number; from: string; until: string };
  quality: Record<string, number | string>;
  probe: { paper: PaperText; logit: number };
};
const prior = compilePrior(model);

const TYPICAL: PaperText = {
  title: 'StepWise-R1: Incentivizing Multimodal Reasoning via Reinforcement Learning',
  abstract:
    'We introduce StepWise-R1, a 7B multimodal large language model that learns to reason over images and videos with reinforcement ' +
    'learning and verifiable rewards. We release code, models and a new benchmark at https://stepwise.github.io.',
  categories: ['cs.CV', 'cs.CL'],
  primaryCategory: 'cs.CV',
  authorCount: 12,
};
const NUMBER_THEORY: PaperText = {
  title: 'On the Density of Integers Free of Large Square Divisors',
  abstract:
    'In this paper the distribution of integers in short intervals is studied by means of the classical sieve. An asymptotic formula ' +
    'is obtained, and the error term is shown to be the best possible under a standard conjecture.',
  categories: ['math.NT'],
  primaryCategory: 'math.NT',
  authorCount: 2,
};

describe('the weights that are shipped', () => {
  test('are at most 500 KB', () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(500_000);
  });

  test('say when and from what they were learned, and how good they were on months they had not seen', () => {
    expect(model.trained).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(model.data.papers).toBeGreaterThan(model.data.onDailyPapers);
    expect((model.quality.learnedBefore as string) > model.data.from).toBe(true);
    expect(model.quality.auc).toBeGreaterThanOrEqual(0.85);
  });

  test('still go with the features: a probe gets the likelihood that training wrote down', () => {
    const { paper, logit } = model.probe;
    const likelihood = prior(paper);
    expect(Math.log(likelihood / (1 - likelihood))).toBeCloseTo(logit, 5);
    expect(Object.keys(featuresOf(paper))).toEqual([...FEATURE_GROUPS]);
  });

  test('say how far off they were among the likeliest papers', () => {
    expect(model.quality['top tenth error']).toBeLessThanOrEqual(0.1);
  });

  test('hold numbers for every group of features', () => {
    for (const group of FEATURE_GROUPS) {
      const { average, weights } = model.groups[group];
      expect([average, ...Object.values(weights)].every(Number.isFinite), group).toBe(true);
      expect(Object.keys(weights).length, group).toBeGreaterThan(0);
    }
  });

  test('find a paper on a usual subject of Daily Papers far likelier than one on number theory', () => {
    expect(prior(TYPICAL)).toBeGreaterThan(0.4);
    expect(prior(NUMBER_THEORY)).toBeLessThan(0.02);
  });
});

describe('what is not known', () => {
  test('counts as it does for the average paper: without categories and authors the order stays', () => {
    const textOf = ({ title, abstract }: PaperText) => ({ title, abstract });
    expect(prior(textOf(TYPICAL))).toBeGreaterThan(prior(textOf(NUMBER_THEORY)));
    expect(prior({ title: TYPICAL.title })).toBeGreaterThan(prior({ title: NUMBER_THEORY.title }));
  });

  test('is a group without features, not one with none in it', () => {
    expect(Object.keys(featuresOf({ title: 'A' }))).toEqual(['titleWords', 'titlePairs', 'titleShape']);
    expect(Object.keys(featuresOf({ title: 'A', authors: [], categories: [] }))).toHaveLength(3);
  });
});

describe('who wrote a paper', () => {
  test('is not looked at: other names change nothing, only their number counts', () => {
    const names = fc.array(fc.string(), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(names, names, (some, others) => {
        expect(prior({ ...TYPICAL, authors: some })).toBe(prior({ ...TYPICAL, authors: others }));
      }),
    );
    expect(featuresOf({ title: 'A', authors: ['Ada', 'Bob'] })).toEqual(featuresOf({ title: 'A', authorCount: 2 }));
    expect(prior({ ...TYPICAL, authorCount: 1 })).toBeLessThan(prior(TYPICAL));
  });

  test('is not read out of texts and links either: one lab is as good as another', () => {
    const by = (lab: string, account: string) => {
      const abstract = `We at ${lab} train it. Code: https://github.com/${account}/model and https://${account}.github.io/x`;
      return featuresOf({ title: `${lab} Trains a Model`, abstract });
    };
    expect(by('NVIDIA', 'nvlabs')).toEqual(by('Google', 'somebody'));
    const sentence = (name: string) => ({ title: `${name} Trains a Model`, abstract: `We at ${name} train. ${name}!` });
    for (const name of ['Google', 'NVIDIA', 'Moonshot', 'Claude', 'Qwen', 'Gemini']) {
      expect(prior(sentence(name)), name).toBe(prior(sentence('Zzyzxlab')));
    }
    const words = FEATURE_GROUPS.flatMap(group => Object.keys(model.groups[group].weights));
    const labs =
      /\b(?:nvidia|google|deepmind|microsoft|openai|anthropic|bytedance|alibaba|tencent|stanford|tsinghua|deepseek|mistral|zhipu|moonshot|baai|hugging|gpt|gemini|qwen\w*|llama|phi|sonnet|claude|flux|kimi|banana)\b/;
    expect(words.filter(word => labs.test(word))).toEqual([]);
  });
});

describe('features', () => {
  test('of a name with its version are none, and no pair reaches over it', () => {
    const title = 'Beyond GPT-4o mini, Gemini 2.5 Pro, DeepSeek-R1 and nano banana on Hugging Face today';
    const { titleWords, titlePairs } = featuresOf({ title });
    expect([...titleWords!.keys()]).toEqual(['beyond', 'and', 'on', 'today']);
    expect([...titlePairs!.keys()]).toEqual([]);
    expect([...featuresOf({ title: 'A flash of 4 bananas' }).titleWords!.keys()]).toContain('flash');
  });

  test('are stems of the words of an abstract as well', () => {
    const { abstractStems } = featuresOf({ title: 'T', abstract: 'Generative models generate.' });
    expect([...abstractStems!.keys()]).toEqual(['gener', 'model']);
  });

  test('are words, and pairs that no stop parts', () => {
    const { titleWords, titlePairs } = featuresOf({ title: 'Video Models: Fast, Small' });
    expect([...titleWords!.keys()]).toEqual(['video', 'models', 'fast', 'small']);
    expect([...titlePairs!.keys()]).toEqual(['video models']);
  });

  test('tell a title from an abstract', () => {
    const inTitle = prior({ title: 'Recognition', abstract: 'A paper.' });
    expect(inTitle).not.toBe(prior({ title: 'A paper', abstract: 'Recognition.' }));
  });

  test('of a long text weigh no more than those of a short one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('one', 'two', 'three', 'four'), { minLength: 1 }), words => {
        const { abstractWords } = featuresOf({ title: 'T', abstract: words.join(' ') });
        const squares = [...abstractWords!.values()].map(value => value * value);
        expect(squares.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1);
      }),
    );
  });
});

test('any text has a likelihood between 0 and 1, and always the same', () => {
  const text = fc.record({ title: fc.string(), abstract: fc.string({ maxLength: 500 }) });
  fc.assert(
    fc.property(text, paper => {
      const likelihood = prior(paper);
      expect(likelihood).toBeGreaterThan(0);
      expect(likelihood).toBeLessThan(1);
      expect(compilePrior(model)(paper)).toBe(likelihood);
    }),
    { numRuns: 50 },
  );
});
