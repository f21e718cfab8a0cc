// Whether two records name the same people, however the names are written or into which field they slipped.
import { foldedWords } from './fold-text.ts';

/** The parts of one name, folded. */
export interface Person {
  parts: readonly string[];
  /** The last part longer than an initial: the family name, but for "Family, Given". */
  family: string;
}

/** Lists of hundreds say no more than their beginning. */
const MAX_PEOPLE = 40;
const NO_NAMES = new Set(['et', 'al', 'jr', 'sr', 'others', 'and']);
/** Shorter names are found in any text by chance. */
const TELLING_NAME = 5;

export function peopleOf(authors: readonly string[] = []): Person[] {
  return authors.slice(0, MAX_PEOPLE).flatMap(name => {
    const parts = foldedWords(name).filter(part => !NO_NAMES.has(part));
    const family = parts.findLast(part => part.length > 1) ?? parts.at(-1);
    return family === undefined ? [] : [{ parts, family }];
  });
}

/** Where people can be found: the list, and the glued words of the other fields, into which names may have slipped. */
export interface Mentions {
  people: readonly Person[];
  /** Title and venue. */
  elsewhere: string;
  words: ReadonlySet<string>;
}

/**
 * @returns the share of the shorter list that the other record names too, from 0 to 1; undefined where one of them names
 * nobody that could be found in the other
 */
export function sharedPeople(a: Mentions, b: Mentions): number | undefined {
  const [left, right] = [shareNamed(a, b), shareNamed(b, a)];
  // A record without authors contradicts nobody; one that has them in its title confirms them.
  if (left === undefined) return confirmed(right);
  if (right === undefined) return confirmed(left);
  if (a.people.length === b.people.length) return Math.max(left, right);
  return a.people.length < b.people.length ? left : right;
}

function confirmed(share: number | undefined): number | undefined {
  return share !== undefined && share >= 0.5 ? share : undefined;
}

function shareNamed({ people }: Mentions, other: Mentions): number | undefined {
  if (people.length === 0) return undefined;
  return people.filter(person => isNamed(person, other)).length / people.length;
}

function isNamed(person: Person, { people, elsewhere, words }: Mentions): boolean {
  const { family } = person;
  if (people.some(other => canBeOnePerson(person, other))) return true;
  return family.length >= TELLING_NAME ? elsewhere.includes(family) : words.has(family);
}

/**
 * "Y. LeCun", "LeCun, Yann", "Yann A. LeCun" and "YA LeCun" can be one person, "Wei Zhang" and "Wei Li" or "Lei Zhang"
 * cannot; a name in which spaces were lost holds the others.
 */
export function canBeOnePerson(a: Person, b: Person): boolean {
  if (isOneName(a.family, b.family)) return givenAgree(a, a.family, b, b.family);
  if (isTurned(a, b) || isTurned(b, a)) return true;
  return holds(a.family, b.family) || holds(b.family, a.family);
}

/** "Family, Given": the family name of one is another part of the other's. */
function isTurned({ parts, family }: Person, other: Person): boolean {
  if (family.length < 3 || other.parts.length < 2 || !other.parts.includes(family)) return false;
  return givenAgree({ parts, family }, family, other, family);
}

function holds(glued: string, family: string): boolean {
  return family.length >= TELLING_NAME && glued.length > family.length + 3 && glued.includes(family);
}

/** Whether some given name of one can be one of the other; who is known by the family name alone can be anybody. */
function givenAgree(a: Person, familyA: string, b: Person, familyB: string): boolean {
  const [left, right] = [givenOf(a, familyA), givenOf(b, familyB)];
  if (left.length === 0 || right.length === 0) return true;
  return left.some(name => right.some(other => isOneGiven(name, other)));
}

function givenOf({ parts }: Person, family: string): string[] {
  const at = parts.lastIndexOf(family);
  return parts.filter((_, place) => place !== at);
}

/** "alex" and "alexander", "k" and "kenneth", the initials "rt" and "richard". */
function isOneGiven(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (longer.startsWith(shorter) || isOneName(a, b)) return true;
  return shorter.length <= 3 && [...shorter].some(initial => longer.startsWith(initial));
}

/** Words that are equal but for a slip of the pen. */
export function isOneName(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < 4) return false;
  return isWithin(longer.length >= 8 ? 2 : 1, shorter, longer);
}

/** Whether so few letters inserted, left out or exchanged make one of the other (Levenshtein). */
function isWithin(limit: number, shorter: string, longer: string): boolean {
  if (longer.length - shorter.length > limit) return false;
  let row = Array.from({ length: longer.length + 1 }, (_, at) => at);
  for (let i = 1; i <= shorter.length; i++) {
    const next = [i];
    for (let j = 1; j <= longer.length; j++) {
      const exchanged = row[j - 1]! + (shorter[i - 1] === longer[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1));
    }
    if (Math.min(...next) > limit) return false;
    row = next;
  }
  return row.at(-1)! <= limit;
}
