// What a reader said about papers by "More like this" and "Less like this": all that is ever learnt follows from it.
import type { Paper } from './paper.ts';

export const OPINION_KINDS = ['more', 'less'] as const;
export type OpinionKind = (typeof OPINION_KINDS)[number];

export interface Opinion {
  kind: OpinionKind;
  paper: Paper;
  /** ISO 8601 instant. */
  at: string;
}

/** Everything that one reader said, and how much of it may be used. */
export interface ReaderOpinions {
  /** Latest first, one for each paper. */
  opinions: readonly Opinion[];
  /** Terms that the reader took out of what was learnt; see `LearntTerm`. */
  dropped: readonly string[];
  /** False where the reader wants nothing learnt to be used. */
  isOn: boolean;
}

export const NO_OPINIONS: ReaderOpinions = { opinions: [], dropped: [], isOn: true };

/** A word or a pair of words that raises or lowers papers. */
export interface LearntTerm {
  /** The words folded as for matching, which is what a reader takes out by: `world model`. */
  term: string;
  /** As one of the papers has it: `world models`. */
  text: string;
  /** Between 1 for the strongest and 0; below 0 where it lowers papers. */
  weight: number;
}

/** What one reader's opinions came to, to be looked at and corrected. */
export interface Learnt {
  opinions: readonly Opinion[];
  /** Strongest first. */
  terms: readonly LearntTerm[];
  /** What the reader took out. */
  dropped: readonly Pick<LearntTerm, 'term' | 'text'>[];
  isOn: boolean;
}

/** One paper as a reader judges it. */
export interface JudgedPaper {
  paper: Paper;
  /** What the reader said about it, if anything. */
  said?: OpinionKind;
  /** What an opinion on it would raise or lower, most telling first; empty where its words are too common or too rare. */
  words: readonly string[];
  /** False where the reader wants nothing learnt to be used. */
  isOn: boolean;
}

/** Why a paper was chosen, or put further up: it resembles one that the reader liked. */
export interface LikedReason {
  kind: 'liked';
  /** Title of the liked paper. */
  title: string;
  /** Words that both have, most telling first. */
  terms: string[];
}
