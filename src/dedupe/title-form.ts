// What the punctuation of a title tells that its words alone do not.
import { foldedUnits } from './fold-text.ts';
import { FUNCTION_WORDS, VENUES } from './frequent-words.ts';
import { YEAR } from './title-numbers.ts';

/** Places and lengths count folded words, years left out. */
export interface TitleForm {
  /** Number of words in front of a colon, as in "HiveNet-2: Counting Bees"; 0 without one. */
  nameLength: number;
  /** Numbers of words in front of each point, comma, colon, dash, bracket and mark of a question. */
  breaks: ReadonlySet<number>;
  /** Whether the end of the title was left out: "Counting Bees in...". */
  isCut: boolean;
  /** Place from which on the words seem to be a list of authors that slipped in. */
  fieldsFrom: number;
  /** Names or a venue seem to have slipped in, which the record does not have where they belong. */
  hasFields: boolean;
}

const BREAK = /[.,:;?!)\]]\s|\s[([]|\s[–—-]+\s/gu;
/** A function word at the end is one as well. */
const CUT = /(?:\.\.\.|…)\s*$/u;
/** Of the venues one is written out of words that titles have as well. */
const VENUE_IN_WORDS = /\bvery large data ?bases\b/i;
const MAX_BREAKS = 12;
/** "data models ada lovelace , mary shelley": commas between what may be names, and no "and" as in a list of things. */
const LIST = /,(?!\s*(?:and|or|&)\s)\s/g;
const MAX_NAME_WORDS = 4;
const LEAST_TITLE_WORDS = 2;

/** @param known what the record names where it belongs */
export function titleForm(
  title: string,
  words: readonly string[],
  known: { authors: boolean; venue: boolean },
): TitleForm {
  const fieldsFrom = known.authors ? Number.POSITIVE_INFINITY : namesFrom(title);
  const breaks = new Map<number, string>();
  for (const { index, 0: mark } of [...title.matchAll(BREAK)].slice(0, MAX_BREAKS))
    breaks.set(countWords(title.slice(0, index)), mark.trim());
  return {
    nameLength:
      breaks.entries().find(([, mark]) => mark === ':' || mark.startsWith('-') || mark === '–' || mark === '—')?.[0] ??
      0,
    breaks: new Set(breaks.keys()),
    isCut: CUT.test(title) || FUNCTION_WORDS.has(words.at(-1) ?? ''),
    fieldsFrom,
    hasFields:
      fieldsFrom < words.length ||
      (!known.venue && (VENUE_IN_WORDS.test(title) || words.slice(LEAST_TITLE_WORDS).some(word => VENUES.has(word)))),
  };
}

function namesFrom(title: string): number {
  const parts = title.split(LIST);
  if (parts.length < 2 || / and | & /.test(parts.at(-1)!)) return Number.POSITIVE_INFINITY;
  if (parts.slice(1, -1).some(part => countWords(part) > MAX_NAME_WORDS)) return Number.POSITIVE_INFINITY;
  return Math.max(LEAST_TITLE_WORDS, countWords(parts[0]!) - MAX_NAME_WORDS);
}

function countWords(text: string): number {
  return foldedUnits(text).filter(word => !YEAR.test(word)).length;
}
