// What names a work for certain.
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { PaperFacts } from '../domain/paper.ts';

export interface Identity {
  arxivId?: string;
  /** All that it ever had, lower case; none that arXiv registered, which is the arXiv id in other words. */
  dois: readonly string[];
}

export function identityOf({ arxivId, doi, otherDois }: PaperFacts): Identity {
  if (doi === undefined && otherDois === undefined) return { arxivId, dois: [] };
  const all = (doi === undefined ? [] : [doi]).concat(otherDois ?? []).slice(0, 1 + MAX_OTHER_DOIS);
  const ids = all.map(each => parseArxivId(each)?.id);
  return {
    arxivId: arxivId ?? ids.find(id => id !== undefined),
    dois: [...new Set(all.filter((_, at) => ids[at] === undefined).map(each => each.toLowerCase()))],
  };
}

/** A work has a DOI for its preprint, its talk and its article, and few more; what claims to have many is a mistake. */
export const MAX_OTHER_DOIS = 8;
