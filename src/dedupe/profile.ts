// A record as it is compared: its words, people, numbers and dates, worked out once for all the records it meets.
import type { PaperFacts } from '../domain/paper.ts';
import { foldedWords } from './fold-text.ts';
import { isGenericTitle } from './frequent-words.ts';
import { type Mentions, peopleOf } from './people.ts';
import { type Shingles, shinglesOf, wordPairsOf } from './shingles.ts';

/** One title that the work has, and what follows from it. */
export interface TitleProfile extends Mentions {
  words: ReadonlySet<string>;
  /** Words of the title in their order, years left out. */
  list: readonly string[];
  /** The same without spaces. */
  glued: string;
  isGeneric: boolean;
  shingles: Shingles;
  /** Of title, authors and venue as one text, for fields that slipped into the wrong column. */
  textShingles: Shingles;
  /** As if what follows a colon had been left out; undefined where nothing does, or what is left could be any title. */
  withoutSubtitle(): TitleProfile | undefined;
  /** Numbers of the title with the word before them, which two titles must not count differently: "gpt" → "4". */
  numbers: ReadonlyMap<string, string>;
}

export interface Profile {
  facts: PaperFacts;
  /** The title first, then those that other records of the work have. */
  titles: readonly TitleProfile[];
  /** Of publication, as a field or else as the last year named in title or venue. */
  year?: number;
  namesVenue: boolean;
  /** It has a title, and neither authors nor venue nor year. */
  isBare: boolean;
  /** A version before publication, which may be years older than it. */
  isPreprint: boolean;
  /** Pairs of words of the abstract, none where there is none. Worked out when first asked for. */
  abstractPairs(): Shingles;
}

const YEAR = /^(?:19[6-9]\d|20[0-4]\d)$/;
/** Tables turn years into 1998.0. */
const YEAR_OF_A_TABLE = /\b((?:19|20)\d\d)\.0\b/g;
const PREPRINT =
  /\b(?:arxiv|corr|(?:pre|e-)print|tech(?:nical|n)?\W{0,3}rep(?:ort)?|working paper|(?:extended|full) version|to appear|submitted|manuscript|unpublished|thesis)\b/i;
const ARXIV_DOI = /^10\.48550\//;
/** Two words and fifteen characters before a colon or a dash between spaces. */
const MAIN_TITLE = /^(?=.{15})(\S+ [^:]{8,}?)(?::| [–—-]) \S/u;
const NUMBERED = /^(\D*?)(\d{1,3})$/;
const DIMENSION = /^(\d{1,3})(d|st|nd|rd|th)$/;
const ROMAN = /^(?:i{1,3}|iv|vi{0,3}|ix|x)$/;
const COUNTED = new Set(['part', 'volume', 'vol', 'chapter']);

const profiles = new WeakMap<PaperFacts, Profile>();

/** The same facts give the same profile without working it out again. */
export function profileOf(facts: PaperFacts): Profile {
  const known = profiles.get(facts);
  if (known) return known;
  const profile = makeProfile(facts);
  profiles.set(facts, profile);
  return profile;
}

function makeProfile(facts: PaperFacts): Profile {
  const people = peopleOf(facts.authors);
  const venue = wordsOf(facts.venue ?? '');
  const titleProfile = (title: string): TitleProfile => {
    // Years are compared as years: in a title they are often those of the conference.
    const words = wordsOf(title).filter(word => !YEAR.test(word));
    const glued = words.join('');
    return {
      people,
      list: words,
      words: new Set([...words, ...venue]),
      elsewhere: glued + venue.join(''),
      glued,
      isGeneric: words.length > 0 && isGenericTitle(words),
      shingles: shinglesOf(glued),
      textShingles: shinglesOf([...words, ...people.flatMap(({ parts }) => parts), ...venue].join('')),
      withoutSubtitle: once(() => {
        const main = MAIN_TITLE.exec(title)?.[1];
        return main === undefined ? undefined : titleProfile(main);
      }),
      numbers: numbersIn(words),
    };
  };
  return {
    facts,
    titles: [facts.title, ...(facts.otherTitles ?? [])].map(titleProfile),
    year: yearOf(facts) ?? lastYear([...wordsOf(facts.title), ...venue]),
    namesVenue: venue.length > 0,
    isBare: people.length === 0 && venue.length === 0 && facts.year === undefined,
    isPreprint:
      facts.arxivId !== undefined ||
      ARXIV_DOI.test(facts.doi ?? '') ||
      PREPRINT.test(facts.title) ||
      PREPRINT.test(facts.venue ?? ''),
    abstractPairs: once(() => wordPairsOf(foldedWords(facts.abstract ?? ''))),
  };
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

function wordsOf(field: string): string[] {
  return foldedWords(field.replace(YEAR_OF_A_TABLE, '$1'));
}

function yearOf({ year, publishedAt }: PaperFacts): number | undefined {
  return year ?? (publishedAt ? Number(publishedAt.slice(0, 4)) : undefined);
}

function lastYear(words: readonly string[]): number | undefined {
  const year = words.findLast(word => YEAR.test(word));
  return year === undefined ? undefined : Number(year);
}

/** "gpt4" and "gpt 4" both count 4 after "gpt", "part ii" counts ii after "part". */
function numbersIn(words: readonly string[]): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '';
    const [, stem, digits] = NUMBERED.exec(word) ?? [];
    if (digits !== undefined) {
      // "qwen 2 5" is one number, as "2.5" was before it was folded.
      const running = stem === '' ? [...numbers.keys()].at(-1) : undefined;
      if (running !== undefined && /\d$/.test(before)) numbers.set(running, `${numbers.get(running)}.${digits}`);
      else numbers.set(stem || before, digits);
    } else if (DIMENSION.test(word)) {
      const [, number = '', unit = ''] = DIMENSION.exec(word) ?? [];
      numbers.set(unit === 'd' ? '-d' : '-th', number);
    } else if (COUNTED.has(before) && ROMAN.test(word)) numbers.set(before, word);
  }
  return numbers;
}
