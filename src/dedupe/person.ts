// Whether two names can be one person's, however they are written.
import { foldedWords } from './fold-text.ts';
import { isWithinEdits } from './misspelling.ts';

/** The parts of one name, folded. */
export interface Person {
  parts: readonly string[];
  /** The last part longer than an initial: the family name, but for "Family, Given". */
  family: string;
  /** Parts that are initials, or may be because the name is written in one case. */
  initials: ReadonlySet<string>;
  /** A group that signs as one, such as "Hive Team": another name for people, who may be named elsewhere. */
  isTeam: boolean;
}

const NO_NAMES = new Set(['et', 'al', 'jr', 'sr', 'others', 'and']);
const TEAMS = new Set([
  'authors',
  'collaboration',
  'community',
  'consortium',
  'group',
  'initiative',
  'lab',
  'labs',
  'team',
]);
/** "RTF": more than three initials in a row are a name. */
const MAX_INITIALS = 3;
/** "Wang" and "Yang", "Chen" and "Chan" are families; of longer names one is likelier a slip of the other. */
const LEAST_MISSPELT = 6;
/** "Alex" stands for "Alexander", but "Jun" not for "Junjie". */
const LEAST_SHORTENED = 4;
/** Shorter names are found in any text by chance. */
export const TELLING_NAME = 5;
const DIGIT = /\d/;
const NOT_LETTERS = /[^\p{L}\p{M}\p{N}]+/u;

/** @returns undefined for what holds no name, such as "et al." */
export function personOf(name: string): Person | undefined {
  const parts = foldedWords(name).filter(part => !NO_NAMES.has(part));
  const family = parts.findLast(part => part.length > 1) ?? parts.at(-1);
  if (family === undefined) return undefined;
  return { parts, family, initials: initialsIn(name, parts), isTeam: parts.length > 1 && TEAMS.has(parts.at(-1)!) };
}

function initialsIn(name: string, parts: readonly string[]): ReadonlySet<string> {
  const short = parts.filter(part => part.length <= MAX_INITIALS);
  const isOneCase = name === name.toLowerCase() || name === name.toUpperCase();
  if (short.length === 0 || isOneCase) return new Set(short);
  const written = new Set(name.split(NOT_LETTERS));
  return new Set(short.filter(part => part.length === 1 || written.has(part.toUpperCase())));
}

/**
 * "Y. LeCun", "LeCun, Yann", "Yann A. LeCun" and "YA LeCun" can be one person, "Wei Zhang" and "Wei Li", "Lei Zhang" or
 * "Wen Zhang" cannot; a name in which spaces were lost holds the others. Symmetric.
 */
export function canBeOnePerson(a: Person, b: Person): boolean {
  if (a.isTeam || b.isTeam) return a.parts.join(' ') === b.parts.join(' ');
  if (isOneName(a.family, b.family)) return givenAgree(a, a.family, b, b.family);
  if (isTurned(a, b) || isTurned(b, a)) return true;
  return holds(a, b) || holds(b, a);
}

/** Names that are equal but for a slip of the pen, which is none in a number. */
function isOneName(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < LEAST_MISSPELT || (a[0] !== b[0] && a.at(-1) !== b.at(-1))) return false;
  if (DIGIT.test(a) || DIGIT.test(b)) return false;
  return isWithinEdits(longer.length >= 8 ? 2 : 1, shorter, longer);
}

/** "Family, Given": the family name of one is another part of the other's. */
function isTurned(person: Person, other: Person): boolean {
  const { family } = person;
  if (family.length < 2 || other.parts.length < 2 || !other.parts.includes(family)) return false;
  return givenAgree(person, family, other, family);
}

/** "VassalosandYannisPapakonstantinou" holds "Yannis Papakonstantinou", but "Changpinyo" not "Ed Chang". */
function holds({ family: glued }: Person, { parts, family }: Person): boolean {
  if (family.length < TELLING_NAME || glued.length <= family.length + 3 || !glued.includes(family)) return false;
  return glued.endsWith(family) || parts.some(part => part !== family && part.length > 2 && glued.includes(part));
}

/** Whether some given name of one can be one of the other; who is known by the family name alone can be anybody. */
function givenAgree(a: Person, familyA: string, b: Person, familyB: string): boolean {
  const [left, right] = [givenOf(a, familyA), givenOf(b, familyB)];
  if (left.length === 0 || right.length === 0 || left.join('') === right.join('')) return true;
  return left.some(name => right.some(other => isOneGiven(name, a.initials.has(name), other, b.initials.has(other))));
}

function givenOf({ parts }: Person, family: string): string[] {
  const at = parts.lastIndexOf(family);
  return parts.filter((_, place) => place !== at);
}

/** "alex" and "alexander", "k" and "kenneth", the initials "rt" and "richard" or "thomas". */
function isOneGiven(a: string, isInitialsA: boolean, b: string, isInitialsB: boolean): boolean {
  if (isInitialsA && isInitialsB && a.length > 1 && b.length > 1) return a.startsWith(b) || b.startsWith(a);
  if (isInitialsA && a.length < b.length) return [...a].some(initial => b.startsWith(initial));
  if (isInitialsB && b.length < a.length) return [...b].some(initial => a.startsWith(initial));
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return isOneName(a, b) || (shorter.length >= LEAST_SHORTENED && longer.startsWith(shorter));
}
