// What the text prior looks at in a paper: words, pairs of words and the shape of the text; of the authors their number only.
import type { PaperFacts } from '../domain/paper.ts';

export type PaperText = Pick<
  PaperFacts,
  'title' | 'abstract' | 'primaryCategory' | 'categories' | 'authors' | 'authorCount'
>;

/** Each group has weights of its own: "benchmark" in a title is not "benchmark" in an abstract. */
export const FEATURE_GROUPS = [
  ...(['titleWords', 'titlePairs', 'titleShape'] as const),
  ...(['abstractWords', 'abstractPairs', 'abstractShape'] as const),
  ...(['categories', 'authors'] as const),
] as const;
export type FeatureGroup = (typeof FEATURE_GROUPS)[number];

/** How much there is of each feature; a group of which a paper's source says nothing is absent. */
export type TextFeatures = Partial<Record<FeatureGroup, ReadonlyMap<string, number>>>;

/** Who wrote a paper must not decide, so the names that slip into texts and links are as if they were not there. */
const LAB_NAMES = new Set(
  [
    'adobe alibaba allenai amazon anthropic apple baidu bytedance cmu cohere deepmind disney eth ethz facebook',
    'google harvard huawei ibm inria intel kaist kuaishou meituan meta microsoft mit mpi nvidia nvlabs openai oppo oxford',
    'princeton qualcomm salesforce samsung shanghai sony stanford tencent tiktok toyota tsinghua xai xiaomi yandex',
  ]
    .join(' ')
    .split(' '),
);

/** Of an address only the site counts: the rest names people and labs. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s)\]}>,;]+/gi;
const SITES = ['github.com', 'github.io', 'huggingface.co'];
/** A word, or what ends a thought: pairs do not reach across it. */
const WORD_OR_STOP = /[\p{L}\p{N}]+|[.,;:!?]/gu;
const STOPS = new Set('.,;:!?');

const TITLE_WORDS = [4, 6, 8, 10, 12, 14, 17];
const ABSTRACT_WORDS = [75, 100, 125, 150, 175, 200, 225, 250];
const NUMBERS = [1, 2, 3, 5, 8, 12];
const AUTHORS = [1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 25, 40];

export function featuresOf(paper: PaperText): TextFeatures {
  const { title, abstract, authors, authorCount, primaryCategory } = paper;
  const categories = paper.categories ?? (primaryCategory === undefined ? [] : [primaryCategory]);
  const people = Math.max(authors?.length ?? 0, authorCount ?? 0);
  const titleTokens = tokensOf(title);
  return {
    titleWords: weighted(wordsOf(titleTokens)),
    titlePairs: weighted(pairsOf(titleTokens)),
    titleShape: present([...titleShape(title), ...reached('words', wordsOf(titleTokens).length, TITLE_WORDS)]),
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

function tokensOf(text: string): string[] {
  const tokens = text.normalize('NFKC').toLowerCase().match(WORD_OR_STOP) ?? [];
  return tokens.map(token => (LAB_NAMES.has(token) ? '.' : token));
}

function wordsOf(tokens: readonly string[]): string[] {
  return tokens.filter(token => !STOPS.has(token));
}

function pairsOf(tokens: readonly string[]): string[] {
  const pairs: string[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    if (before !== undefined && !STOPS.has(before) && !STOPS.has(token)) pairs.push(`${before} ${token}`);
  }
  return pairs;
}

/** The tenth mention says less than the first, and a long text no more than a short one: length 1 in all. */
function weighted(words: readonly string[]): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const word of words) amounts.set(word, (amounts.get(word) ?? 0) + 1);
  let squares = 0;
  for (const count of amounts.values()) squares += (1 + Math.log(count)) ** 2;
  const length = Math.sqrt(squares);
  for (const [word, count] of amounts) amounts.set(word, (1 + Math.log(count)) / length);
  return amounts;
}

function present(features: readonly string[]): Map<string, number> {
  return new Map(features.map(feature => [feature, 1]));
}

/** `words ≥ 8` for each bound that a number reaches. */
function reached(what: string, number: number, bounds: readonly number[]): string[] {
  return bounds.filter(bound => number >= bound).map(bound => `${what} ≥ ${bound}`);
}
