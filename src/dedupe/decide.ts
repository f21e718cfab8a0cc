// Whether two records are one paper, and why: identity first, then a title that nothing contradicts.
import type { PaperFacts } from '../domain/paper.ts';
import { titleKey } from './blocking-keys.ts';

export interface Decision {
  same: boolean;
  /** One clause an operator can read: "same arXiv id 2503.13939". */
  because: string;
}

/** Below this length a title such as "Introduction" names no single work: authors must agree as well. */
const TELLING_TITLE_LENGTH = 20;
/** A preprint and its publication may be this many years apart. */
const MAX_YEARS_APART = 3;

/** Symmetric: `decide(a, b)` equals `decide(b, a)` but for the order of names in `because`. */
export function decide(a: PaperFacts, b: PaperFacts): Decision {
  if (a.arxivId && b.arxivId) {
    return a.arxivId === b.arxivId
      ? { same: true, because: `same arXiv id ${a.arxivId}` }
      : { same: false, because: `arXiv ids differ: ${a.arxivId} and ${b.arxivId}` };
  }
  if (a.doi && b.doi) {
    return a.doi.toLowerCase() === b.doi.toLowerCase()
      ? { same: true, because: `same DOI ${a.doi}` }
      : { same: false, because: `DOIs differ: ${a.doi} and ${b.doi}` };
  }
  const key = titleKey(a.title);
  if (key === '' || key !== titleKey(b.title)) return { same: false, because: 'titles differ' };
  return decideByTitle(a, b, key);
}

function decideByTitle(a: PaperFacts, b: PaperFacts, key: string): Decision {
  const years = [yearOf(a), yearOf(b)] as const;
  if (years[0] && years[1] && Math.abs(years[0] - years[1]) > MAX_YEARS_APART) {
    return { same: false, because: `same title, but years ${years[0]} and ${years[1]}` };
  }
  const agreement = authorsAgree(a.authors, b.authors);
  if (agreement === false) return { same: false, because: 'same title, but no author in common' };
  if (agreement === true) return { same: true, because: 'same title and authors in common' };
  if (key.length >= TELLING_TITLE_LENGTH) return { same: true, because: 'same title and nothing against it' };
  if (a.abstract && a.abstract === b.abstract) return { same: true, because: 'same short title and same abstract' };
  return { same: false, because: 'same title, but too short to name one work' };
}

function yearOf({ year, publishedAt }: PaperFacts): number | undefined {
  return year ?? (publishedAt ? Number(publishedAt.slice(0, 4)) : undefined);
}

/** @returns undefined where one side names no authors */
function authorsAgree(a: string[] | undefined, b: string[] | undefined): boolean | undefined {
  if (!a?.length || !b?.length) return undefined;
  const names = new Set(a.flatMap(nameParts));
  return b.flatMap(nameParts).some(part => names.has(part));
}

/** Folded parts of a name without initials, so that "Y. LeCun", "LeCun, Yann" and "Yann LeCun" share one. */
function nameParts(name: string): string[] {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter(part => part.length > 1);
}
