// Lines for the text part: wrapped at 78 columns, as RFC 5322 §2.1.1 advises.

export const COLUMNS = 78;
/** Nothing in it is two columns wide, or two code units long. */
const NARROW = /^[\u0000-\u10FF\u2000-\u2E7F]*$/;
/** Two columns wide in a terminal's font: East Asian scripts, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** White space that is more than single spaces between words. */
const UNTIDY = /\n| {2}|^ | $/;

/**
 * Wraps one paragraph at plain spaces, every line indented by `indent` columns; a word wider than a line is cut. What a
 * no-break space held together is on one line then, and the space a plain one.
 */
export function wrapText(text: string, indent = 0): string {
  const width = COLUMNS - indent;
  const margin = ' '.repeat(indent);
  const line = UNTIDY.test(text)
    ? text
        .split(/[ \n]+/)
        .filter(Boolean)
        .join(' ')
    : text;
  const lines = (NARROW.test(line) && wrapNarrow(line, width)) || wrapWords(line.split(' '), width);
  return lines
    .map(text => `${margin}${text}`.trimEnd())
    .join('\n')
    .replaceAll('\u00A0', ' ');
}

/** @returns undefined where a word is wider than a line */
function wrapNarrow(text: string, width: number): string[] | undefined {
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > width) {
    const space = text.lastIndexOf(' ', start + width);
    if (space < start) return undefined;
    lines.push(text.slice(start, space));
    start = space + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

function wrapWords(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.flatMap(word => (columnsOf(word) <= width ? word : pieces(word, width)))) {
    if (line && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = '';
    }
    line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** Counted by code points, so that a pile of combining marks cannot make a line of a thousand octets. */
function columnsOf(text: string): number {
  let sum = 0;
  for (const character of text) sum += WIDE.test(character) ? 2 : 1;
  return sum;
}

function pieces(word: string, width: number): string[] {
  const cut = [''];
  for (const character of word) {
    if (columnsOf(cut.at(-1)!) + columnsOf(character) > width) cut.push('');
    cut[cut.length - 1] += character;
  }
  return cut;
}
