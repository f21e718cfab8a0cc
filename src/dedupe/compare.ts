// How alike two records are: a few named parts, each with its value and weight, whose points decide together.
import { sharedPeople } from './people.ts';
import type { Profile, TitleProfile } from './profile.ts';
import { type Shingles, sharedShingles } from './shingles.ts';

/** One thing that speaks for or against two records being one work. */
export interface Part {
  /** In words an operator understands: "title of one in the text of the other". */
  name: string;
  value: number;
  /** Points are value times weight; a sum above zero means the same work. */
  weight: number;
}

export interface Comparison {
  /** The titles under which the two are most alike. */
  titles: readonly [TitleProfile, TitleProfile];
  parts: Part[];
  /** Sum of the points: the higher, the surer. */
  score: number;
  /** Share of the shorter list of authors that both name; undefined where one names nobody. */
  people?: number;
  /** From -1, nothing in common, to 1, the same text; undefined where one has none. */
  abstracts?: number;
}

/**
 * The first seven were learnt by logistic regression (`npm run train -- duplicates`) on the training pairs of Structured
 * and Dirty DBLP-ACM (DeepMatcher's splits of the Leipzig benchmark), with the others held as they are. Those are set by
 * hand: in that data all copies have one year and none has an abstract, which is not so with preprints.
 */
const WEIGHTS = {
  start: -11.24,
  titleInOther: 4.54,
  titlesInEachOther: 2.9,
  authors: 0.83,
  authorsUnknown: 0.61,
  texts: 4.12,
  textInOther: 3.22,
  years: 1,
  numbers: -6,
  abstracts: 4,
} as const;

/** Points by years apart, at most 1, 3 and more: two publications of different years are two works. */
const YEARS_APART = { none: 0.5, publications: [-4, -5, -6], preprint: [-0.5, -1.5, -5] } as const;

/** Symmetric. */
export function compare(a: Profile, b: Profile): Comparison {
  return a.titles
    .flatMap(title => b.titles.flatMap(other => pairings(title, other)))
    .map(([title, other]) => compareUnder(title, other, a, b))
    .reduce((best, next) => (next.score > best.score ? next : best));
}

/** A title with a subtitle can be one from which it was cut. */
function pairings(title: TitleProfile, other: TitleProfile): [TitleProfile, TitleProfile][] {
  const [main, otherMain] = [title.withoutSubtitle(), other.withoutSubtitle()];
  if (main && !otherMain)
    return [
      [title, other],
      [main, other],
    ];
  if (!main && otherMain)
    return [
      [title, other],
      [title, otherMain],
    ];
  return [[title, other]];
}

/** As if these were the titles of the two. */
function compareUnder(title: TitleProfile, other: TitleProfile, a: Profile, b: Profile): Comparison {
  const [there, back] = [shareIn(title, other), shareIn(other, title)];
  const people = sharedPeople(title, other);
  const abstracts = alikeAbstracts(a, b);
  const texts = alike(title.textShingles, other.textShingles);
  const parts: Part[] = [
    { name: 'to begin with', value: 1, weight: WEIGHTS.start },
    { name: 'title of one in the text of the other', value: Math.max(there, back), weight: WEIGHTS.titleInOther },
    { name: 'and the other way round', value: Math.min(there, back), weight: WEIGHTS.titlesInEachOther },
    people === undefined
      ? { name: 'authors unknown', value: 1, weight: WEIGHTS.authorsUnknown }
      : { name: 'authors in common', value: 2 * people - 1, weight: WEIGHTS.authors },
    { name: 'title, authors and venue as one text', value: texts.whole, weight: WEIGHTS.texts },
    { name: 'one such text in the other', value: texts.part, weight: WEIGHTS.textInOther },
    { name: 'years', value: yearPoints(a, b), weight: WEIGHTS.years },
    { name: 'numbers in the titles differ', value: differingNumbers(title, other), weight: WEIGHTS.numbers },
    { name: 'abstracts', value: abstracts ?? 0, weight: WEIGHTS.abstracts },
  ];
  const score = parts.reduce((points, { value, weight }) => points + value * weight, 0);
  return { titles: [title, other], parts, score, people, abstracts };
}

/** How much of a title stands in the other record: in its title, or in its text as a whole. */
function shareIn({ shingles }: TitleProfile, other: TitleProfile): number {
  const inTitle = sharedShingles(shingles, other.shingles);
  return ratio(Math.max(inTitle, sharedShingles(shingles, other.textShingles)), shingles.length);
}

/** How much of both is shared, and how much of the shorter one. */
function alike(a: Shingles, b: Shingles): { whole: number; part: number } {
  const shared = sharedShingles(a, b);
  return { whole: ratio(2 * shared, a.length + b.length), part: ratio(shared, Math.min(a.length, b.length)) };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function yearPoints(a: Profile, b: Profile): number {
  if (a.year === undefined || b.year === undefined) return 0;
  const apart = Math.abs(a.year - b.year);
  if (apart === 0) return YEARS_APART.none;
  const published = !a.isPreprint && !b.isPreprint && (a.namesVenue || b.namesVenue);
  return YEARS_APART[published ? 'publications' : 'preprint'][apart <= 1 ? 0 : apart <= 3 ? 1 : 2];
}

function names({ list, glued }: TitleProfile, stem: string): boolean {
  return list.includes(stem) || (stem.length > 3 && glued.includes(stem));
}

/** A number such as software has; a longer one that only one title has is a page, a report or a day. */
const VERSION = /^(?:\d(?:\.\d)?|[ivx]+)$/;

/** 1 where "part 1" meets "part 2" or "qwen2" meets "qwen3", nearly as much where it meets "qwen". */
function differingNumbers(a: TitleProfile, b: TitleProfile): number {
  return Math.max(unlikeNumbers(a, b), unlikeNumbers(b, a));
}

function unlikeNumbers({ numbers }: TitleProfile, other: TitleProfile): number {
  let most = 0;
  for (const [stem, number] of numbers) {
    const counted = other.numbers.get(stem);
    if (counted !== undefined && counted !== number) return 1;
    if (counted === undefined && VERSION.test(number) && names(other, stem)) most = 0.75;
  }
  return most;
}

/** Of shorter abstracts only equal ones say something. */
const TELLING_PAIRS = 15;

/** A third of the shorter one's word pairs in the longer one says nothing, two thirds say that it is the same text. */
function alikeAbstracts(a: Profile, b: Profile): number | undefined {
  const [left, right] = [a.abstractPairs(), b.abstractPairs()];
  const least = Math.min(left.length, right.length);
  if (least === 0) return undefined;
  const kept = sharedShingles(left, right) / least;
  if (least < TELLING_PAIRS) return kept === 1 && left.length === right.length ? 1 : undefined;
  return Math.max(-1, Math.min(1, 3 * kept - 1));
}
