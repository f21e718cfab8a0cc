// Many records, one paper each: the stage within a run. Against the store, the pipeline asks with the same keys and decision.
import type { Candidate } from '../domain/paper.ts';
import { blockingKeys } from './blocking-keys.ts';
import { decide } from './decide.ts';
import { mergeFacts } from './merge.ts';

/** Merges records of one work, keeping the order in which works first appeared; `refs` names every record that went in. */
export function dedupe(candidates: readonly Candidate[]): Candidate[] {
  const works: (Candidate | undefined)[] = [];
  const byKey = new Map<string, number[]>();
  for (const candidate of candidates) place({ ...candidate, refs: refsOf(candidate) }, works, byKey);
  return works.filter(work => work !== undefined).map(withoutEmptyRefs);
}

function place(candidate: Candidate, works: (Candidate | undefined)[], byKey: Map<string, number[]>): void {
  let work = candidate;
  let place = works.length;
  // A record can join two works that had nothing in common before; the merged work may then match a third.
  for (let joined = true; joined; ) {
    joined = false;
    const keys = blockingKeys(work).map(({ kind, value }) => `${kind}:${value}`);
    const places = [...new Set(keys.flatMap(key => byKey.get(key) ?? []))].filter(at => at !== place);
    for (const at of places) {
      const other = works[at];
      if (!other || !decide(other, work).same) continue;
      work = merge(other, work);
      works[Math.max(at, place)] = undefined;
      place = Math.min(at, place);
      joined = true;
    }
    works[place] = work;
    for (const key of keys) byKey.set(key, [...new Set([...(byKey.get(key) ?? []), place])]);
  }
}

function merge(a: Candidate, b: Candidate): Candidate {
  return { ...mergeFacts(a, b), refs: [...(a.refs ?? []), ...(b.refs ?? [])] };
}

function refsOf({ ref, refs }: Candidate): string[] {
  return refs ?? (ref === undefined ? [] : [ref]);
}

function withoutEmptyRefs(work: Candidate): Candidate {
  if (work.refs?.length) return work;
  const { refs: _, ...rest } = work;
  return rest;
}
