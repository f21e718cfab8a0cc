// The titles under which a work is known: the one it has, and those that other records of it have.
import type { PaperFacts } from '../domain/paper.ts';
import { foldedWords } from './fold-text.ts';
import { undressed } from './title-dress.ts';

/** A work is not renamed this often; what calls itself so is a mistake that must not make every comparison dear. */
const MAX_OTHER_TITLES = 8;
/** No title is longer; what stands behind is a page that was taken for one. */
const MAX_LENGTH = 1000;

/** The title as it is compared, then the other ones, folded: nine at most. */
export function titlesOf({ title, otherTitles }: PaperFacts): string[] {
  const own = undressed(title.slice(0, MAX_LENGTH));
  return otherTitles === undefined ? [own] : [own, ...leastTitles(otherTitles, foldedTitle(title))];
}

/** Titles that were remembered, cleaned, and as many as are kept, apart from the one that is shown. */
export function leastTitles(titles: Iterable<string>, shown: string): string[] {
  const all = [...new Set([...titles].map(foldedTitle)).add(shown)].filter(title => title !== '').sort();
  // The cap counts the shown one, so that what is kept follows from all titles, whichever of them is shown.
  return all.slice(0, MAX_OTHER_TITLES).filter(title => title !== shown);
}

/** Words of a title, folded and parted by spaces. */
export function foldedTitle(title: string): string {
  return foldedWords(undressed(title.slice(0, MAX_LENGTH))).join(' ');
}
