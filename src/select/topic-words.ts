// What all words of a paper say about its topics: a linear model whose every weight is a word or a pair that one can read.
import type { Evidence } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { tokenize } from './tokens.ts';

/** Learned weights as `models/topic-weights.json` holds them. */
export interface WordWeights {
  /** In this order everything below counts. */
  topics: readonly string[];
  /** What each topic has before a word is read: rare topics have less. */
  start: Readonly<Record<string, number>>;
  unit: number;
  /**
   * One character for each topic: `A` to `Z` speaks for it, `a` to `z` against, `.` says nothing. The n-th letter weighs n² units:
   * fine steps where most weights are.
   */
  weights: Readonly<Record<string, string>>;
}

export interface TopicWords {
  start: Float64Array;
  /** Rows of as many weights as there are topics, and which row is which word's. */
  weights: Float32Array;
  rows: ReadonlyMap<string, number>;
}

type Place = Pick<Evidence, 'field' | 'start' | 'end' | 'count'>;

/** A word or a pair of words of one paper. */
export interface Word {
  /** How much there is of it; all words of a paper together have length 1. */
  amount: number;
  /** The first place in each field. */
  places: Place[];
}

/** A word of the title says as much as one of the abstract that is repeated seven times. */
const TITLE_AMOUNT = 3;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s)\]}>,;]+/gi;
/** Nothing was learned about them. What of the learned words is shown is for `telling-words.ts` to say. */
const SILENT = new Set(
  tokenize(
    [
      'a across also although am among an and any are as at be because been before being between both but by can could did do',
      'does during each either et al few first for from furthermore had has have hence how however i if in into is it its itself',
      'may might more moreover most much must no nor not of on one only or other our ours over per same second several should',
      'since so some such than that the their them then there therefore these they this those through thus to too two under',
      'until up upon us very via was we well were what when where whereas whether which while who whose why will with within',
      'without would yet you your',
    ].join(' '),
  ).map(({ folded }) => folded),
);

export function compileWords({ topics, start, unit, weights }: WordWeights): TopicWords {
  const words = Object.entries(weights);
  const compiled = new Float32Array(words.length * topics.length);
  for (const [row, [, letters]] of words.entries()) {
    for (let at = 0; at < topics.length; at++) compiled[row * topics.length + at] = weightOf(letters, at) * unit;
  }
  return {
    start: Float64Array.from(topics, topic => start[topic] ?? 0),
    weights: compiled,
    rows: new Map(words.map(([word], row) => [word, row])),
  };
}

/** @returns in units */
function weightOf(letters: string, at: number): number {
  const code = letters.charCodeAt(at);
  if (code >= 97 && code <= 122) return -((code - 96) ** 2);
  return code >= 65 && code <= 90 ? (code - 64) ** 2 : 0;
}

/** @returns by topic, in units of the logit: how likely a paper with these words is to hold the topic's phrases */
export function hearWords({ start, weights, rows }: TopicWords, words: ReadonlyMap<string, Word>): Float64Array {
  const heard = Float64Array.from(start);
  for (const [word, { amount }] of words) {
    const row = rows.get(word);
    if (row === undefined) continue;
    const from = row * heard.length;
    for (let at = 0; at < heard.length; at++) heard[at]! += weights[from + at]! * amount;
  }
  return heard;
}

/** The words and pairs of words of a paper, folded, in the order of their first place. */
export function wordsOf({ title, abstract = '' }: Pick<PaperFacts, 'title' | 'abstract'>): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const [field, text] of [
    ['title', title],
    ['abstract', abstract],
  ] as const) {
    let before: { folded: string; start: number } | undefined;
    // An address is one long pause, so that offsets stay.
    for (const { folded, start, end, breaks } of tokenize(text.replace(ADDRESS, found => ';'.padEnd(found.length)))) {
      if (SILENT.has(folded) || folded.length < 2 || !/\p{L}/u.test(folded)) {
        before = undefined;
        continue;
      }
      note(words, folded, { field, start, end });
      if (before && !breaks) note(words, `${before.folded} ${folded}`, { field, start: before.start, end });
      before = { folded, start };
    }
  }
  let squares = 0;
  for (const word of words.values()) {
    word.amount = word.places.reduce(
      (sum, { field, count }) => sum + (field === 'title' ? TITLE_AMOUNT : 1 + Math.log(count)),
      0,
    );
    squares += word.amount ** 2;
  }
  for (const word of words.values()) word.amount /= Math.sqrt(squares);
  return words;
}

function note(words: Map<string, Word>, word: string, place: Omit<Place, 'count'>): void {
  const known = words.get(word) ?? { amount: 0, places: [] };
  words.set(word, known);
  const last = known.places.at(-1);
  if (last?.field === place.field) last.count += 1;
  else known.places.push({ ...place, count: 1 });
}
