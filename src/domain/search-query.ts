// What somebody searches for: words and phrases in quotes, all of which must stand in a paper.

export interface SearchTerm {
  /** Folded words, side by side. */
  words: readonly string[];
  /** The last word may be only the beginning of one. */
  isBeginning: boolean;
}

const TERMS_MAX = 12;
const WORD = /[\p{L}\p{N}]+/gu;
/** A shorter beginning stands for too much. */
const BEGINNING_MIN = 3;

/** Case and accents do not count. */
export function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** @returns the terms; the last word, unless it is in quotes, also stands for words that begin with it */
export function readSearch(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [part, quoted] of text.slice(0, 400).matchAll(/"([^"]*)"?|[^\s"]+/g)) {
    const words = ((quoted ?? part).normalize('NFC').match(WORD) ?? []).map(foldWord).filter(word => word !== '');
    if (words.length > 0) terms.push({ words, isBeginning: false });
  }
  const taken = terms.slice(0, TERMS_MAX);
  const last = taken.at(-1);
  if (last && !/"\s*$/.test(text) && last.words.at(-1)!.length >= BEGINNING_MIN)
    taken[taken.length - 1] = { ...last, isBeginning: true };
  return taken;
}

export interface MarkedPart {
  text: string;
  isFound: boolean;
}

/** The text in parts, each either a word that was searched for or what stands between. */
export function markFound(text: string, terms: readonly SearchTerm[]): MarkedPart[] {
  const whole = new Set(terms.flatMap(({ words }) => words));
  const beginnings = terms.filter(({ isBeginning }) => isBeginning).map(({ words }) => words.at(-1)!);
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = foldWord(match[0]);
    if (!whole.has(word) && !beginnings.some(beginning => word.startsWith(beginning))) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isFound: false });
    parts.push({ text: match[0], isFound: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isFound: false });
  return parts;
}
