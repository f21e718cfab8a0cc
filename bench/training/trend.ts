// Learns the text prior from all labelled papers, measures it on months it has not seen, and writes the weights.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PriorWeights } from '../../src/rank/text-prior.ts';
import { measureText } from '../evaluations/trend-text.ts';
import { judge, type Measured } from '../measured.ts';
import { fitTextPrior } from './fit-text-prior.ts';
import { ABSENT_PER_SAMPLED, trendPapers } from './trend-papers.ts';

const MODEL = resolve(import.meta.dirname, '../../models/trend-prior.json');
const MAX_BYTES = 500_000;
const STRONGEST_SHOWN = 40;

export async function measure({ data }: { data: string }): Promise<Measured> {
  const papers = trendPapers(data);
  const { split, metrics, lines } = measureText(papers);
  const weights = fitTextPrior(papers);
  const model = {
    about: 'How likely a paper of arXiv is to appear on Daily Papers, from its text. Made by: npm run train -- trend',
    trained: new Date().toISOString().slice(0, 10),
    data: {
      papers: papers.length,
      onDailyPapers: papers.filter(({ onDailyPapers }) => onDailyPapers).length,
      absentPerSampled: Number(ABSENT_PER_SAMPLED.toFixed(3)),
      from: papers[0]?.day,
      until: papers.at(-1)?.day,
      source: 'arXiv metadata (CC0) and which of these papers appeared on Hugging Face Daily Papers',
    },
    quality: { ...split, ...metrics },
    ...weights,
  };
  const text = `${JSON.stringify(model, undefined, 2)}\n`;
  mkdirSync(dirname(MODEL), { recursive: true });
  writeFileSync(MODEL, text);
  return judge({
    lines: [...lines, '', ...strongest(weights), '', `${MODEL}: ${text.length} characters`],
    metrics: { ...metrics, bytes: Buffer.byteLength(text) },
    targets: { auc: '>= 0.85', bytes: `<= ${MAX_BYTES}` },
  });
}

/** For the eye: a name of a person or a lab among them would be a fault. */
function strongest({ groups }: PriorWeights): string[] {
  return Object.entries(groups).flatMap(([group, { weights }]) => {
    // Objects put names such as "2025" first, whatever their weight.
    const sorted = Object.entries(weights).sort(([, a], [, b]) => b - a);
    const features = sorted.map(([feature, weight]) => `${feature} ${weight}`);
    return [
      `${group}: ${features.length} weights`,
      `  likelier    ${features.slice(0, STRONGEST_SHOWN).join(', ')}`,
      `  less likely ${features.slice(-STRONGEST_SHOWN).reverse().join(', ')}`,
    ];
  });
}
