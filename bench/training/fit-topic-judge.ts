// Learns from papers with labels how phrases and words weigh together: few numbers, most of them the same for all topics.

import { TIER_FROM } from '../../src/select/match-topics.ts';
import { readPaper, readSignals, type TopicWeights } from '../../src/select/topic-judge.ts';
import type { TopicPhrases } from '../../src/select/topic-phrases.ts';
import { findPhrases } from '../../src/select/topic-phrases.ts';
import { SIGNALS, type Signal, type Signals } from '../../src/select/topic-signals.ts';
import { compileWords, type WordWeights } from '../../src/select/topic-words.ts';
import { fitLogistic, type SparseRows } from './logistic.ts';
import type { LabelledPaper } from './topic-papers.ts';

/** How sure the lowest and the highest tier are. They make the points: equal steps of the logit are equal steps of points. */
const SURENESS = { related: 0.3, strong: 0.97 };
/** Numbers that all topics share have the most papers to be learned from. */
const PENALTIES = { shared: 0.3, start: 1, echo: 6, bias: 1e-6 };
const LEAST_ECHO = 0.02;

/** One paper as the judge will read it, with its answers. */
export interface Lesson {
  heard: Float64Array;
  /** By topic. */
  signals: readonly Signals[];
  /** By topic. */
  answers: readonly boolean[];
}

export function lessonsOf(papers: readonly LabelledPaper[], phrases: TopicPhrases, words: WordWeights): Lesson[] {
  const compiled = compileWords(words);
  return papers.map(paper => {
    const told = findPhrases(phrases, paper);
    const reading = readPaper(compiled, paper);
    return {
      heard: reading.heard,
      signals: words.topics.map((topic, at) => readSignals(reading, at, told.get(topic))),
      answers: words.topics.map(topic => paper.labels.includes(topic)),
    };
  });
}

/** One logistic regression over all pairs of paper and topic. */
export function fitTopicJudge(lessons: readonly Lesson[], words: WordWeights): TopicWeights {
  const { topics } = words;
  // Columns: signals, what a topic's own words say, the bias; then by topic its start and the echo of every topic's words.
  const own = SIGNALS.length;
  const bias = own + 1;
  const starts = bias + 1;
  const echoes = starts + topics.length;
  const penalties = new Float64Array(echoes + topics.length ** 2).fill(PENALTIES.echo);
  penalties.fill(PENALTIES.shared, 0, bias).fill(PENALTIES.bias, bias, starts).fill(PENALTIES.start, starts, echoes);
  const weights = fitLogistic(
    toRows(
      lessons.flatMap(({ heard, signals }) =>
        topics.map((_, at): [number, number][] => [
          ...SIGNALS.map((signal, column): [number, number] => [column, signals[at]![signal]]),
          [own, heard[at]!],
          [bias, 1],
          [starts + at, 1],
          ...[...heard].map((value, other): [number, number] => [echoes + at * topics.length + other, value]),
        ]),
      ),
      penalties.length,
    ),
    Int8Array.from(lessons.flatMap(({ answers }) => answers.map(answer => (answer ? 1 : -1)))),
    penalties,
  );
  const scale = (TIER_FROM.strong - TIER_FROM.related) / (logit(SURENESS.strong) - logit(SURENESS.related));
  const points = (value: number) => Number((value * scale).toFixed(2));
  const offset = weights[bias]! - logit(SURENESS.related) + TIER_FROM.related / scale;
  return {
    signals: Object.fromEntries(SIGNALS.map((signal, column) => [signal, points(weights[column]!)])) as Record<
      Signal,
      number
    >,
    topics: Object.fromEntries(
      topics.map((topic, at) => {
        const heard = topics.map((other, column): [string, number] => {
          const echo = weights[echoes + at * topics.length + column]!;
          return [other, points(at === column ? echo + weights[own]! : echo)];
        });
        const told = heard.filter(([, echo]) => Math.abs(echo) >= LEAST_ECHO).sort(([, a], [, b]) => b - a);
        return [topic, { start: points(weights[starts + at]! + offset), echoes: Object.fromEntries(told) }];
      }),
    ),
    words,
  };
}

function toRows(rows: readonly (readonly [number, number])[][], columns: number): SparseRows {
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.length);
  return {
    rows: rows.length,
    columns,
    starts: Uint32Array.from(starts),
    indices: Uint32Array.from(rows.flatMap(row => row.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap(row => row.map(([, value]) => value))),
  };
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
