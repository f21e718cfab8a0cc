// One part of a keyword as the words to look for, in the forms that the word index keeps.
import { type KeywordPart, readKeyword } from '../domain/keyword.ts';
import { ANY_SIGNS, NO_SIGNS, signsAt } from './signs.ts';
import { type Token, tokenize } from './tokens.ts';

export interface Phrase {
  /** As written, for showing. */
  text: string;
  /** In quotes: `words` are literal forms. */
  exact: boolean;
  /** Forms of the words in a row; without the beginning, where there is one. */
  words: string[];
  /** The last word, where it is only a beginning: lower case. */
  beginning?: string;
  /** Of each of `words`, what must follow it, see `signsAt`; absent where that makes no difference to any. */
  signs?: number[];
}

/** What stands for a keyword that was kept before there was a syntax, and is none: its words as they are. */
function asWords(text: string): KeywordPart[] {
  return [{ text, exact: false }];
}

/** The phrases that a paper must have all of. @returns none for a keyword without any word, which finds nothing */
export function phrasesOf(keyword: string): Phrase[] {
  const read = readKeyword(keyword);
  const phrases = ('parts' in read ? read.parts : asWords(keyword)).map(compilePhrase);
  return phrases.every(phrase => phrase !== undefined) ? phrases : [];
}

/** @returns undefined for a part without a word */
export function compilePhrase({ text, exact }: KeywordPart): Phrase | undefined {
  const tokens = tokenize(text);
  if (tokens.length === 0) return undefined;
  const beginning = !exact && /\*\s*$/.test(text) ? tokens.pop()!.lower : undefined;
  const words = tokens.map(token => (exact ? literalForms(text, token).exact : token.exact));
  const wanted = tokens.map(token => wantedSigns(text, token, exact));
  const signs = wanted.some(signs => signs !== ANY_SIGNS) ? wanted : undefined;
  return { text, exact, words, ...(beginning !== undefined && { beginning }), ...(signs && { signs }) };
}

/** Without signs a longer word may have some, unless it is in quotes: a reader's `notepad` finds `Notepad++`. */
function wantedSigns(text: string, { start, end }: Token, exact: boolean): number {
  const signs = isJoin(text, end) ? NO_SIGNS : signsAt(text, end);
  return exact || signs !== NO_SIGNS || end - start === 1 ? signs : ANY_SIGNS;
}

/** The `+` of `DFT+U` belongs to neither word. */
function isJoin(text: string, end: number): boolean {
  return /^\+[\p{L}\p{N}]/u.test(text.slice(end));
}

/** What `exact` and `folded` are to a word that may stand in the plural, for one that may not. They begin with a quote. */
export function literalForms(text: string, token: Token): Pick<Token, 'exact' | 'folded'> {
  const word = text.slice(token.start, token.end).normalize('NFKC');
  const folded = `"${word.toLowerCase()}`;
  return { folded, exact: token.exact === token.folded ? folded : `"=${word}` };
}
