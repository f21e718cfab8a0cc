// Accents and the letters under them: what is marked by `\'e`, `{\r a}`, `\t{oo}`, and what is code.
import { ACCENTS } from './commands.ts';
import type { Read, Source } from './source.ts';

/** Letters whose dot gives way to an accent; as any command of letters they swallow the space behind: `Garc\'\i a`. */
const DOTLESS = / ?\\([ij])(?![A-Za-z])(?:\{\}| +)?/y;
/** An accent alone in its group, `{\=a}`, `{\r a}`: no code is written so. */
const ALONE = /(?<=\{)\\(?:[^A-Za-z\\{}] ?|[A-Za-z] +)(\p{L}{1,2})\}/uy;
/** `\.Zak`: a name begins, while `\.com` is code. */
const NAME = /(?<![^\s(-])\\(?:\.[EGIZ]|=[AEIU])(?=\p{Ll})/uy;
const MARKED_LETTER = /^\p{L}\p{M}*$/u;
/** What `\t` ties; `\t{au}` is a `\tau` whose `\t` was taken for a tab. */
const PAIR = /^(?!au)(\p{L})(\p{L})$/u;

/** @returns the letter without braces that the accent at an offset marks; undefined where it may be code */
export function bareLetter(source: Source, name: string, at: number): Read | undefined {
  const alone = source.match(ALONE, at)?.[1];
  if (alone) return { text: alone, end: ALONE.lastIndex - 1 };
  const end = at + 1 + name.length;
  const dotless = source.match(DOTLESS, end)?.[1];
  if (dotless) return { text: dotless, end: DOTLESS.lastIndex };
  if ((name === '.' || name === '=') && !source.match(NAME, at)) return undefined;
  // A mark that is a letter itself needs a space: `\c c`.
  const from = /[a-z]/i.test(name) ? end + 1 : end;
  if (from > end && (!'cvHku'.includes(name) || source.text[end] !== ' ')) return undefined;
  const letter = source.text.charAt(from);
  return /\p{L}/u.test(letter) ? { text: letter, end: from + 1 } : undefined;
}

/**
 * @param name of the accent, a key of {@link ACCENTS}
 * @returns the letter with its accent as NFC; undefined where that is none
 */
export function accented(name: string, base: string, isBraced: boolean): string | undefined {
  const mark = ACCENTS[name];
  if (mark === undefined) return undefined;
  if (name === 't') return PAIR.test(base) ? base.replace(PAIR, `$1${mark}$2`) : undefined;
  const letter = base.replace('ı', 'i').replace('ȷ', 'j');
  const text = `${letter}${mark}`.normalize('NFC');
  // Without braces it may be code, `\.com`: then Unicode must know the letter as one.
  return MARKED_LETTER.test(letter) && (isBraced || text.length === 1) ? text : undefined;
}
