// Learns how topics are told from phrases and words, measures it, and writes the weights.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { loadCatalogue } from '../../src/assembly/package-files.ts';
import type { TopicWeights } from '../../src/select/topic-judge.ts';
import { compilePhrases } from '../../src/select/topic-phrases.ts';
import { measureLabels } from '../evaluations/topics.ts';
import { judge, type Measured } from '../measured.ts';
import { fitTopicJudge, lessonsOf } from './fit-topic-judge.ts';
import { fitTopicWords } from './fit-topic-words.ts';
import { goldPapers, plainPapers, splitByOwnLabels } from './topic-papers.ts';

const MODEL = resolve(import.meta.dirname, '../../models/topic-weights.json');
const MAX_BYTES = 500_000;
const STRONGEST_SHOWN = 12;

export async function measure({ data }: { data: string }): Promise<Measured> {
  const catalogue = loadCatalogue();
  const gold = goldPapers(data);
  const { labelled: own, others } = splitByOwnLabels(
    await plainPapers(data),
    catalogue.topics.map(({ id }) => id),
  );
  const words = fitTopicWords(catalogue, others);
  const { lines, metrics } = measureLabels(catalogue, words, { gold, own });
  const weights = fitTopicJudge(lessonsOf([...gold, ...own], compilePhrases(catalogue.topics), words), words);
  const model = {
    about:
      'Which topics a paper is about, from phrases of the catalogue and from words. Made by: npm run train -- topics',
    trained: new Date().toISOString().slice(0, 10),
    data: {
      wordsFrom: others.length,
      wordsTaughtBy: 'the phrases of the catalogue: no labels',
      judgeFrom: { gold: gold.length, ownLabels: own.length },
      source: 'arXiv metadata (CC0), Hugging Face Daily Papers (Apache-2.0), AAAI-21 and EMNLP-20',
    },
    quality: { measuredBy: 'five folds of gold, the judge learned anew for each', ...metrics },
    ...weights,
  };
  const text = `${JSON.stringify(model, undefined, 2)}\n`;
  mkdirSync(dirname(MODEL), { recursive: true });
  writeFileSync(MODEL, text);
  return judge({
    lines: [...lines, '', ...strongest(weights), '', `${MODEL}: ${text.length} characters`],
    metrics: { ...metrics, bytes: Buffer.byteLength(text) },
    targets: { 'macro F1': '>= 0.74', 'micro F1': '>= 0.78', bytes: `<= ${MAX_BYTES}` },
  });
}

/** For the eye: a name of a person or a lab among them would be a fault. */
function strongest({ signals, topics, words }: TopicWeights): string[] {
  const said = words.topics.map((topic, at) => {
    const strong = Object.entries(words.weights)
      .filter(([, letters]) => letters[at]! >= 'A' && letters[at]! <= 'Z')
      .sort(([, a], [, b]) => (a[at]! > b[at]! ? -1 : 1))
      .slice(0, STRONGEST_SHOWN);
    const echoes = Object.entries(topics[topic]?.echoes ?? {}).filter(([, echo]) => Math.abs(echo) >= 0.4);
    return `${topic}: ${strong.map(([word]) => word).join(', ')} | ${echoes.map(echo => echo.join(' ')).join(', ')}`;
  });
  return [
    `signals: ${Object.entries(signals)
      .map(signal => signal.join(' '))
      .join(', ')}`,
    ...said,
  ];
}
