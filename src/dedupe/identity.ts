// What names a work for certain.
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { PaperFacts } from '../domain/paper.ts';

export interface Identity {
  arxivId?: string;
  /** Lower case; never one that arXiv registered, which is the arXiv id in other words. */
  doi?: string;
}

export function identityOf({ arxivId, doi }: PaperFacts): Identity {
  const ofDoi = doi ? parseArxivId(doi)?.id : undefined;
  return { arxivId: arxivId ?? ofDoi, doi: ofDoi ? undefined : doi?.toLowerCase() };
}
