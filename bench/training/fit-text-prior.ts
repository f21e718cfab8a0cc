// From labelled papers to the calibrated weights of the text prior; the same papers always give the same weights.
import { FEATURE_GROUPS, featuresOf } from '../../src/rank/text-features.ts';
import type { GroupWeights, PriorWeights } from '../../src/rank/text-prior.ts';
import { type Column, columnsOf, type LabelledFeatures, rowsOf } from './feature-columns.ts';
import { fitLogistic, type SparseRows } from './logistic.ts';
import { ABSENT_PER_SAMPLED, type TrendPaper } from './trend-papers.ts';

/** Only the features with the most effect are kept: more change no measure. */
const KEPT = 12_000;
/** Half a hundredth of a logit more or less changes no order that means anything. */
const DECIMALS = 2;
/** Likelihoods are calibrated on papers that the weights were not learned from: each of so many spans of time in turn. */
const FOLDS = 5;
/** Next to none: there is enough to learn a bias or a slope from. */
const FREE = 1e-6;

interface Fitted {
  columns: Column[];
  /** By column, then the bias. */
  weights: Float64Array;
}

/** @param papers in the order of time */
export function fitTextPrior(papers: readonly TrendPaper[]): PriorWeights {
  const labelled = papers.map(({ text, onDailyPapers }) => ({ features: featuresOf(text), onDailyPapers }));
  const { slope, offset } = calibrate(unseenSums(labelled), labelled);
  const { columns, weights } = fitKept(labelled);
  const bias = weights.at(-1)! * slope + offset - Math.log(ABSENT_PER_SAMPLED);
  return { bias: round(bias), groups: groupsOf({ columns, weights: weights.map(weight => weight * slope) }, labelled) };
}

/** What each paper gets from weights of the size that is shipped, learned from all other spans of time. */
function unseenSums(papers: readonly LabelledFeatures[]): number[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const [start, end] = [fold, fold + 1].map(bound => Math.floor((bound * papers.length) / FOLDS));
    const { columns, weights } = fitKept([...papers.slice(0, start), ...papers.slice(end)]);
    return sumsOf(rowsOf(papers.slice(start, end), columns), weights);
  }).flat();
}

/** The first day of the last so many months. */
export function lastMonths(papers: readonly { day: string }[], count: number): string {
  const months = [...new Set(papers.map(({ day }) => day.slice(0, 7)))].sort();
  return `${months.at(-count)}-01`;
}

function fitKept(papers: readonly LabelledFeatures[]): Fitted {
  const columns = columnsOf(papers);
  const penalties = Float64Array.from([...columns.map(({ penalty }) => penalty), FREE]);
  return strongest({ columns, weights: fitLogistic(rowsOf(papers, columns), labelsOf(papers), penalties) });
}

/** Platt's method: slope and offset that turn sums of weights into likelihoods. */
function calibrate(sums: readonly number[], papers: readonly LabelledFeatures[]): { slope: number; offset: number } {
  const data: SparseRows = {
    rows: sums.length,
    columns: 2,
    starts: Uint32Array.from({ length: sums.length + 1 }, (_, row) => 2 * row),
    indices: Uint32Array.from({ length: 2 * sums.length }, (_, at) => at % 2),
    values: Float64Array.from(sums.flatMap(sum => [sum, 1])),
  };
  const [slope = 1, offset = 0] = fitLogistic(data, labelsOf(papers), Float64Array.of(FREE, FREE));
  return { slope, offset };
}

function strongest({ columns, weights }: Fitted): Fitted {
  const effects = columns.map((column, at) => ({ at, effect: Math.abs(weights[at]!) * Math.sqrt(column.papers) }));
  const kept = effects.sort((a, b) => b.effect - a.effect || a.at - b.at).slice(0, KEPT);
  return {
    columns: kept.map(({ at }) => columns[at]!),
    weights: Float64Array.from([...kept.map(({ at }) => weights[at]!), weights.at(-1)!]),
  };
}

function groupsOf(fitted: Fitted, papers: readonly LabelledFeatures[]): PriorWeights['groups'] {
  const entries = FEATURE_GROUPS.map((group): [string, GroupWeights] => {
    const weights = fitted.columns
      .map((column, at) => ({ ...column, weight: round(fitted.weights[at]!) }))
      .filter(column => column.group === group && column.weight !== 0)
      .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1))
      .map(({ feature, weight }): [string, number] => [feature, weight]);
    return [group, { average: round(average(papers, group, new Map(weights))), weights: Object.fromEntries(weights) }];
  });
  return Object.fromEntries(entries) as PriorWeights['groups'];
}

/** What a group adds for the average paper of arXiv, where those that did not appear are more than in the sample. */
function average(
  papers: readonly LabelledFeatures[],
  group: Column['group'],
  weights: ReadonlyMap<string, number>,
): number {
  let [sum, total] = [0, 0];
  for (const { features, onDailyPapers } of papers) {
    const share = onDailyPapers ? 1 : ABSENT_PER_SAMPLED;
    for (const [feature, amount] of features[group] ?? []) sum += share * amount * (weights.get(feature) ?? 0);
    total += share;
  }
  return sum / total;
}

function sumsOf({ rows, starts, indices, values }: SparseRows, weights: Float64Array): number[] {
  return Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += weights[indices[at]!]! * values[at]!;
    return sum;
  });
}

function labelsOf(papers: readonly LabelledFeatures[]): Int8Array {
  return Int8Array.from(papers, ({ onDailyPapers }) => (onDailyPapers ? 1 : -1));
}

function round(value: number): number {
  return Number(value.toFixed(DECIMALS));
}
