// Backslashes that are no TeX: of paths, and of programs that escape quotation marks.
import type { Read, Source } from './source.ts';

const REST_OF_TOKEN = /\S+/y;
/** `C:\new`, `\\server`: no TeX begins after a drive letter, or with two backslashes and a name. */
const PATH = /(?:(?<=(?<![A-Za-z])[A-Za-z]:)\\|(?<!\S)\\\\(?=\w))/y;
/** `the \"art\" of`: no letter follows the counterpart, as in `\"{O}mer \"{O}zg\"{u}r` and `\'Angel Mart\'\i n`. */
const QUOTED = /(?<![\p{L}\p{N}])\\(["'`])[^\\]{1,200}\\\1(?![\p{L}{]|\\[ij](?![A-Za-z]))/uy;
const APOSTROPHE = /(?<=\p{L})\\'(?=(?:s|t|d|m|re|ll|ve)(?!\p{L}))/uy;

/** @returns what the backslash at an offset means outside of TeX; undefined where TeX may begin */
export function codeAt(source: Source, at: number): Read | undefined {
  // `model\'s`, `don\'t`
  if (source.match(APOSTROPHE, at)) return { text: "'", end: at + 2 };
  const end = source.match(PATH, at) ? source.after(REST_OF_TOKEN, at) : source.after(QUOTED, at);
  return end === undefined ? undefined : source.copy(at, end);
}
