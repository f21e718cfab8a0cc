// Learns the text prior from all labelled papers, measures it on months it has not seen, and writes the weights.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compilePrior, type PriorWeights } from '../../src/rank/text-prior.ts';
import { measureText, TEXT_TARGETS } from '../evaluations/trend-text.ts';
import { judge, type Measured } from '../measured.ts';
import { fitTextPrior } from './fit-text-prior.ts';
import { describeData, probe, TREND_MODEL, type TrendModel } from './trend-model.ts';
import { trendPapers } from './trend-papers.ts';

const MAX_BYTES = 500_000;
const STRONGEST_SHOWN = 40;

export async function measure({ data }: { data: string }): Promise<Measured> {
  const papers = trendPapers(data);
  const { split, metrics, lines } = measureText(papers);
  const weights = fitTextPrior(papers);
  const model: TrendModel = {
    about: 'How likely a paper of arXiv is to appear on Daily Papers, from its text. Made by: npm run train -- trend',
    trained: new Date().toISOString().slice(0, 10),
    data: describeData(papers),
    quality: { ...split, ...metrics },
    probe: probe(compilePrior(weights)),
    ...weights,
  };
  const text = `${JSON.stringify(model, undefined, 2)}\n`;
  mkdirSync(dirname(TREND_MODEL), { recursive: true });
  writeFileSync(TREND_MODEL, text);
  return judge({
    lines: [...lines, '', ...strongest(weights), '', `${TREND_MODEL}: ${text.length} characters`],
    metrics: { ...metrics, bytes: Buffer.byteLength(text) },
    targets: { ...TEXT_TARGETS, bytes: `<= ${MAX_BYTES}` },
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
