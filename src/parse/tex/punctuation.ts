// TeX's typing habits in plain words: dashes, ties and quotation marks.

const HABITS = /--|~/;
const TOKEN = /\S+/g;
const ADDRESS = /\/\/|^\(?www\./;
/** Two hyphens between words, never an option such as `--help`. */
const DASHES = /(?<=[\p{L}\p{N})’”.,])(---?)(?=[\p{L}\p{N}(‘“])/gu;
/** A tie stands behind a word; `~20` and `5~10` say "about" and "to". */
const TIES = /(?<=[\p{L}.)\]”])~(?=[\p{L}\p{N}(“])|(?<=\d)~(?=\p{L})/gu;
const QUOTES = /``([^`]{1,500}?)''/g;

/** `F1`, `GPT`: no single variable. */
const ENDS_WORD = /\p{L}[\p{L}\p{N}]$/u;
const BEGINS_WORD = /^\p{L}{2}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * @param text a stretch of a text that surely is TeX, without commands
 * @param glued whether a command or formula touches its beginning and its end
 */
export function plainProse(text: string, glued: { before: boolean; after: boolean }): string {
  if (!HABITS.test(text)) return text;
  return text.replace(TOKEN, (token, offset: number) => {
    if (!HABITS.test(token) || ADDRESS.test(token)) return token;
    // A letter stands in for what is touched.
    const left = glued.before && offset === 0 ? 'x' : '';
    const right = glued.after && offset + token.length === text.length ? 'x' : '';
    const read = ofToken(`${left}${token}${right}`);
    return read.slice(left.length, read.length - right.length);
  });
}

function ofToken(token: string): string {
  return /^---?$/.test(token)
    ? dashOf(token)
    : token.replace(DASHES, (_, hyphens: string) => dashOf(hyphens)).replace(TIES, ' ');
}

function dashOf(hyphens: string): string {
  return hyphens.length === 3 ? '—' : '–';
}

/** ``…'' are quotation marks in any text: nothing else begins with two backticks and ends with two apostrophes. */
export function quotationMarks(text: string): string {
  return text.includes('``') ? text.replace(QUOTES, '“$1”') : text;
}

/** The minus sign that stands between two offsets joins a word to what follows: `Reference$-$Guided`, `GPT$-$4`. */
export function isHyphen(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  const isGlued = LETTER_OR_DIGIT.test(before.slice(-1)) && LETTER_OR_DIGIT.test(after.slice(0, 1));
  return isGlued && (ENDS_WORD.test(before) || BEGINS_WORD.test(after));
}
