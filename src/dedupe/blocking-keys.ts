// The keys by which records of one work find each other, without looking at all papers.
import type { PaperKey } from '../domain/keys.ts';
import type { PaperFacts } from '../domain/paper.ts';

/** Identities first, then the title. Every paper has at least a title key, unless its title has no letter or digit. */
export function blockingKeys({ arxivId, doi, title }: PaperFacts): PaperKey[] {
  const keys: PaperKey[] = [];
  if (arxivId) keys.push({ kind: 'arxiv', value: arxivId });
  if (doi) keys.push({ kind: 'doi', value: doi.toLowerCase() });
  const key = titleKey(title);
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
