// Learns what words say about topics, with the phrases as the teacher: no label by hand is needed, and none is used.

import type { Catalogue } from '../../src/domain/topic.ts';
import { compileCatalogue, matchTopics, TIER_FROM } from '../../src/select/match-topics.ts';
import type { WordWeights } from '../../src/select/topic-words.ts';
import { wordsOf } from '../../src/select/topic-words.ts';
import { fitLogistic, type SparseRows } from './logistic.ts';
import type { TopicPaper } from './topic-papers.ts';

/** A word of fewer papers is chance, or a name. */
const MIN_PAPERS = 25;
/** The most telling words; 8,000 would change no measure by more than a hundredth. */
const KEPT = 6000;
/** Phrases that count so much are taken at their word; fewer than `related` for a no, and what lies between teaches nothing. */
const SURE_POINTS = 4;
const PENALTY = 0.3;
/** Next to none: there is enough to learn a bias from. */
const FREE = 1e-6;
const LETTERS = 26;

/** 1 yes, -1 no, 0 unknown; by paper, then by topic. */
type Lessons = readonly Int8Array[];

/** The same papers always give the same weights. */
export function fitTopicWords(catalogue: Catalogue, papers: readonly TopicPaper[]): WordWeights {
  const topics = catalogue.topics.map(({ id }) => id);
  const phrases = compileCatalogue(catalogue);
  const lessons = papers.map(paper => {
    const points = new Map(matchTopics(phrases, paper).map(({ id, score }) => [id, score]));
    return Int8Array.from(topics, id => lesson(points.get(id) ?? 0));
  });
  const amounts = papers.map(paper => new Map([...wordsOf(paper)].map(([word, { amount }]) => [word, amount])));
  const words = tellingWords(amounts, lessons, topics.length);
  const columns = new Map(words.map((word, column) => [word, column]));
  const learned = topics.map((_, at) => {
    const known = papers.map((_, row) => row).filter(row => lessons[row]![at] !== 0);
    const rows = rowsOf(
      known.map(row => amounts[row]!),
      columns,
    );
    const penalties = new Float64Array(rows.columns).fill(PENALTY);
    penalties[words.length] = FREE;
    return fitLogistic(
      rows,
      Int8Array.from(known, row => lessons[row]![at]!),
      penalties,
    );
  });
  const largest = learned.reduce((most, weights) => weights.subarray(0, words.length).reduce(larger, most), 0);
  const unit = Number((largest / LETTERS ** 2).toPrecision(4));
  const lettered = words.map((word, row): [string, string] => [
    word,
    learned.map(weights => letterOf(weights[row]! / unit)).join(''),
  ]);
  return {
    topics,
    start: Object.fromEntries(topics.map((topic, at) => [topic, Number(learned[at]![words.length]!.toFixed(2))])),
    unit,
    weights: Object.fromEntries(
      lettered.filter(([, letters]) => /[a-z]/i.test(letters)).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

function lesson(points: number): number {
  if (points >= SURE_POINTS) return 1;
  return points < TIER_FROM.related ? -1 : 0;
}

function larger(most: number, weight: number): number {
  return Math.max(most, Math.abs(weight));
}

/** The n-th letter stands for n². */
function letterOf(units: number): string {
  const step = Math.min(LETTERS, Math.round(Math.sqrt(Math.abs(units))));
  if (step === 0) return '.';
  return String.fromCharCode((units > 0 ? 64 : 96) + step);
}

/** The words whose presence and some topic go together most, by chi-square. */
function tellingWords(amounts: readonly ReadonlyMap<string, number>[], lessons: Lessons, topics: number): string[] {
  const seen = new Map<string, number>();
  for (const words of amounts) for (const word of words.keys()) seen.set(word, (seen.get(word) ?? 0) + 1);
  const frequent = new Map(
    [...seen].filter(([, papers]) => papers >= MIN_PAPERS).map(([word]) => [word, newTable(topics)]),
  );
  const all = newTable(topics);
  for (const [row, words] of amounts.entries()) {
    const tables = [all, ...[...words.keys()].flatMap(word => frequent.get(word) ?? [])];
    for (const { yes, no } of tables) {
      for (let at = 0; at < topics; at++) {
        if (lessons[row]![at] === 1) yes[at]!++;
        else if (lessons[row]![at] === -1) no[at]!++;
      }
    }
  }
  const telling = [...frequent].map(([word, table]) => ({ word, most: Math.max(...chiSquares(table, all)) }));
  return telling
    .sort((a, b) => b.most - a.most || (a.word < b.word ? -1 : 1))
    .slice(0, KEPT)
    .map(({ word }) => word);
}

/** Of papers with a word: how many have each topic, and how many have not. */
interface Table {
  yes: Uint32Array;
  no: Uint32Array;
}

function newTable(topics: number): Table {
  return { yes: new Uint32Array(topics), no: new Uint32Array(topics) };
}

function chiSquares({ yes, no }: Table, all: Table): number[] {
  return [...yes].map((with1, at) => {
    const with0 = no[at]!;
    const without1 = all.yes[at]! - with1;
    const without0 = all.no[at]! - with0;
    const papers = with1 + with0 + without1 + without0;
    const margins = (with1 + with0) * (without1 + without0) * (with1 + without1) * (with0 + without0);
    return margins === 0 ? 0 : (papers * (with1 * without0 - with0 * without1) ** 2) / margins;
  });
}

/** The last column is 1 in every row: its weight is the bias. */
function rowsOf(amounts: readonly ReadonlyMap<string, number>[], columns: ReadonlyMap<string, number>): SparseRows {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const words of amounts) {
    for (const [word, amount] of words) {
      const column = columns.get(word);
      if (column === undefined) continue;
      indices.push(column);
      values.push(amount);
    }
    indices.push(columns.size);
    values.push(1);
    starts.push(indices.length);
  }
  return {
    rows: amounts.length,
    columns: columns.size + 1,
    starts: Uint32Array.from(starts),
    indices: Uint32Array.from(indices),
    values: Float64Array.from(values),
  };
}
