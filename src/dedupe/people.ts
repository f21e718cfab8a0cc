// Whether two records name the same people, in whichever field the names stand.
import { canBeOnePerson, type Person, personOf, TELLING_NAME } from './person.ts';

/** Lists of hundreds say no more than their beginning. */
const MAX_PEOPLE = 40;
const LATIN = /^[a-z]/;

export function peopleOf(authors: readonly string[] = []): Person[] {
  return authors.slice(0, MAX_PEOPLE).flatMap(name => personOf(name.slice(0, 200)) ?? []);
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
 * nobody that could be found in the other: none at all, a team, or names in another script
 */
export function sharedPeople(a: Mentions, b: Mentions): number | undefined {
  if (!areComparable(a.people, b.people)) return undefined;
  const [left, right] = [shareNamed(a, b), shareNamed(b, a)];
  // A record without authors contradicts nobody; one that has them in its title confirms them.
  if (left === undefined) return confirmed(right);
  if (right === undefined) return confirmed(left);
  if (a.people.length === b.people.length) return Math.max(left, right);
  return a.people.length < b.people.length ? left : right;
}

/** Whether the two lists name the same people, everybody on both sides. */
export function isSameTeam(a: Mentions, b: Mentions): boolean {
  return a.people.length > 0 && a.people.length === b.people.length && shareNamed(a, b) === 1 && shareNamed(b, a) === 1;
}

function areComparable(a: readonly Person[], b: readonly Person[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const kinds = (people: readonly Person[]) =>
    new Set(people.map(({ isTeam, family }) => (isTeam ? 'team' : LATIN.test(family) ? 'latin' : 'other')));
  return !kinds(a).isDisjointFrom(kinds(b));
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
