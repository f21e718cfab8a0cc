// Many records, one paper each: the stage within a run. Against the store, the pipeline asks with the same keys and decision.
import type { PaperKey } from '../domain/keys.ts';
import type { Candidate } from '../domain/paper.ts';
import { surestMatch } from './best-match.ts';
import { keysOfKind, MAX_NEIGHBOURS } from './candidates.ts';
import type { Decision } from './decide.ts';
import { mergeFacts } from './merge.ts';
import { sourceCount } from './source-count.ts';

interface Work {
  /** Merged, without what callers call its records. */
  paper: Candidate;
  /** Places of its records among the candidates, rising. */
  places: number[];
  /** Of one kind, while works are joined by it. */
  keys: readonly string[];
}

/** Two works that became one, each named by the places of its records. */
export interface Join {
  work: readonly number[];
  joined: readonly number[];
  decision: Decision;
}

/** What is sure comes first, so that a likeness never joins what an id tells apart. */
const KINDS: readonly PaperKey['kind'][] = ['arxiv', 'doi', 'title', 'near'];

/**
 * Merges records of one work, keeping the order in which works first appeared; `refs` names every record that went in.
 * Which records become one work does not depend on their order, and merging the result again changes nothing. Of more
 * records than 64 with one title, only those whose contents are neighbours in the order of texts are compared.
 * @param tell hears of each join, in the order in which they happen
 */
export function dedupe(candidates: readonly Candidate[], tell: (join: Join) => void = () => {}): Candidate[] {
  let works = candidates.map(
    ({ ref: _ref, refs: _refs, ...paper }, place): Work => ({ paper, places: [place], keys: [] }),
  );
  // A merged work may be the same as a third that its records alone were not: until nothing joins any more.
  for (let before = Number.POSITIVE_INFINITY; works.length < before; ) {
    before = works.length;
    for (const kind of KINDS) works = joinBy(kind, works, tell);
  }
  works.sort((a, b) => a.places[0]! - b.places[0]!);
  return works.map(({ paper, places }) =>
    named(
      paper,
      places.map(place => candidates[place]!),
    ),
  );
}

/** A record that could belong to several works joins the likest, met in an order of their own, whatever the caller's was. */
function joinBy(kind: PaperKey['kind'], works: readonly Work[], tell: (join: Join) => void): Work[] {
  const keys = keysOfKind(
    works.map(({ paper }) => paper),
    kind,
  );
  const ordered = works.map((work, at) => ({ work: { ...work, keys: keys[at]! }, content: contentOf(work.paper) }));
  ordered.sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0));
  const joined: Work[] = [];
  const places = new Map<string, number[]>();
  for (const { work } of ordered) {
    const near = [...new Set(work.keys.flatMap(key => places.get(key)?.slice(-MAX_NEIGHBOURS) ?? []))];
    near.sort((a, b) => a - b);
    const match = surestMatch(
      work.paper,
      near.map(at => joined[at]!.paper),
    );
    const at = match === undefined ? joined.length : near[match.at]!;
    if (match) tell({ work: joined[at]!.places, joined: work.places, decision: match.decision });
    joined[at] = match === undefined ? work : merge(joined[at]!, work);
    for (const key of work.keys) remember(places, key, at);
  }
  return joined;
}

function remember(places: Map<string, number[]>, key: string, at: number): void {
  const block = places.get(key);
  if (!block) places.set(key, [at]);
  else if (block.at(-1) !== at) block.push(at);
}

function merge(a: Work, b: Work): Work {
  const places = [...a.places, ...b.places].sort((x, y) => x - y);
  return { paper: mergeFacts(a.paper, b.paper), places, keys: [] };
}

/** Equal for equal records, whatever the order of their fields. */
function contentOf(paper: Candidate): string {
  return JSON.stringify(paper, (_, value: unknown) => (isPlain(value) ? sortedFields(value) : value));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortedFields(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The least `ref` stays, as the least value of any other field that is none of a paper's facts. */
function named(paper: Candidate, records: readonly Candidate[]): Candidate {
  const own = records.flatMap(({ ref }) => ref ?? []).sort()[0];
  const refs = new Set(records.flatMap(({ ref, refs }) => refs ?? (ref === undefined ? [] : [ref])));
  const sources = sourceCount(records);
  return {
    ...paper,
    ...(own !== undefined && { ref: own }),
    ...(refs.size > 0 && { refs: [...refs] }),
    ...(sources !== undefined && { sources }),
  };
}
