// Keys that near-duplicates share: pieces of the title that few others have, how it begins, and its first authors.
import type { PaperFacts } from '../domain/paper.ts';
import { foldedWords } from './fold-text.ts';
import { commonCharacters, FUNCTION_WORDS } from './frequent-words.ts';
import { titlesOf } from './known-titles.ts';
import { peopleOf } from './people.ts';
import { hashText } from './shingles.ts';

/** Characters of the title that pieces are taken from: what stands later may be a subtitle, or fields that slipped in. */
const HEAD_LENGTH = 64;
const PIECE_LENGTH = 8;
const MAX_COMMON_IN_PIECE = 4;
/** Each picks the piece whose number it makes the least, so that two titles agree as often as they share pieces (MinHash). */
const PICKERS = [0x9e_37_79_b1, 0x85_eb_ca_77, 0xc2_b2_ae_3d, 0x27_d4_eb_2f, 0x16_56_67_b1, 0x2c_1b_3c_6d];
const START_LENGTH = 8;
const MIN_UNCOMMON_IN_START = 3;
const MAX_START_LENGTH = 40;
const FIRST_AUTHORS = 3;

/** More papers than are ever looked at may have a title as short as this: with its first author it is rare again. */
const MAX_SHORT_TITLE = 24;

/** However many titles a work had: each of them is a key of its own as well. */
const MAX_KEYS = 40;

/**
 * At most eight short hashes for each title, 40 in all. They depend on nothing but this record; spaces, accents, case and
 * TeX do not change them. A piece or a start that consists of common words is none, so that "large language model" brings nobody together.
 */
export function nearKeys(paper: PaperFacts): string[] {
  const keys = new Set<string>();
  const team = firstAuthors(paper.authors);
  if (team !== undefined) keys.add(`a${short(hashText(team))}`);
  const [first] = peopleOf(paper.authors?.slice(0, 1));
  for (const title of titlesOf(paper)) {
    const words = foldedWords(title);
    const glued = words.join('');
    if (first && glued.length <= MAX_SHORT_TITLE) keys.add(`t${short(hashText(`${glued} ${first.family}`))}`);
    for (const piece of pickPieces(glued.slice(0, HEAD_LENGTH))) keys.add(piece);
    const start = startOf(
      words
        .filter(word => !FUNCTION_WORDS.has(word))
        .join('')
        .slice(0, MAX_START_LENGTH),
    );
    if (start !== '') keys.add(`s${short(hashText(start))}`);
  }
  return [...keys].slice(0, MAX_KEYS);
}

function pickPieces(glued: string): string[] {
  const common = commonCharacters(glued);
  const least = PICKERS.map(() => ({ order: Number.POSITIVE_INFINITY, piece: -1 }));
  for (let at = 0; at + PIECE_LENGTH <= glued.length; at++) {
    if (countIn(common, at, PIECE_LENGTH) > MAX_COMMON_IN_PIECE) continue;
    const piece = hashText(glued.slice(at, at + PIECE_LENGTH));
    for (const [which, picker] of PICKERS.entries()) {
      const order = mix(piece ^ picker);
      if (order < least[which]!.order) least[which] = { order, piece };
    }
  }
  return least.filter(({ piece }) => piece >= 0).map(({ piece }) => `p${short(piece)}`);
}

/** As far as it takes to leave common words behind. */
function startOf(glued: string): string {
  const common = commonCharacters(glued);
  let length = Math.min(START_LENGTH, glued.length);
  while (length < glued.length && length - countIn(common, 0, length) < MIN_UNCOMMON_IN_START) length++;
  return glued.slice(0, length);
}

/** Family names of the first authors, in an order of their own; one name alone is many people's. */
function firstAuthors(authors: readonly string[] | undefined): string | undefined {
  const families = peopleOf(authors?.slice(0, FIRST_AUTHORS))
    .map(({ family }) => family)
    .filter(family => family.length > 2);
  return families.length < 2 ? undefined : families.sort().join(' ');
}

function countIn(marks: Uint8Array, from: number, length: number): number {
  let count = 0;
  for (let at = from; at < from + length; at++) count += marks[at]!;
  return count;
}

/** Murmur3's finaliser: every bit of the number changes every bit of the result with even chance. */
function mix(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85_eb_ca_6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2_b2_ae_35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function short(hash: number): string {
  return hash.toString(36);
}
