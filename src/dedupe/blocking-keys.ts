// The keys by which records of one work find each other, without looking at all papers.
import { parseArxivId } from '../domain/arxiv-id.ts';
import type { PaperKey } from '../domain/keys.ts';
import type { PaperFacts } from '../domain/paper.ts';

/** What names a work for certain. */
export interface Identity {
  arxivId?: string;
  /** Lower case; never one that arXiv registered, which is the arXiv id in other words. */
  doi?: string;
}

export function identityOf({ arxivId, doi }: PaperFacts): Identity {
  const ofDoi = doi ? parseArxivId(doi)?.id : undefined;
  return { arxivId: arxivId ?? ofDoi, doi: ofDoi ? undefined : doi?.toLowerCase() };
}

/** Identities first, then the title. Every paper has at least a title key, unless its title has no letter or digit. */
export function blockingKeys(paper: PaperFacts): PaperKey[] {
  const { arxivId, doi } = identityOf(paper);
  const keys: PaperKey[] = [];
  if (arxivId) keys.push({ kind: 'arxiv', value: arxivId });
  if (doi) keys.push({ kind: 'doi', value: doi });
  const key = titleKey(paper.title);
  if (key) keys.push({ kind: 'title', value: key });
  return keys;
}

/** Letters and digits of the title, folded: equal for two typings of one title. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
