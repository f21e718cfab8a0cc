// How alike two records are: a few named parts, each with its value and weight, whose points decide together.
import { type AbstractLikeness, likenessOfAbstracts } from './abstracts.ts';
import type { Evidence } from './evidence.ts';
import { type Objection, objectionTo } from './objection.ts';
import { isSameTeam, sharedPeople } from './people.ts';
import type { Profile, TitleProfile } from './profile.ts';
import { type Shingles, sharedShingles } from './shingles.ts';
import { MOST_YEAR_POINTS, yearPoints } from './years.ts';

/** One thing that speaks for or against two records being one work. */
export interface Part {
  /** In words an operator understands: "title of one in the text of the other". */
  name: string;
  value: number;
  /** Points are value times weight. */
  weight: number;
}

export interface Comparison extends Evidence {
  parts: Part[];
  /** Sum of the points beyond those needed: the higher, the surer; above zero they are the same. */
  score: number;
  /** What no likeness outweighs; not looked for where there is too little likeness. */
  objection?: Objection;
}

/** Points that two records need to be the same. */
export const POINTS_NEEDED = 11.24;

/**
 * The first six and the points needed were learnt by logistic regression (`npm run train -- duplicates`) on the training
 * pairs of Structured and Dirty DBLP-ACM (DeepMatcher's splits of the Leipzig benchmark), with the others held as they are.
 * Those are set by hand: in that data all copies have one year and none has an abstract, which is not so with preprints.
 */
const WEIGHTS = {
  titleInOther: 4.54,
  titlesInEachOther: 2.9,
  authors: 0.83,
  authorsUnknown: 0.61,
  texts: 4.12,
  textInOther: 3.22,
  years: 1,
  abstracts: 4,
} as const;

/** Points that authors and years can add at most. */
const MOST_OF_THE_REST = WEIGHTS.authors + WEIGHTS.years * MOST_YEAR_POINTS;

/**
 * Under the titles that are most alike and to which nothing is objected, or else under those most alike. Symmetric.
 * @param inFull with authors and years even where they cannot help
 */
export function compare(a: Profile, b: Profile, inFull = false): Comparison {
  const abstracts = likenessOfAbstracts(a.abstractPairs(), b.abstractPairs());
  let best: Comparison | undefined;
  for (const title of a.titles) {
    for (const other of b.titles) {
      for (const pair of pairings(title, other)) {
        const next = compareUnder(pair, [title, other], [a, b], abstracts, inFull);
        if (best === undefined || isBetter(next, best)) best = next;
      }
    }
  }
  return best!;
}

function isBetter(a: Comparison, b: Comparison): boolean {
  const [joins, joined] = [a.score > 0 && !a.objection, b.score > 0 && !b.objection];
  return joins === joined ? a.score > b.score : joins;
}

/** A title with a subtitle can be one from which it was cut. */
function pairings(title: TitleProfile, other: TitleProfile): (readonly [TitleProfile, TitleProfile])[] {
  const [main, otherMain] = [title.withoutSubtitle(), other.withoutSubtitle()];
  if (main && !otherMain) {
    return [
      [title, other],
      [main, other],
    ];
  }
  if (!main && otherMain) {
    return [
      [title, other],
      [title, otherMain],
    ];
  }
  return [[title, other]];
}

/** As if these were the titles of the two. */
function compareUnder(
  titles: readonly [TitleProfile, TitleProfile],
  whole: readonly [TitleProfile, TitleProfile],
  [a, b]: readonly [Profile, Profile],
  abstracts: AbstractLikeness | undefined,
  inFull: boolean,
): Comparison {
  const [title, other] = titles;
  const [there, back] = [shareIn(title, other), shareIn(other, title)];
  const texts = alike(title.textShingles, other.textShingles);
  const parts: Part[] = [
    { name: 'title of one in the text of the other', value: Math.max(there, back), weight: WEIGHTS.titleInOther },
    { name: 'and the other way round', value: Math.min(there, back), weight: WEIGHTS.titlesInEachOther },
    { name: 'title, authors and venue as one text', value: texts.whole, weight: WEIGHTS.texts },
    { name: 'one such text in the other', value: texts.part, weight: WEIGHTS.textInOther },
    { name: 'abstracts', value: abstracts?.value ?? 0, weight: WEIGHTS.abstracts },
  ];
  // Authors and years cannot help where this is too little.
  if (!inFull && sumOf(parts) + MOST_OF_THE_REST <= 0 && !abstracts?.isOneText)
    return { titles, isOneTeam: false, abstracts, parts, score: sumOf(parts) };
  const people = sharedPeople(title, other);
  const isOneTeam = people === 1 && isSameTeam(title, other);
  parts.push(
    people === undefined
      ? { name: 'authors unknown', value: 1, weight: WEIGHTS.authorsUnknown }
      : { name: 'authors in common', value: 2 * people - 1, weight: WEIGHTS.authors },
    { name: 'years', value: yearPoints(a, b, isOneTeam && title.glued === other.glued), weight: WEIGHTS.years },
  );
  const score = sumOf(parts);
  const evidence: Evidence = { titles, people, isOneTeam, abstracts };
  // What is not alike needs no objection.
  const objection = score > 0 || abstracts?.isOneText ? objectionTo(evidence, whole, [a, b]) : undefined;
  return { ...evidence, parts, score, objection };
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((points, { value, weight }) => points + value * weight, -POINTS_NEEDED);
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
