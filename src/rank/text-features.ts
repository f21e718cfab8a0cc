// What the text prior looks at in a paper: words, their stems, pairs of them and the shape of the text; of the authors their number only.
import type { PaperFacts } from '../domain/paper.ts';
import { namedAmong } from './proper-names.ts';

export type PaperText = Pick<
  PaperFacts,
  'title' | 'abstract' | 'primaryCategory' | 'categories' | 'authors' | 'authorCount'
>;

/** Each group has weights of its own: "benchmark" in a title is not "benchmark" in an abstract. */
export const FEATURE_GROUPS = [
  ...(['titleWords', 'titlePairs', 'titleShape'] as const),
  ...(['abstractWords', 'abstractStems', 'abstractPairs', 'abstractShape'] as const),
  ...(['categories', 'authors'] as const),
] as const;
export type FeatureGroup = (typeof FEATURE_GROUPS)[number];

/** How much there is of each feature; a group of which a paper's source says nothing is absent. */
export type TextFeatures = Partial<Record<FeatureGroup, ReadonlyMap<string, number>>>;

/** Of an address only the site counts: the rest names people and labs. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s)\]}>,;]+/gi;
const SITES = ['github.com', 'github.io', 'huggingface.co'];
/** A word, or what ends a thought: pairs do not reach across it. */
const WORD_OR_STOP = /[\p{L}\p{N}]+|[.,;:!?]/gu;
const STOPS = new Set('.,;:!?');

const STEM_LETTERS = 5;

const TITLE_WORDS = [4, 6, 8, 10, 12, 14, 17];
const ABSTRACT_WORDS = [75, 100, 125, 150, 175, 200, 225, 250];
const NUMBERS = [1, 2, 3, 5, 8, 12];
const AUTHORS = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 25, 40];

export function featuresOf(paper: PaperText): TextFeatures {
  const { title, abstract, authors, authorCount, primaryCategory } = paper;
  const categories = paper.categories ?? (primaryCategory === undefined ? [] : [primaryCategory]);
  const people = Math.max(authors?.length ?? 0, authorCount ?? 0);
  const titleTokens = tokensOf(title);
  const words = wordsOf(titleTokens);
  return {
    titleWords: weighted(words),
    titlePairs: weighted(pairsOf(titleTokens)),
    titleShape: present([...titleShape(title), ...reached('words', words.length, TITLE_WORDS)]),
    ...(abstract && abstractFeatures(abstract)),
    ...(categories.length > 0 && { categories: present(categoryFeatures(categories, primaryCategory)) }),
    ...(people > 0 && { authors: present(reached('authors', people, AUTHORS)) }),
  };
}

function abstractFeatures(abstract: string): TextFeatures {
  const tokens = tokensOf(abstract.replace(ADDRESS, ' . '));
  const words = wordsOf(tokens);
  const numbers = abstract.match(/\d+(?:\.\d+)?/g)?.length ?? 0;
  return {
    abstractWords: weighted(words),
    abstractStems: weighted(words.map(stemOf)),
    abstractPairs: weighted(pairsOf(tokens)),
    abstractShape: present([
      ...reached('words', words.length, ABSTRACT_WORDS),
      ...reached('numbers', numbers, NUMBERS),
      ...linkFeatures(abstract),
      ...(/\d\s?\\?%/.test(abstract) ? ['percent'] : []),
      ...(/\b\d+(?:\.\d+)?[BM]\b/.test(abstract) ? ['model size'] : []),
    ]),
  };
}

function titleShape(title: string): string[] {
  return [
    /^[^\s:]+:/.test(title) ? 'name before colon' : title.includes(':') ? 'colon' : 'plain',
    ...(title.includes('?') ? ['question'] : []),
    ...(/^[^\s:]*[a-z][A-Z][^\s:]*:/.test(title) ? ['name in mixed case'] : []),
  ];
}

function categoryFeatures(categories: readonly string[], primary: string | undefined): string[] {
  return [...categories, ...(primary === undefined ? [] : [`primary ${primary}`])];
}

function linkFeatures(abstract: string): string[] {
  const addresses = abstract.match(ADDRESS) ?? [];
  const sites = SITES.filter(site => addresses.some(address => address.toLowerCase().includes(site)));
  return addresses.length > 0 ? ['link', ...sites.map(site => `link ${site}`)] : [];
}

interface Token {
  text: string;
  /** Part of a proper name: it takes its place, and says nothing. */
  isNamed: boolean;
}

function tokensOf(text: string): Token[] {
  const tokens = text.normalize('NFKC').toLowerCase().match(WORD_OR_STOP) ?? [];
  const named = namedAmong(tokens);
  return tokens.map((text, at) => ({ text, isNamed: named[at]! }));
}

function wordsOf(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ text }) => !STOPS.has(text));
}

/** So much of a word is what its forms have in common: `generate`, `generation`, `generative`. */
function stemOf({ text, isNamed }: Token): Token {
  return { text: text.slice(0, STEM_LETTERS), isNamed };
}

function pairsOf(tokens: readonly Token[]): Token[] {
  const pairs: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (before === undefined || STOPS.has(before.text) || STOPS.has(token.text)) continue;
    pairs.push({ text: `${before.text} ${token.text}`, isNamed: before.isNamed || token.isNamed });
  }
  return pairs;
}

/**
 * The tenth mention says less than the first, and a long text no more than a short one: length 1 in all. Names are left out only
 * then, so that one that is listed weighs as much as one that no list holds: nothing.
 */
function weighted(tokens: readonly Token[]): Map<string, number> {
  const counts = [false, true].map(isNamed => countsOf(tokens.filter(token => token.isNamed === isNamed)));
  const length = Math.hypot(...counts.flatMap(amounts => [...amounts.values()]));
  return new Map([...counts[0]!].map(([text, amount]) => [text, amount / length]));
}

function countsOf(tokens: readonly Token[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of tokens) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const [text, count] of counts) counts.set(text, 1 + Math.log(count));
  return counts;
}

function present(features: readonly string[]): Map<string, number> {
  return new Map(features.map(feature => [feature, 1]));
}

/** `words ≥ 8` for each bound that a number reaches. */
function reached(what: string, number: number, bounds: readonly number[]): string[] {
  return bounds.filter(bound => number >= bound).map(bound => `${what} ≥ ${bound}`);
}
