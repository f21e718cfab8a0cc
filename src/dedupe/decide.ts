// Whether two records are one paper, and why: identity first, then a title that nothing contradicts.
import type { PaperFacts } from '../domain/paper.ts';
import { authorsAgree } from './authors-agree.ts';
import { identityOf, titleKey } from './blocking-keys.ts';

export interface Decision {
  same: boolean;
  /** One clause an operator can read: "same arXiv id 2503.13939". */
  because: string;
}

/** Below this length a title such as "Introduction" names no single work: authors or abstract must agree as well. */
const TELLING_TITLE_LENGTH = 20;
/** A preprint and its publication may be this many years apart. */
const MAX_YEARS_APART = 3;

/** Symmetric: `decide(a, b)` equals `decide(b, a)` but for the order of names in `because`. */
export function decide(a: PaperFacts, b: PaperFacts): Decision {
  const [left, right] = [identityOf(a), identityOf(b)];
  if (left.arxivId && right.arxivId) {
    return left.arxivId === right.arxivId
      ? { same: true, because: `same arXiv id ${left.arxivId}` }
      : { same: false, because: `arXiv ids differ: ${left.arxivId} and ${right.arxivId}` };
  }
  if (left.doi && right.doi) {
    return left.doi === right.doi
      ? { same: true, because: `same DOI ${left.doi}` }
      : { same: false, because: `DOIs differ: ${left.doi} and ${right.doi}` };
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
  if (a.abstract && b.abstract && titleKey(a.abstract) === titleKey(b.abstract)) {
    return { same: true, because: 'same short title and same abstract' };
  }
  return { same: false, because: 'same title, but too short to name one work' };
}

function yearOf({ year, publishedAt }: PaperFacts): number | undefined {
  return year ?? (publishedAt ? Number(publishedAt.slice(0, 4)) : undefined);
}
