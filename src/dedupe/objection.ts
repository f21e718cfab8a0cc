// What tells two works apart, however alike their records are.
import type { Evidence } from './evidence.ts';
import { foldedWords } from './fold-text.ts';
import { otherWords } from './other-words.ts';
import type { Profile, TitleProfile } from './profile.ts';
import { differingNumbers } from './title-numbers.ts';
import { yearsApart } from './years.ts';

export interface Objection {
  /** One clause an operator can read. */
  because: string;
  /** Not even the same abstract outweighs it. */
  isFinal: boolean;
}

/** Below this length a title such as "Adam" names no single work: authors or abstract must agree as well. */
const TELLING_LENGTH = 20;
/** From this length on, of two words or more, it does where one of the records says nothing else. */
const UNCONTESTED_LENGTH = 12;
/** Two works by different people share a title of this length only by a strange chance; misread initials are likelier. */
const UNIQUE_LENGTH = 32;
/** Abstracts with less in common are those of two works, unless the title is the same. */
const OTHER_ABSTRACT = -0.5;
const SAME_ABSTRACT = 0.5;
const SAME_PEOPLE = 0.5;
const ONE_WORD_NAME = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * @param whole the titles before subtitles were left out: what they count, and whom they are about, still tells
 * @returns undefined where likeness alone decides
 */
export function objectionTo(
  evidence: Evidence,
  whole: readonly [TitleProfile, TitleProfile],
  records: readonly [Profile, Profile],
): Objection | undefined {
  const final = differingSubject(whole) ?? differingNumbers(...whole);
  if (final !== undefined) return { because: final, isFinal: true };
  if ((evidence.abstracts?.value ?? 0) >= SAME_ABSTRACT) return undefined;
  const because = byNature(evidence, whole, records) ?? byWords(evidence, whole, records);
  return because === undefined ? undefined : { because, isFinal: false };
}

function differingSubject([{ about: a }, { about: b }]: readonly [TitleProfile, TitleProfile]): string | undefined {
  return a === b ? undefined : `one is about another work, as its title says: "${a ?? b}"`;
}

/** Titles that many works have, and people who are others. */
function byNature(
  { titles: [title, other], people, isOneTeam }: Evidence,
  whole: readonly [TitleProfile, TitleProfile],
  [a, b]: readonly [Profile, Profile],
): string | undefined {
  if (title.isGeneric || other.isGeneric) {
    const apart = yearsApart(a, b);
    if (apart === 0 ? people !== 1 : apart !== undefined || !isOneTeam)
      return 'a title that many works have, and not the same people, or not in the same year';
  }
  if (
    people === 0 &&
    (title.length < UNIQUE_LENGTH || other.length < UNIQUE_LENGTH || [title, other].every(isWrittenOut))
  )
    return 'no author in common';
  const isShort = Math.min(title.length, other.length) < TELLING_LENGTH;
  if (isShort && people === undefined && !isUncontested(whole, [a, b]))
    return 'a title too short to name one work, and neither authors nor abstract agree';
  return undefined;
}

/** "Segment Anything" on a page that shows titles alone is the paper of that name. */
function isUncontested(
  [title, other]: readonly [TitleProfile, TitleProfile],
  records: readonly [Profile, Profile],
): boolean {
  if (title.glued !== other.glued || title.length < UNCONTESTED_LENGTH || title.list.length < 2) return false;
  return records.some(({ facts, titles }) => facts.abstract === undefined && titles[0]!.people.length === 0);
}

/** Titles with other words are those of other works, unless the abstract is the same. */
function byWords(
  { people = 0, abstracts }: Evidence,
  [title, other]: readonly [TitleProfile, TitleProfile],
  records: readonly [Profile, Profile],
): string | undefined {
  if (title.glued === other.glued) return undefined;
  if (abstracts && abstracts.value < OTHER_ABSTRACT) return 'other titles, and abstracts with nothing in common';
  const isShared = people >= SAME_PEOPLE;
  // Who shortens all names, and tells place and time in other words, copies by hand or by machine and misreads titles too.
  const mayBeMisread = isShared && ![title, other].some(isWrittenOut) && !areTold(records);
  if (mayBeMisread || title.hasFields || other.hasFields) return undefined;
  return otherWords(title, other, isShared);
}

/** The same venue and year, or none on both sides, as of two records of one source. */
function areTold([{ facts: a }, { facts: b }]: readonly [Profile, Profile]): boolean {
  return a.year === b.year && foldedWords(a.venue ?? '').join() === foldedWords(b.venue ?? '').join();
}

/** Names with given names in full are not misread, nor are those that are one word in their script. */
function isWrittenOut({ people }: TitleProfile): boolean {
  return people.some(
    ({ parts, family, initials }) =>
      ONE_WORD_NAME.test(family) || parts.some(part => part !== family && !initials.has(part)),
  );
}
