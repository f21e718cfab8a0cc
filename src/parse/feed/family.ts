// The families of XML feeds: how each is recognised, and what its outline looks like.
import { findRoot } from './xml-root.ts';

export type Family = 'rss' | 'rdf' | 'atom';

/** The vocabulary of a family, its name for an entry, and what stands around all of them. */
export const SHAPES = {
  rss: { own: 'rss', entry: 'item', before: '<rss version="2.0"><channel>', after: '</channel></rss>' },
  rdf: { own: 'rss', entry: 'item', before: '<rdf:RDF><channel/>', after: '</rdf:RDF>' },
  atom: { own: 'atom', entry: 'entry', before: '<feed><title/>', after: '</feed>' },
} as const;

/** @returns undefined for a root element that no feed has */
export function familyOf(xml: string): Family | undefined {
  const [local = '', prefix] = findRoot(xml)?.name.toLowerCase().split(':').reverse() ?? [];
  if (local === 'rss') return 'rss';
  if (local === 'feed') return 'atom';
  return local === 'rdf' && prefix !== undefined ? 'rdf' : undefined;
}
