// A record as it is compared: its words, people, numbers and dates, worked out once for all the records it meets.
import type { PaperFacts } from '../domain/paper.ts';
import { aboutAnother } from './about-another.ts';
import { foldedUnits, foldedWords } from './fold-text.ts';
import { isGenericTitle } from './frequent-words.ts';
import { titlesOf } from './known-titles.ts';
import { type Mentions, peopleOf } from './people.ts';
import { type Shingles, shinglesOf, wordPairsOf } from './shingles.ts';
import { type TitleForm, titleForm } from './title-form.ts';
import { numbersOf, type TitleNumbers, YEAR } from './title-numbers.ts';

/** One title that the work has, and what follows from it. */
export interface TitleProfile extends Mentions, TitleForm {
  words: ReadonlySet<string>;
  /** Words of the title in their order, Chinese and Japanese characters each for itself, years left out. */
  list: readonly string[];
  /** The same without spaces. */
  glued: string;
  /** Of the glued words in letters; a Chinese character says as much as three. */
  length: number;
  isGeneric: boolean;
  shingles: Shingles;
  /** Of title, authors and venue as one text, for fields that slipped into the wrong column. */
  textShingles: Shingles;
  /** As if what follows a colon had been left out; undefined where nothing does, or what is left could be any title. */
  withoutSubtitle(): TitleProfile | undefined;
  numbers: TitleNumbers;
  /** "reply", "erratum" where the title is that of a work about another. */
  about?: string;
}

export interface Profile {
  facts: PaperFacts;
  /** The title first, then those that other records of the work have. */
  titles: readonly TitleProfile[];
  /** First and last year of publication, as fields, or else as the last year named in title or venue. */
  years?: readonly [number, number];
  namesVenue: boolean;
  /** A version before publication, which may be years older than it. */
  isPreprint: boolean;
  /** Pairs of words of the abstract, none where there is none. Worked out when first asked for. */
  abstractPairs(): Shingles;
}

/** Tables turn years into 1998.0. */
const YEAR_OF_A_TABLE = /\b((?:19|20)\d\d)\.0\b/g;
const PREPRINT =
  /\b(?:arxiv|corr|(?:pre|e-)print|tech(?:nical|n)?\W{0,3}rep(?:ort)?|working paper|(?:extended|full) version|to appear|submitted|manuscript|unpublished|thesis)\b/i;
const ARXIV_DOI = /^10\.48550\//;
/** Two words and fifteen characters before a colon or a dash between spaces. */
const MAIN_TITLE = /^(?=.{15})(\S+ [^:]{8,}?)(?::| [–—-]) \S/u;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const MAX_TITLE_WORDS = 100;
const MAX_ABSTRACT = 20_000;
const MAX_VENUE = 500;

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
  const venue = wordsOf((facts.venue ?? '').slice(0, MAX_VENUE));
  const titleProfile = (title: string): TitleProfile => {
    // Years are compared as years: in a title they are often those of the conference.
    const words = wordsOf(title).filter(word => !YEAR.test(word));
    const list = foldedUnits(withoutTables(title))
      .filter(word => !YEAR.test(word))
      .slice(0, MAX_TITLE_WORDS);
    const glued = list.join('');
    return {
      people,
      list,
      words: new Set([...words, ...venue]),
      elsewhere: glued + venue.join(''),
      glued,
      length: glued.length + 2 * (glued.match(IDEOGRAPHS)?.length ?? 0),
      isGeneric: words.length > 0 && isGenericTitle(words),
      shingles: shinglesOf(glued),
      textShingles: shinglesOf([...list, ...people.flatMap(({ parts }) => parts), ...venue].join('')),
      withoutSubtitle: once(() => {
        const main = MAIN_TITLE.exec(title)?.[1];
        return main === undefined ? undefined : titleProfile(main);
      }),
      numbers: numbersOf(title),
      ...titleForm(title, list, { authors: people.length > 0, venue: venue.length > 0 }),
      about: aboutAnother(title),
    };
  };
  const titles = titlesOf(facts);
  return {
    facts,
    titles: titles.map(titleProfile),
    years: yearsOf(facts) ?? lastYear([...wordsOf(titles[0]!), ...venue]),
    namesVenue: venue.length > 0,
    isPreprint:
      facts.arxivId !== undefined ||
      ARXIV_DOI.test(facts.doi ?? '') ||
      PREPRINT.test(titles[0]!) ||
      PREPRINT.test(facts.venue ?? ''),
    abstractPairs: once(() => wordPairsOf(foldedUnits((facts.abstract ?? '').slice(0, MAX_ABSTRACT)))),
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
  return foldedWords(withoutTables(field));
}

function withoutTables(field: string): string {
  return field.replace(YEAR_OF_A_TABLE, '$1');
}

function yearsOf({ year, lastYear, publishedAt }: PaperFacts): readonly [number, number] | undefined {
  const years = [year, lastYear, publishedAt ? Number(publishedAt.slice(0, 4)) : undefined].filter(
    each => each !== undefined,
  );
  return years.length === 0 ? undefined : [Math.min(...years), Math.max(...years)];
}

function lastYear(words: readonly string[]): readonly [number, number] | undefined {
  const year = words.findLast(word => YEAR.test(word));
  return year === undefined ? undefined : [Number(year), Number(year)];
}
