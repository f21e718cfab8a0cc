// From occurrences in a paper's fields to the evidence that people are shown.
import type { Evidence } from '../domain/issue.ts';
import type { PaperFacts } from '../domain/paper.ts';
import type { Occurrence, PhraseIndex } from './phrase-index.ts';

export const FIELDS = ['title', 'abstract'] as const;
type Field = (typeof FIELDS)[number];

export interface FieldOccurrence extends Occurrence {
  field: Field;
}

/** Where every phrase of the index occurs in the title and the abstract. */
export function scanPaper(index: PhraseIndex, paper: PaperFacts): FieldOccurrence[] {
  return FIELDS.flatMap(field => index.scan(paper[field] ?? '').map(found => ({ ...found, field })));
}

/** One entry per phrase and field, in the words of the first place, and how often in whichever. */
export function toEvidence(occurrences: readonly FieldOccurrence[], paper: PaperFacts): Evidence[] {
  const evidence = new Map<string, Evidence>();
  for (const { phrase, field, start, end } of occurrences) {
    const key = `${phrase} ${field}`;
    const known = evidence.get(key);
    if (known) known.count += 1;
    else evidence.set(key, { phrase: paper[field]!.slice(start, end), field, count: 1, start, end });
  }
  return [...evidence.values()];
}

/** Leaves out what lies inside a longer occurrence, or inside one of the spans. Expects scan order. */
export function withoutNested(
  occurrences: readonly FieldOccurrence[],
  spans: readonly FieldOccurrence[] = [],
): FieldOccurrence[] {
  const kept: FieldOccurrence[] = [];
  for (const found of occurrences) {
    const inside = (outer: FieldOccurrence) =>
      outer.field === found.field && outer.start <= found.start && found.end <= outer.end;
    if (!spans.some(inside) && !kept.some(inside)) kept.push(found);
  }
  return kept;
}
