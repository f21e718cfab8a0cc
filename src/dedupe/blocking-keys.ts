// The keys by which records of one work find each other, without looking at all papers.
import type { PaperKey } from '../domain/keys.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { titleKey } from './fold-text.ts';
import { identityOf } from './identity.ts';
import { titlesOf } from './known-titles.ts';
import { nearKeys } from './near-keys.ts';

/** Identities first, then the titles, then what near-duplicates may share. A record that names nothing has none. */
export function blockingKeys(paper: PaperFacts): PaperKey[] {
  const { arxivId, dois } = identityOf(paper);
  const keys: PaperKey[] = [];
  if (arxivId) keys.push({ kind: 'arxiv', value: arxivId });
  for (const doi of dois) keys.push({ kind: 'doi', value: doi });
  const titles = new Set(titlesOf(paper).map(titleKey));
  for (const title of titles) if (title !== '') keys.push({ kind: 'title', value: title });
  for (const value of nearKeys(paper)) keys.push({ kind: 'near', value });
  return keys;
}
