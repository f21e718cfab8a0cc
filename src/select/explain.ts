// Why a paper is, or is not, in a reader's next mail: the rule that decided.
import { type Miss, placedAs, type Reason, type Selection } from '../domain/issue.ts';
import type { LikedReason } from '../domain/opinion.ts';
import type { Reader } from './compile-readers.ts';
import { type Judgement, judge } from './judge.ts';
import { missOf } from './just-missed.ts';
import type { PaperIndex } from './paper-index.ts';
import { select } from './select.ts';

export type Explanation =
  /** `on` is the local date of the mail. */
  | { kind: 'already-sent'; on: string }
  | { kind: 'outside-window'; enteredAt: string; windowStart: string }
  | (Judgement & { kind: 'muted' })
  /** `miss` is the one word that would have brought it, where there is one. */
  | { kind: 'unmatched'; miss?: Miss }
  /** It matches nothing, and comes along because it resembles what the reader liked. */
  | { kind: 'similar'; reason: LikedReason }
  /** It matches nothing, and has the place that the reader keeps for such a paper. */
  | { kind: 'outside' }
  /**
   * `place` among the matching papers in the reader's own order, from 1; selected if there are so many `places` for them in the
   * mail. `byTrend` is the place that the trend alone would give it, where what the reader said with More and Less moved it.
   */
  | { kind: 'matched'; reasons: Reason[]; place: number; places: number; byTrend?: number };

/** @returns undefined if the paper is not in the index */
export function explain(index: PaperIndex, reader: Reader, paperId: number): Explanation | undefined {
  const at = index.placeOf(paperId);
  if (at === undefined) return undefined;
  const on = reader.alreadySent.get(paperId);
  if (on !== undefined) return { kind: 'already-sent', on };
  const { interests, papersPerMail, windowStart } = reader;
  const { enteredAt } = index.papers[at]!.paper;
  if (new Date(enteredAt) < windowStart) {
    return { kind: 'outside-window', enteredAt, windowStart: windowStart.toISOString() };
  }
  const judgement = judge(index, at, interests);
  if (judgement.kind === 'muted') return judgement;
  const { papers } = select(index, reader);
  const itself = papers.find(paper => paper.paperId === paperId);
  if (judgement.kind === 'unmatched') {
    const reason = itself?.reasons[0];
    if (reason?.kind === 'liked') return { kind: 'similar', reason };
    if (itself) return { kind: 'outside' };
    const miss = missOf(index, at, interests);
    return { kind: 'unmatched', ...(miss && { miss }) };
  }
  const hasOutside = papers.some(paper => placedAs(paper) === 'outside');
  const places = hasOutside ? papersPerMail - 1 : papersPerMail;
  const everything = { ...reader, interests: { ...interests, outside: false }, papersPerMail: index.papers.length };
  const { place, reasons } = placeOf(paperId, select(index, everything));
  const byTrend = reader.taste ? placeOf(paperId, select(index, { ...everything, taste: undefined })).place : place;
  return { kind: 'matched', reasons, place, places, ...(byTrend !== place && { byTrend }) };
}

function placeOf(paperId: number, { papers }: Selection): { place: number; reasons: Reason[] } {
  const at = papers.findIndex(paper => paper.paperId === paperId);
  return { place: at + 1, reasons: papers[at]!.reasons };
}
