// An issue is one edition, a local calendar date; a batch is everyone due at one instant within it.
import type { LikedReason } from './opinion.ts';
import type { Paper } from './paper.ts';
import type { PaperNews } from './paper-news.ts';

/** What made a paper rise: facts a reader can check, best first. */
export type Signal =
  /** `rise` of them came within the last day, as far as that was counted. */
  | { kind: 'upvotes'; count: number; rise?: number }
  | { kind: 'comments'; count: number }
  | { kind: 'code'; stars?: number }
  | { kind: 'sources'; count: number }
  | { kind: 'position'; place: number }
  /** Nobody has voted: how likely a paper with this text is to appear on Daily Papers, between 0 and 1. */
  | { kind: 'text'; likelihood: number };

export interface RankedPaper extends Paper {
  /** Trending score, ≥ 0; only its order means anything. */
  score: number;
  signals: Signal[];
}

/**
 * Nobody has voted for the paper, as far as any source told, and no digest gave it a place: what its text promises put it where it
 * is, beside comments, code and sources where there are any. To call it trending would be a lie.
 */
export function isWithoutVotes({ signals }: Pick<RankedPaper, 'signals'>): boolean {
  return signals.some(({ kind }) => kind === 'text');
}

/** One place where a phrase was found. Offsets count UTF-16 units of that field. */
export interface Evidence {
  /** As the paper has it there: from `start` to before `end`. */
  phrase: string;
  field: 'title' | 'abstract';
  count: number;
  start: number;
  end: number;
  /** The phrase only supports; by itself it would say little. */
  weak?: true;
}

const TIERS = ['strong', 'match', 'related'] as const;
export type Tier = (typeof TIERS)[number];

/** Why a paper was chosen for one reader. */
export type Reason =
  | { kind: 'topic'; topic: string; name: string; tier: Tier; evidence: Evidence[] }
  | { kind: 'keyword'; keyword: string; evidence: Evidence[] }
  | { kind: 'author'; author: string }
  | { kind: 'lab'; lab: string; organization: string }
  | { kind: 'category'; category: string }
  /** The reader chose no interests: the top of the day. */
  | { kind: 'trending' }
  /** The reader chose no interests, and nobody has voted: what by its text is likely to draw people. */
  | { kind: 'picked' }
  /** Matches nothing that the reader chose: the best by trend for the one place the reader keeps for such a paper. */
  | { kind: 'outside' }
  | LikedReason;

export interface SelectedPaper {
  paperId: number;
  reasons: Reason[];
  /** It was in an earlier mail of which nobody knows whether it was sent. */
  maybeSeen?: true;
}

/**
 * What makes a mail another one than the usual: the reader's first, the first after a pause, a weekly one, or a note that nothing
 * has matched for some days.
 */
export type Occasion = 'welcome' | 'catch-up' | 'weekly' | 'quiet';

/** What a reader may expect of the next mail. */
export interface NextMail {
  /** Local date. */
  date: string;
  /** Local time of day, `HH:MM`. */
  time: string;
  /** About how many, ≥ 1. */
  papers: number;
}

/** What one subscriber's mail holds. Equal selections share one row and one rendering. */
export interface Selection {
  /** Best first, cut to the reader's papers per mail. */
  papers: SelectedPaper[];
  /** Papers in the reader's window that this reader has not been sent. */
  considered: number;
  /** Of those, how many match before the cut. */
  matched: number;
  /** What the reader said with More and Less changed the choice or the order of what matches: it is not the trend's. */
  byTaste?: true;
  /** Local date on which the reader's window begins: `considered` counts what is new since then. */
  since?: string;
  /** Absent: `full`. */
  layout?: Layout;
  /** Where the mail has room: papers of the window that did not match by one word, best first, at most three. */
  justMissed?: { paperId: number; miss: Miss }[];
  /** What became of papers that this reader was sent before, at most three. */
  followUps?: FollowUp[];
  /** Absent for a usual mail. */
  occasion?: Occasion;
  /** Told in the reader's first mail. */
  next?: NextMail;
  /** The subject that follows from the papers is the one of the reader's last mail: the date tells them apart. */
  isSubjectDated?: true;
}

/** Whether it is worth a mail: without papers only the note that there were none is. */
export function isMail({ papers, occasion }: Selection): boolean {
  return papers.length > 0 || occasion === 'quiet';
}

/** All that matched when a mail was cut, best first, each with why. */
export interface AllMatches {
  /** Local date of the mail. */
  date: string;
  papers: { paper: RankedPaper; reasons: Reason[] }[];
  /** How many there are, of which `papers` may hold only the first. */
  matched: number;
}

export const LAYOUTS = ['full', 'compact', 'text'] as const;
/** `full`: the first cards show all, the rest are short. `compact`: titles only. `text`: no HTML part. */
export type Layout = (typeof LAYOUTS)[number];

export interface FollowUp {
  paperId: number;
  /** Local date of the mail that held the paper. */
  sentOn: string;
  news: PaperNews;
}

/**
 * What gave a paper its place: it matches (of a reader without interests, everything does), it only resembles what the reader
 * liked, or it has the place that the reader keeps for something outside.
 */
export function placedAs({ reasons }: SelectedPaper): 'match' | 'similar' | 'outside' {
  if (reasons.some(({ kind }) => kind === 'outside')) return 'outside';
  return reasons.length > 0 && reasons.every(({ kind }) => kind === 'liked') ? 'similar' : 'match';
}

export type BatchState = 'planning' | 'ready' | 'held' | 'cancelled' | 'discarded';

interface Batch {
  id: number;
  /** Local calendar date YYYY-MM-DD of the issue. */
  date: string;
  dueAt: string;
  state: BatchState;
  /** Name of the holiday because of which arXiv had announced nothing when the batch was planned. */
  quiet?: string;
}

/** A batch with the papers and ranking frozen into it, by falling score. */
export interface FrozenBatch extends Batch {
  papers: RankedPaper[];
}

/** What would have brought a paper that a reader just missed. */
export type Miss =
  /** It matches, and is muted by this word. */
  | { kind: 'muted'; word: string }
  /** Of all the parts of this keyword only one is not there. */
  | { kind: 'part'; keyword: string; missing: string }
  /** It has a phrase of a topic that the reader follows, and is surely about another one of the same group. */
  | { kind: 'topic'; topic: string; name: string };
