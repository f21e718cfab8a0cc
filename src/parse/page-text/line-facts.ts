// One line of a page: the facts it is made of, or its words.
import { type FactToken, readChrome, readFact } from './page-token.ts';
import type { Piece } from './split-links.ts';

/** A name among facts, such as the organisation in `NVIDIA · Oct 4`. */
export interface NameToken {
  kind: 'text';
  text: string;
  heading: 0;
}

const MARKERS: ReadonlySet<string> = new Set('-*+•_');
const LIST_MARKER = /^[-*+•] (?=\S)/;
const EMPHASIS = /^(\*\*|__)(.{1,600})\1$/;

/**
 * @param joined the text of the pieces
 * @returns the facts, perhaps after one name; undefined where the line is words
 */
export function factsOf(
  pieces: readonly Piece[],
  joined: string,
  isHeading: boolean,
): (FactToken | NameToken)[] | undefined {
  const [first] = pieces;
  if (!first) return [];
  const words = withoutMarker(joined);
  const isOne = pieces.length === 1;
  const whole = isOne || isHeading ? readFact(words, isOne ? first.target : undefined) : readChrome(words);
  if (whole?.kind === 'chrome') return [whole];
  // A day is the heading of a page, never of a paper; a lone number is a title gone wrong, and is named as one.
  if (isHeading) return whole?.kind === 'date' ? [whole] : undefined;
  if (isOne && (whole || !first.text.includes('·'))) return whole && [whole];
  const parts = joined.includes('·') ? pieces.flatMap(splitAtDots) : pieces;
  if (parts.length === 1) return undefined;
  const facts = parts.map(part => readFact(withoutMarker(part.text), part.target));
  const unknown = facts.filter(fact => fact === undefined).length;
  // The only words on a line of facts are a name, and it comes first.
  if (unknown > 1 || (unknown === 1 && (facts[0] !== undefined || facts[1]?.kind !== 'dot'))) return undefined;
  return facts.map((fact, index) => {
    if (!fact) return { kind: 'text', text: parts[index]?.text ?? '', heading: 0 };
    // A number behind the date, on its line, counts the comments: `Mar 8, 2024 [ 6][39]`.
    return fact.kind === 'count' && facts[index - 1]?.kind === 'date' ? { ...fact, of: 'comments' } : fact;
  });
}

/** @returns the words of a line without marks */
export function wordsOf(marked: string, isMarkdown: boolean): string {
  if (!MARKERS.has(marked.charAt(0))) return marked;
  const words = marked.replace(EMPHASIS, '$2');
  return isMarkdown ? withoutMarker(words) : words;
}

function withoutMarker(text: string): string {
  return MARKERS.has(text.charAt(0)) ? text.replace(LIST_MARKER, '') : text;
}

function splitAtDots(piece: Piece): Piece[] {
  if (!piece.text.includes('·')) return [piece];
  const parts = piece.text.split(/(·)/).map(text => ({ ...piece, text: text.trim() }));
  return parts.filter(part => part.text !== '');
}

export function joinPieces(pieces: readonly Piece[]): string {
  if (pieces.length === 1) return pieces[0]?.text ?? '';
  return pieces
    .map(piece => piece.text)
    .join(' ')
    .trim();
}
