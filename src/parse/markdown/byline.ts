// What a list writes beside a title that is no text about it: authors, upvotes, comments, stars.
import { splitNames } from '../split-names.ts';
import { tidy } from './markdown-line.ts';

export interface Byline {
  authors?: string[];
  upvotes?: number;
  comments?: number;
  codeStars?: number;
  /** What is left. */
  words: string;
}

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,7})`;
const COUNTS = [
  ['upvotes', String.raw`(?:[▲△⬆↑👍❤🔥]\ufe0f? ?${NUMBER}|(?:[⭐★]\ufe0f? ?)?${NUMBER} (?:up)?votes?)`],
  ['comments', `(?:💬 ?${NUMBER}|(?:💬 ?)?${NUMBER} comments?)`],
  ['codeStars', String.raw`(?:[⭐★]\ufe0f? ?${NUMBER}(?: stars?)?|${NUMBER} stars?)`],
] as const;
/** A count stands alone, or behind a separator. */
const LAST_COUNTS = COUNTS.map(
  ([name, count]) =>
    [name, new RegExp(String.raw`(?:^|[\s(\[|·•,;–—-]*[(\[|·•,;–—-] ?)${count}[)\]]?$`, 'iu')] as const,
);
const NAME = /^\p{Lu}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,3} \p{Lu}[\p{L}'’-]*(?:, (?:Jr|Sr|II|III|IV)\.?)?$/u;
const ET_AL = /,? et al\.?$/i;

/** @param text the words beside or below a title, clean */
export function readByline(text: string): Byline {
  const byline: Byline = { words: text };
  while (takeCount(byline));
  const authors = authorsOf(byline.words, byline.words !== text);
  return authors ? { ...byline, authors, words: '' } : byline;
}

function takeCount(byline: Byline): boolean {
  for (const [name, pattern] of LAST_COUNTS) {
    const match = byline[name] === undefined ? pattern.exec(byline.words.slice(-80)) : undefined;
    if (!match) continue;
    byline[name] = Number(match.slice(1).find(Boolean)?.replaceAll(',', ''));
    byline.words = tidy(byline.words.slice(0, -match[0].length));
    return true;
  }
  return false;
}

/** Two names or more, or one where something else says that it is no text: a count beside it, `by`, `et al.`. */
function authorsOf(words: string, hasCounts: boolean): string[] | undefined {
  const list = words.replace(/^by:? /i, '').replace(ET_AL, '');
  const names = splitNames(list);
  const isSure = names.length > 1 || hasCounts || list !== words;
  return isSure && names.length > 0 && names.every(name => NAME.test(name)) ? names : undefined;
}
