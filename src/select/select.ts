// One reader's mail: what is in the window, new to the reader and matching, best first, cut to the reader's number.
import type { Selection } from '../domain/issue.ts';
import type { Interests } from '../domain/subscriber.ts';
import type { ScannedPaper } from './interests.ts';
import { type Judgement, judge } from './judge.ts';
import type { CompiledCatalogue } from './match-topics.ts';

/** What selection must know about one reader. */
export interface Reader {
  interests: Interests;
  papersPerMail: number;
  /** Start of the reader's window over `enteredAt`. */
  windowStart: Date;
  alreadySent: ReadonlySet<number>;
}

/** @param scanned papers by falling trend */
export function select(scanned: readonly ScannedPaper[], reader: Reader, catalogue: CompiledCatalogue): Selection {
  const considered = scanned.filter(({ paper }) => isNews(paper, reader));
  const matched = considered.flatMap(candidate => {
    const judgement = judge(candidate, reader.interests, catalogue);
    return judgement.kind === 'matched' ? [{ paperId: candidate.paper.id, reasons: judgement.reasons }] : [];
  });
  return { papers: matched.slice(0, reader.papersPerMail), considered: considered.length, matched: matched.length };
}

/** Why a paper is, or is not, in a reader's next mail: the rule that decided. */
export type Explanation =
  | { kind: 'already-sent' }
  | { kind: 'outside-window'; enteredAt: string; windowStart: string }
  | (Judgement & { kind: 'muted' | 'unmatched' })
  /** `place` among the matching papers, from 1; selected if it is within the reader's number. */
  | (Judgement & { kind: 'matched' } & { place: number; papersPerMail: number });

/** @returns undefined if the paper is not among the scanned ones */
export function explain(
  scanned: readonly ScannedPaper[],
  reader: Reader,
  { paperId, catalogue }: { paperId: number; catalogue: CompiledCatalogue },
): Explanation | undefined {
  const asked = scanned.find(({ paper }) => paper.id === paperId);
  if (!asked) return undefined;
  if (reader.alreadySent.has(paperId)) return { kind: 'already-sent' };
  if (!isNews(asked.paper, reader)) {
    return { kind: 'outside-window', enteredAt: asked.paper.enteredAt, windowStart: reader.windowStart.toISOString() };
  }
  const judgement = judge(asked, reader.interests, catalogue);
  if (judgement.kind !== 'matched') return judgement;
  const everything = select(scanned, { ...reader, papersPerMail: scanned.length }, catalogue);
  const place = everything.papers.findIndex(paper => paper.paperId === paperId) + 1;
  return { ...judgement, place, papersPerMail: reader.papersPerMail };
}

function isNews({ id, enteredAt }: { id: number; enteredAt: string }, { windowStart, alreadySent }: Reader): boolean {
  return new Date(enteredAt) >= windowStart && !alreadySent.has(id);
}
