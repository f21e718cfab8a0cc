// The file of the text prior: its weights, what they were learned from, and how good they were on months they had not seen.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PaperText } from '../../src/rank/text-features.ts';
import type { PriorWeights, TextPrior } from '../../src/rank/text-prior.ts';
import { ABSENT_PER_SAMPLED, type TrendPaper } from './trend-papers.ts';

export const TREND_MODEL = resolve(import.meta.dirname, '../../models/trend-prior.json');

export interface TrendModel extends PriorWeights {
  about: string;
  /** The day, YYYY-MM-DD. */
  trained: string;
  data: ReturnType<typeof describeData>;
  quality: Record<string, number | string>;
  probe: Probe;
}

/** A paper of no one with what the weights make of it: fails a test where features and weights have drifted apart. */
interface Probe {
  paper: PaperText;
  logit: number;
}

const PROBE_PAPER: PaperText = {
  title: 'PebbleSort-2: Why do small agents sort pebbles better?',
  abstract:
    'Sorting pebbles by colour is a long-standing benchmark for multimodal agents. We introduce PebbleSort-2, a 7B model that learns ' +
    'it with reinforcement learning from 12,000 videos, and reach 91.5% on three benchmarks, 4% above GPT-4o and a system from ' +
    'Google. Code: https://github.com/pebbles/sort.',
  categories: ['cs.CV', 'cs.AI'],
  primaryCategory: 'cs.CV',
  authorCount: 7,
};

const DECIMALS = 6;

export function probe(prior: TextPrior, paper = PROBE_PAPER): Probe {
  const likelihood = prior(paper);
  return { paper, logit: Number(Math.log(likelihood / (1 - likelihood)).toFixed(DECIMALS)) };
}

/** @param papers in the order of time */
export function describeData(papers: readonly TrendPaper[]) {
  return {
    papers: papers.length,
    onDailyPapers: papers.filter(({ onDailyPapers }) => onDailyPapers).length,
    absentPerSampled: Number(ABSENT_PER_SAMPLED.toFixed(3)),
    from: papers[0]?.day,
    until: papers.at(-1)?.day,
    source: 'arXiv metadata (CC0) and which of these papers appeared on Hugging Face Daily Papers',
  };
}

export function readTrendModel(): TrendModel {
  return JSON.parse(readFileSync(TREND_MODEL, 'utf8')) as TrendModel;
}
