// One reader, one paper: matched, muted or neither, and by what.
import type { Evidence, Reason } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import type { PaperIndex } from './paper-index.ts';
import { keywordEvidence, Reasons } from './reasons.ts';
import { eachWanted } from './term.ts';

export type Judgement =
  | { kind: 'matched'; reasons: Reason[] }
  | { kind: 'muted'; word: string; evidence: Evidence[] }
  | { kind: 'unmatched' };

/** A muted word beats everything; no interests at all means that every paper matches by its rank. */
export function judge(index: PaperIndex, place: number, interests: Interests): Judgement {
  const word = mutedBy(index, place, interests);
  if (word !== undefined) return { kind: 'muted', word, evidence: keywordEvidence(index, place, word) };
  const terms = new Set<number>();
  eachWanted(interests, index.terms, term => {
    if (index.finds(term, place)) terms.add(term);
  });
  if (terms.size === 0) return { kind: 'unmatched' };
  return { kind: 'matched', reasons: new Reasons(index).of(place, [...terms]) };
}

/** The first of the reader's muted words that finds the paper. */
export function mutedBy(index: PaperIndex, place: number, { muted }: Pick<Interests, 'muted'>): string | undefined {
  return muted.find(word => index.finds(index.terms.numberOf('keyword', word), place));
}
