// Many records, one paper each: the stage within a run. Against the store, the pipeline asks with the same keys and decision.
import type { PaperKey } from '../domain/keys.ts';
import type { Candidate } from '../domain/paper.ts';
import { bestMatch } from './best-match.ts';
import { keysOfKind } from './candidates.ts';
import { mergeFacts } from './merge.ts';

interface Work {
  /** Merged, without `refs`. */
  paper: Candidate;
  /** Places of its records among the candidates, rising. */
  places: number[];
  /** Of one kind, while works are joined by it. */
  keys: readonly string[];
}

/** What is sure comes first, so that a likeness never joins what an id tells apart. */
const KINDS: readonly PaperKey['kind'][] = ['arxiv', 'doi', 'title', 'near'];

/**
 * Merges records of one work, keeping the order in which works first appeared; `refs` names every record that went in.
 * Which records become one work does not depend on their order, and merging the result again changes nothing.
 */
export function dedupe(candidates: readonly Candidate[]): Candidate[] {
  let works = candidates.map(({ refs: _, ...paper }, place): Work => ({ paper, places: [place], keys: [] }));
  // A merged work may be the same as a third that its records alone were not: until nothing joins any more.
  for (let before = Number.POSITIVE_INFINITY; works.length < before; ) {
    before = works.length;
    for (const kind of KINDS) works = joinBy(kind, works);
  }
  works.sort((a, b) => a.places[0]! - b.places[0]!);
  return works.map(({ paper, places }) => {
    const refs = new Set(places.flatMap(place => refsOf(candidates[place]!)));
    return { ...paper, ...(refs.size > 0 && { refs: [...refs] }) };
  });
}

/** A record that could belong to several works joins the likest, met in an order of their own, whatever the caller's was. */
function joinBy(kind: PaperKey['kind'], works: readonly Work[]): Work[] {
  const keys = keysOfKind(
    works.map(({ paper }) => paper),
    kind,
  );
  const ordered = works.map((work, at) => ({ work: { ...work, keys: keys[at]! }, content: contentOf(work.paper) }));
  ordered.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  const joined: Work[] = [];
  const places = new Map<string, Set<number>>();
  for (const { work } of ordered) {
    const near = [...new Set(work.keys.flatMap(key => [...(places.get(key) ?? [])]))].sort((a, b) => a - b);
    const match = bestMatch(
      work.paper,
      near.map(at => joined[at]!.paper),
    );
    const at = match === undefined ? joined.length : near[match]!;
    joined[at] = match === undefined ? work : merge(joined[at]!, work);
    for (const key of work.keys) places.set(key, (places.get(key) ?? new Set()).add(at));
  }
  return joined;
}

function merge(a: Work, b: Work): Work {
  const places = [...a.places, ...b.places].sort((x, y) => x - y);
  return { paper: mergeFacts(a.paper, b.paper), places, keys: [] };
}

function contentOf(paper: Candidate): string {
  return JSON.stringify(Object.entries(paper).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refsOf({ ref, refs }: Candidate): string[] {
  return refs ?? (ref === undefined ? [] : [ref]);
}
