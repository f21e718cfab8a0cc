// Text that came quoted in a mail: `> ` in front of its lines, once or several times.

const QUOTED = /^[ \t]{0,3}>/m;
const QUOTE_MARK = /^[ \t]{0,3}> ?/gm;
/** A line ends at any of these: white space that ran on over them would be looked at again from each. */
const FILLED_LINE = /^[^\S\r\n\u2028\u2029]*\S/gm;
/** A reply's own words and its `… wrote:` stand in front of what it quotes. */
const QUOTED_SHARE = 0.9;
const MAX_DEPTH = 10;

/** Takes the marks away where nearly every line has one; a quotation within a text stays. Lines keep their numbers. */
export function withoutMailQuoting(text: string): string {
  let plain = text;
  for (let depth = 0; depth < MAX_DEPTH && isQuoted(plain); depth++) plain = plain.replace(QUOTE_MARK, '');
  return plain;
}

function isQuoted(text: string): boolean {
  // Most documents hold no quoted line near their beginning, and are not counted.
  if (!QUOTED.test(text.slice(0, 4096))) return false;
  return count(text, QUOTE_MARK) >= count(text, FILLED_LINE) * QUOTED_SHARE;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}
