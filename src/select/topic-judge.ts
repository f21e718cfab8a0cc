// Learned judgement of topics: what phrases tell and what words say, weighed together into points.
import type { Evidence } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { isTellingWord } from './telling-words.ts';
import { NOTHING_TOLD, type Told } from './topic-phrases.ts';
import { type Sentence, SIGNALS, type Signal, type Signals, sentencesOf, signalsOf } from './topic-signals.ts';
import { compileWords, hearWords, type TopicWords, type Word, type WordWeights, wordsOf } from './topic-words.ts';

/** Learned weights as `models/topic-weights.json` holds them, in points: 2 is related, 6 is strong. */
export interface TopicWeights {
  /** The same for all topics. */
  signals: Readonly<Record<Signal, number>>;
  topics: Readonly<Record<string, { start: number; echoes: Readonly<Record<string, number>> }>>;
  words: WordWeights;
}

export interface TopicJudge {
  weights: TopicWeights;
  words: TopicWords;
  /** For each topic: what the words of every topic, its own among them, add to it. */
  echoes: ReadonlyMap<string, Float64Array>;
}

/** One paper as the judge reads it. */
export interface Reading {
  paper: PaperFacts;
  sentences: Sentence[];
  words: ReadonlyMap<string, Word>;
  /** By topic, between -2 and 2. */
  heard: Float64Array;
}

const STRONGEST_SHOWN = 3;
/** Beyond this logit words are sure enough; a long list of them must not outweigh everything else. */
const SURE = 6;

export function compileJudge(weights: TopicWeights): TopicJudge {
  const echoes = Object.entries(weights.topics).map(([topic, learned]): [string, Float64Array] => [
    topic,
    Float64Array.from(weights.words.topics, other => learned.echoes[other] ?? 0),
  ]);
  return { weights, words: compileWords(weights.words), echoes: new Map(echoes) };
}

export function readPaper(words: TopicWords, paper: PaperFacts): Reading {
  const found = wordsOf(paper);
  const heard = hearWords(words, found).map(logit => (Math.max(-SURE, Math.min(SURE, logit)) * 2) / SURE);
  return { paper, sentences: sentencesOf(paper), words: found, heard };
}

/** @param at the topic's place among those whose words were learned */
export function readSignals(reading: Reading, at: number, told: Told = NOTHING_TOLD): Signals {
  const { sentences, heard } = reading;
  return signalsOf(told, sentences, heard.filter(other => other > heard[at]!).length);
}

/** @returns undefined for a topic that was not learned */
export function judgePoints(judge: TopicJudge, reading: Reading, topic: string, told?: Told): number | undefined {
  const { signals, topics, words } = judge.weights;
  const learned = topics[topic];
  const echoes = judge.echoes.get(topic);
  if (!learned || !echoes) return undefined;
  const found = readSignals(reading, words.topics.indexOf(topic), told);
  let points = learned.start;
  for (const signal of SIGNALS) points += signals[signal] * found[signal];
  for (const [at, heard] of reading.heard.entries()) points += echoes[at]! * heard;
  return points;
}

/**
 * The words that speak most for a topic, each with its first place, as the paper writes them: the reason where no phrase tells it.
 * @param shown evidence that is there already; no word of it is shown again
 */
export function strongestWords(
  judge: TopicJudge,
  { paper, words }: Pick<Reading, 'paper' | 'words'>,
  topic: string,
  shown: readonly Evidence[],
): Evidence[] {
  const echoes = judge.echoes.get(topic);
  if (!echoes) return [];
  const speaking = [...words].flatMap(([word, { amount, places }]) => {
    const row = judge.words.rows.get(word);
    if (row === undefined || !word.split(' ').every(isTellingWord)) return [];
    const from = row * echoes.length;
    const share = echoes.reduce((sum, echo, at) => sum + echo * judge.words.weights[from + at]!, 0) * amount;
    return share > 0 ? [{ place: places[0]!, share }] : [];
  });
  speaking.sort((a, b) => b.share - a.share);
  const strongest: Evidence[] = [];
  for (const { place } of speaking) {
    if (strongest.length === STRONGEST_SHOWN) break;
    // Of "policy" and "policy optimization" one is enough.
    if ([...shown, ...strongest].some(other => overlap(place, other))) continue;
    strongest.push({ phrase: paper[place.field]!.slice(place.start, place.end), ...place, weak: true });
  }
  return strongest;
}

type Span = Pick<Evidence, 'field' | 'start' | 'end'>;

function overlap(a: Span, b: Span): boolean {
  return a.field === b.field && a.start < b.end && b.start < a.end;
}
