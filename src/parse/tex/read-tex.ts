// TeX in titles, abstracts and names to Unicode; what cannot be read stays exactly as it was.
import { mendTex } from './mend-tex.ts';
import { Prose } from './prose.ts';
import { quotationMarks } from './punctuation.ts';

const HAS_SIGNS = /[\\${]|``|\dtimes/;
const HAS_COMMANDS = /[\\$]/;
/** Only in a text that surely is TeX do `--` and `~` mean what TeX means by them. */
const IS_TEX =
  /\\(?:[A-Za-z]{2,20}\{|[%&_#]|[A-Za-z'"`^~=.]\{|['"`^]\p{L})|\$[^$]{0,300}[\\^_][^$]{0,300}\$|``[^`]{1,500}''/u;
/** No title or abstract is longer; TeX is read at a hundredth of the speed of plain text. */
const MAX_CHARS = 50_000;
/** What reading yields may be TeX once more, `\$k\$`: it is read until nothing changes. */
const MAX_PASSES = 4;

/** @returns the text with all TeX read that can be read; reading it again changes nothing */
export function readTex(text: string): string {
  if (text.length > MAX_CHARS || !HAS_SIGNS.test(text)) return text;
  let before = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const after = HAS_SIGNS.test(before) ? readOnce(before) : before;
    if (after === before) return after;
    before = after;
  }
  // TeX in TeX in TeX: whoever wrote that did not mean to be read.
  return text;
}

function readOnce(text: string): string {
  const quoted = quotationMarks(text);
  // Without commands, all there can be besides quotation marks is what was lost on the way here.
  const mended = HAS_COMMANDS.test(quoted) ? quoted : mendTex(quoted);
  return new Prose(mended, IS_TEX.test(text)).read();
}
