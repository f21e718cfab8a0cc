// The small syntax of a reader's own words: `soft robot* + "protein design"`.

/** Words that stand side by side in a paper. */
export interface KeywordPart {
  /** Without quotes; a `*` at its end makes the last word a beginning. */
  text: string;
  /** Was in quotes: each word only in this very form, and no `*`. */
  exact: boolean;
}

const SYNTAX = /["“”„+*]/;
const QUOTES = /[“”„]/g;
/** The ++ of `C++` belongs to its word. */
const PIECE = /"[^"]*"|(?:[^"+]|(?<=[\p{L}\p{N}])\+\+(?![\p{L}+]))+|\+/gu;
const PLUS_FAULT = 'expected words before and after each +, and quotes around a word that has one: "CIFAR-10+"';
const A_WORD = /[\p{L}\p{N}]/u;
const BEGINNING = /[\p{L}\p{N}\p{M}]{2}\*$/u;

/**
 * Reads a keyword or muted word. All of its parts, separated by `+`, must be within the paper; `C++` is a word.
 * @returns the parts, at least one, or what was expected instead
 */
export function readKeyword(text: string): { parts: KeywordPart[] } | { fault: string } {
  if (!SYNTAX.test(text) && A_WORD.test(text)) return { parts: [{ text: text.trim(), exact: false }] };
  const plain = text.replace(QUOTES, '"');
  if (plain.split('"').length % 2 === 0) return { fault: 'expected a second " to close the quotes' };
  const pieces = (plain.match(PIECE) ?? []).map(piece => piece.trim()).filter(piece => piece !== '');
  const parts: KeywordPart[] = [];
  for (let at = 0; ; at += 2) {
    const [piece, plus] = [pieces[at], pieces[at + 1]];
    if (piece === undefined || piece === '+') return { fault: PLUS_FAULT };
    if (plus !== undefined && plus !== '+') return { fault: 'expected a + between words and quotes' };
    const part = { text: piece.replaceAll('"', '').trim(), exact: piece.startsWith('"') };
    const fault = faultOf(part);
    if (fault) return { fault };
    parts.push(part);
    if (plus === undefined) return { parts };
  }
}

function faultOf({ text, exact }: KeywordPart): string | undefined {
  const star = exact ? -1 : text.indexOf('*');
  if (star >= 0 && star < text.length - 1) return 'expected a * only at the end of the last word';
  if (star >= 0 && !BEGINNING.test(text)) return 'expected at least two letters before the *';
  return A_WORD.test(text) ? undefined : 'expected a word with a letter or digit';
}
