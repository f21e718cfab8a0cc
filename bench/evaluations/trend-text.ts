// Without votes: how well the text prior tells, for months it has not seen, which papers appear on Daily Papers.

import type { PaperText } from '../../src/rank/text-features.ts';
import { compilePrior, type TextPrior } from '../../src/rank/text-prior.ts';
import { fitTextPrior, lastMonths } from '../training/fit-text-prior.ts';
import { ABSENT_PER_SAMPLED, type TrendPaper } from '../training/trend-papers.ts';
import { average, rocAuc, type Scored } from './ranking-measures.ts';

const TEST_MONTHS = 2;
const TOP = 10;
const DECILES = 10;

/** What the text prior has to reach; calibration counts most where it is heard most, among the likeliest. */
export const TEXT_TARGETS = {
  auc: '>= 0.85',
  'precision@10 to random': '>= 2',
  'top tenth error': '<= 0.1',
};

interface Judged extends Scored {
  day: string;
}

/** Learns from all but the last two months and is tried on those. @param papers in the order of time */
export function measureText(papers: readonly TrendPaper[]) {
  const from = lastMonths(papers, TEST_MONTHS);
  const earlier = papers.filter(({ day }) => day < from);
  const later = papers.filter(({ day }) => day >= from);
  const prior = compilePrior(fitTextPrior(earlier));
  const judged = judge(later, prior);
  const top = precisionByDay(judged);
  const calibration = calibrationOf(judged);
  const metrics = {
    auc: round(rocAuc(judged)),
    'auc without categories and authors': round(rocAuc(judge(later, textOnly(prior)))),
    'precision@10': round(top.precision),
    'precision@10 random': round(top.random),
    'precision@10 attainable': round(top.attainable),
    'precision@10 to random': round(top.precision / top.random),
    'calibration error': round(calibration.error),
    'top tenth said': round(calibration.top.said),
    'top tenth came': round(calibration.top.came),
    'top tenth error': round(Math.abs(calibration.top.said - calibration.top.came)),
  };
  return {
    split: { learnedBefore: from, learnedFrom: earlier.length, triedOn: later.length },
    metrics,
    lines: [
      `Without votes: learned from ${earlier.length} papers before ${from}, tried on ${later.length} since`,
      `  ROC AUC                      ${metrics.auc}`,
      `  title and abstract alone     ${metrics['auc without categories and authors']}`,
      `  precision@10, ${String(top.days).padStart(2)} days        ${metrics['precision@10']} = ${metrics['precision@10 to random']} × random (${metrics['precision@10 random']}); attainable ${metrics['precision@10 attainable']}`,
      `  calibration error (ECE)      ${metrics['calibration error']}, papers that did not appear counted ${ABSENT_PER_SAMPLED.toFixed(2)} times, as on arXiv:`,
      ...calibration.lines.map(line => `    ${line}`),
    ],
  };
}

/** How well given weights tell the papers of the last two months apart, whether or not they were learned from these. */
export function aucOfPrior(papers: readonly TrendPaper[], prior: TextPrior): number {
  const from = lastMonths(papers, TEST_MONTHS);
  const later = papers.filter(({ day }) => day >= from);
  return round(rocAuc(judge(later, prior)));
}

function judge(papers: readonly TrendPaper[], prior: TextPrior): Judged[] {
  return papers.map(({ text, day, onDailyPapers }) => ({ likelihood: prior(text), isTrue: onDailyPapers, day }));
}

/** As for pasted text, where nothing else is known. */
function textOnly(prior: TextPrior): TextPrior {
  return ({ title, abstract }: PaperText) => prior({ title, abstract });
}

/** Over days with ten papers or more: the share of the ten likeliest that appeared. */
function precisionByDay(judged: readonly Judged[]) {
  const days = [...Map.groupBy(judged, ({ day }) => day).values()].filter(papers => papers.length >= TOP);
  const shares = days.map(papers => {
    const trues = papers.filter(({ isTrue }) => isTrue).length;
    const top = papers.toSorted((a, b) => b.likelihood - a.likelihood).slice(0, TOP);
    return {
      precision: top.filter(({ isTrue }) => isTrue).length / TOP,
      random: trues / papers.length,
      attainable: Math.min(TOP, trues) / TOP,
    };
  });
  return {
    days: days.length,
    precision: average(shares.map(({ precision }) => precision)),
    random: average(shares.map(({ random }) => random)),
    attainable: average(shares.map(({ attainable }) => attainable)),
  };
}

/** By tenths of the papers, least likely first: what was said, and what came. */
function calibrationOf(judged: readonly Judged[]) {
  const sorted = judged.toSorted((a, b) => a.likelihood - b.likelihood);
  const weightOf = ({ isTrue }: Scored) => (isTrue ? 1 : ABSENT_PER_SAMPLED);
  const total = sorted.reduce((sum, scored) => sum + weightOf(scored), 0);
  const lines = ['likelihood    said    came'];
  let error = 0;
  let top = { said: 0, came: 0 };
  for (let decile = 0; decile < DECILES; decile++) {
    const part = sorted.slice(
      Math.floor((decile * sorted.length) / DECILES),
      Math.floor(((decile + 1) * sorted.length) / DECILES),
    );
    const weight = part.reduce((sum, scored) => sum + weightOf(scored), 0);
    const said = part.reduce((sum, scored) => sum + weightOf(scored) * scored.likelihood, 0) / weight;
    const came = part.filter(({ isTrue }) => isTrue).length / weight;
    top = { said, came };
    error += (weight / total) * Math.abs(said - came);
    lines.push(`tenth ${String(decile + 1).padStart(2)}    ${said.toFixed(3)}   ${came.toFixed(3)}`);
  }
  return { error, top, lines };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
