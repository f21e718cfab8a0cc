// Many records, one paper each: the stage within a run. Against the store, the pipeline asks with the same keys and decision.
import type { PaperKey } from '../domain/keys.ts';
import type { Candidate } from '../domain/paper.ts';
import { blockingKeys } from './blocking-keys.ts';
import { decide } from './decide.ts';
import { mergeFacts } from './merge.ts';

interface Work {
  /** Merged, without `refs`. */
  paper: Candidate;
  /** Places of its records among the candidates, rising. */
  places: number[];
}

/** What is sure comes first, so that a title never joins what an id tells apart. */
const KINDS: readonly PaperKey['kind'][] = ['arxiv', 'doi', 'title'];

/**
 * Merges records of one work, keeping the order in which works first appeared; `refs` names every record that went in.
 * Which records become one work does not depend on their order, and merging the result again changes nothing.
 */
export function dedupe(candidates: readonly Candidate[]): Candidate[] {
  let works = candidates.map(({ refs: _, ...paper }, place): Work => ({ paper, places: [place] }));
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

function joinBy(kind: PaperKey['kind'], works: readonly Work[]): Work[] {
  const blocks = Map.groupBy(works, ({ paper }) => blockingKeys(paper).find(key => key.kind === kind)?.value);
  return [...blocks].flatMap(([key, block]) => (key === undefined || block.length === 1 ? block : joinBlock(block)));
}

/** A record that could belong to two works joins the first in an order of their own, whatever the caller's was. */
function joinBlock(block: readonly Work[]): Work[] {
  const ordered = block.map(work => ({ work, content: contentOf(work.paper) }));
  ordered.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  const joined: Work[] = [];
  for (const { work } of ordered) {
    const at = joined.findIndex(({ paper }) => decide(paper, work.paper).same);
    if (at < 0) joined.push(work);
    else joined[at] = merge(joined[at]!, work);
  }
  return joined;
}

function merge(a: Work, b: Work): Work {
  return { paper: mergeFacts(a.paper, b.paper), places: [...a.places, ...b.places].sort((x, y) => x - y) };
}

function contentOf(paper: Candidate): string {
  return JSON.stringify(Object.entries(paper).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refsOf({ ref, refs }: Candidate): string[] {
  return refs ?? (ref === undefined ? [] : [ref]);
}
