// Labelled papers as rows of numbers: which features become columns, and how freely each may weigh.
import { FEATURE_GROUPS, type FeatureGroup, type TextFeatures } from '../../src/rank/text-features.ts';
import type { SparseRows } from './logistic.ts';

export interface LabelledFeatures {
  features: TextFeatures;
  onDailyPapers: boolean;
}

export interface Column {
  group: FeatureGroup;
  feature: string;
  /** How many papers have it. */
  papers: number;
  /** The higher, the smaller its weight stays. */
  penalty: number;
}

/** A feature of fewer papers is chance. */
const MIN_PAPERS = 10;

/** How freely a group's weights may grow: chosen by cross-validation over time within the months before November 2025. */
const FREEDOM: Record<FeatureGroup, number> = {
  ...{ titleWords: 0.35, titlePairs: 0.5, titleShape: 0.3 },
  ...{ abstractWords: 1.3, abstractStems: 0.7, abstractPairs: 1, abstractShape: 0.3 },
  ...{ categories: 0.3, authors: 0.3 },
};

/** Of these, what is as frequent on Daily Papers as elsewhere may weigh less: the idea of Wang & Manning's NB-SVM (2012). */
const WORDY: ReadonlySet<FeatureGroup> = new Set([
  ...(['titleWords', 'titlePairs', 'abstractWords', 'abstractStems', 'abstractPairs'] as const),
]);
const MIN_ODDS = 0.02;

export function columnsOf(papers: readonly LabelledFeatures[]): Column[] {
  const all = { on: 0, papers: papers.length };
  const seen = new Map(FEATURE_GROUPS.map(group => [group, new Map<string, { on: number; papers: number }>()]));
  for (const { features, onDailyPapers } of papers) {
    if (onDailyPapers) all.on++;
    for (const [group, counts] of seen) {
      for (const feature of features[group]?.keys() ?? []) {
        const count = counts.get(feature) ?? { on: 0, papers: 0 };
        counts.set(feature, count);
        count.papers++;
        if (onDailyPapers) count.on++;
      }
    }
  }
  return [...seen].flatMap(([group, counts]) =>
    [...counts]
      .filter(([, { papers }]) => papers >= MIN_PAPERS)
      .map(([feature, count]) => {
        const telling = WORDY.has(group) ? Math.max(MIN_ODDS, Math.abs(logOdds(count, all))) : 1;
        return { group, feature, papers: count.papers, penalty: 1 / (FREEDOM[group] ** 2 * telling) };
      }),
  );
}

/** How much more frequent a feature is among papers that appeared, each count one too high so that none is 0. */
function logOdds(count: { on: number; papers: number }, all: { on: number; papers: number }): number {
  const on = (count.on + 1) / (all.on + 2);
  const off = (count.papers - count.on + 1) / (all.papers - all.on + 2);
  return Math.log(on / off);
}

/** The last column is 1 in every row: its weight is the bias. */
export function rowsOf(papers: readonly { features: TextFeatures }[], columns: readonly Column[]): SparseRows {
  const places = new Map(FEATURE_GROUPS.map(group => [group, new Map<string, number>()]));
  for (const [at, { group, feature }] of columns.entries()) places.get(group)!.set(feature, at);
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { features } of papers) {
    for (const [group, known] of places) {
      for (const [feature, value] of features[group] ?? []) {
        const at = known.get(feature);
        if (at === undefined) continue;
        indices.push(at);
        values.push(value);
      }
    }
    indices.push(columns.length);
    values.push(1);
    starts.push(indices.length);
  }
  return {
    rows: papers.length,
    columns: columns.length + 1,
    starts: Uint32Array.from(starts),
    indices: Uint32Array.from(indices),
    values: Float64Array.from(values),
  };
}
