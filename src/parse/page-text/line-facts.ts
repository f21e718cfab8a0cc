// One line of a page: the facts it is made of, or its words.
import { type FactToken, readFact } from './page-token.ts';
import type { Piece, SplitLine } from './split-links.ts';

/** A name among facts, such as the organisation in `NVIDIA · Oct 4`. */
export interface NameToken {
  kind: 'text';
  text: string;
  heading: 0;
}

const MARKER = /^[-*+•_]/;
const LIST_MARKER = /^[-*+•] (?=\S)/;
const EMPHASIS = /^(\*\*|__)(.{1,600})\1$/;

/** @returns the facts, perhaps after one name; undefined where the line is words */
export function factsOf({ pieces }: SplitLine, isHeading: boolean): (FactToken | NameToken)[] | undefined {
  if (pieces.length === 0) return [];
  const whole = readFact(withoutMarker(joinPieces(pieces)), pieces.length === 1 ? pieces[0]?.target : undefined);
  if (whole?.kind === 'chrome') return [whole];
  // A day is the heading of a page, never of a paper; a lone number is a title gone wrong, and is named as one.
  if (isHeading) return whole?.kind === 'date' ? [whole] : undefined;
  if (whole && pieces.length === 1) return [whole];
  const parts = pieces.flatMap(splitAtDots);
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

/** @returns the words of the line without marks, and where they link to */
export function wordsOf({ pieces }: SplitLine, isMarkdown: boolean): { text: string; target?: string } {
  const marked = joinPieces(pieces);
  const joined = MARKER.test(marked) ? marked.replace(EMPHASIS, '$2') : marked;
  const target = pieces.find(piece => piece.target !== undefined)?.target;
  return { text: isMarkdown ? withoutMarker(joined) : joined, ...(target === undefined ? {} : { target }) };
}

function withoutMarker(text: string): string {
  return MARKER.test(text) ? text.replace(LIST_MARKER, '') : text;
}

function splitAtDots(piece: Piece): Piece[] {
  if (!piece.text.includes('·')) return [piece];
  const parts = piece.text.split(/(·)/).map(text => ({ ...piece, text: text.trim() }));
  return parts.filter(part => part.text !== '');
}

function joinPieces(pieces: readonly Piece[]): string {
  if (pieces.length === 1) return pieces[0]?.text ?? '';
  return pieces
    .map(piece => piece.text)
    .join(' ')
    .trim();
}
