// Which records of one run are worth comparing: those that share a key.
import type { PaperKey } from '../domain/keys.ts';
import type { PaperFacts } from '../domain/paper.ts';
import { blockingKeys } from './blocking-keys.ts';

/** A key that more records have than this brings nobody together: near-duplicates share rarer ones as well. */
const MAX_NEAR_BLOCK = 64;
/** Of so many records with one title each is compared with those that were last before it. */
export const MAX_NEIGHBOURS = 64;

/** @returns for each record its keys of this kind, without those that too many have */
export function keysOfKind(papers: readonly PaperFacts[], kind: PaperKey['kind']): string[][] {
  const keys = papers.map(paper => blockingKeys(paper).flatMap(key => (key.kind === kind ? [key.value] : [])));
  if (kind !== 'near') return keys;
  const counts = new Map<string, number>();
  for (const values of keys) for (const key of values) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.map(values => values.filter(value => counts.get(value)! <= MAX_NEAR_BLOCK));
}

/** Pairs of places of records that share a key of any kind, each once, in their order; of large blocks neighbours alone. */
export function candidatePairs(papers: readonly PaperFacts[]): [number, number][] {
  const partners = papers.map(() => new Set<number>());
  for (const kind of ['arxiv', 'doi', 'title', 'near'] as const) {
    const places = new Map<string, number[]>();
    for (const [place, keys] of keysOfKind(papers, kind).entries()) {
      for (const key of keys) {
        const block = places.get(key) ?? [];
        for (const earlier of block.slice(-MAX_NEIGHBOURS)) partners[earlier]!.add(place);
        block.push(place);
        places.set(key, block);
      }
    }
  }
  return partners.flatMap((others, place) =>
    [...others].sort((a, b) => a - b).map((other): [number, number] => [place, other]),
  );
}
