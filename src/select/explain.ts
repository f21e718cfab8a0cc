// Why a paper is, or is not, in a reader's next mail: the rule that decided.
import type { Miss } from '../domain/issue.ts';
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
  /** `place` among the matching papers, from 1; selected if there are so many `places` for them in the mail. */
  | (Judgement & { kind: 'matched' } & { place: number; places: number });

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
  const outside = papers.find(({ reasons }) => reasons[0]?.kind === 'outside');
  if (judgement.kind === 'unmatched') {
    const reason = papers.find(paper => paper.paperId === paperId)?.reasons[0];
    if (reason?.kind === 'liked') return { kind: 'similar', reason };
    if (outside?.paperId === paperId) return { kind: 'outside' };
    const miss = missOf(index, at, interests);
    return { kind: 'unmatched', ...(miss && { miss }) };
  }
  const everything = { ...reader, interests: { ...interests, outside: false }, papersPerMail: index.papers.length };
  const place = select(index, everything).papers.findIndex(paper => paper.paperId === paperId) + 1;
  return { ...judgement, place, places: outside ? papersPerMail - 1 : papersPerMail };
}
