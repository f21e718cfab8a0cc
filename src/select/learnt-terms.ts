// The terms of a paper that can be learnt from: single words and pairs of neighbours, as title and abstract have them.
import type { PaperFacts } from '../domain/paper.ts';
import { isTellingWord } from './telling-words.ts';
import { type Token, tokenize } from './tokens.ts';

export type PaperText = Pick<PaperFacts, 'title' | 'abstract'>;

/** A word of the title counts as often as this. */
const TITLE_COUNT = 2;

/** How often each term stands in a paper, by its words folded as for matching, separated by a space. */
export function countTerms(paper: PaperText): Map<string, number> {
  const counts = new Map<string, number>();
  eachTerm(paper, (term, { isTitle }) => {
    counts.set(term, (counts.get(term) ?? 0) + (isTitle ? TITLE_COUNT : 1));
  });
  return counts;
}

/**
 * How a paper writes these of its terms, first in its abstract, since titles write words large: `world model` is
 * `world models` there.
 */
export function wordTerms(paper: PaperText, terms: ReadonlySet<string>): Map<string, string> {
  const words = new Map<string, string>();
  eachTerm({ ...paper, title: '' }, (term, { text }) => terms.has(term) && !words.has(term) && words.set(term, text()));
  eachTerm({ title: paper.title }, (term, { text }) => terms.has(term) && !words.has(term) && words.set(term, text()));
  return words;
}

/** The strongest of these terms as the paper writes them; see `strongestTerms`. */
export function tellingWords(paper: PaperText, weights: ReadonlyMap<string, number>, limit: number): string[] {
  const chosen = strongestTerms(weights, limit);
  const words = wordTerms(paper, new Set(chosen));
  return chosen.map(term => words.get(term) ?? term);
}

/**
 * The strongest of these terms, without words that one of the stronger pairs holds.
 * @param weights those of 0 and less do not count
 */
export function strongestTerms(weights: ReadonlyMap<string, number>, limit: number): string[] {
  const terms = [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([a, weightA], [b, weightB]) => weightB - weightA || (a < b ? -1 : 1))
    .map(([term]) => term);
  const inPairs = new Set(terms.slice(0, limit * 2).flatMap(term => (term.includes(' ') ? term.split(' ') : [])));
  return terms.filter(term => !inPairs.has(term)).slice(0, limit);
}

interface Place {
  isTitle: boolean;
  /** As written, but in small letters where it is no acronym. */
  text(): string;
}

function eachTerm({ title, abstract = '' }: PaperText, take: (term: string, place: Place) => unknown): void {
  for (const [text, isTitle] of [[title, true] as const, [abstract, false] as const]) {
    let before: Token | undefined;
    for (const token of tokenize(text)) {
      const isTelling = isTellingWord(token.folded);
      if (isTelling) take(token.folded, { isTitle, text: () => wording(text, [token]) });
      const first = token.breaks ? undefined : before;
      if (isTelling && first) {
        take(`${first.folded} ${token.folded}`, { isTitle, text: () => wording(text, [first, token]) });
      }
      before = isTelling ? token : undefined;
    }
  }
}

function wording(text: string, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0]!, tokens.at(-1)!];
  const written = text.slice(first.start, last.end);
  return tokens.some(({ exact, folded }) => exact !== folded) ? written : written.toLowerCase();
}
