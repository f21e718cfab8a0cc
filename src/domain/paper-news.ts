// What became of a paper after it was first seen, worth a line to those who were sent it.

/** One thing that happened; of the kinds with a number, the highest so far. */
export type PaperNews =
  /** Its code can be had now. */
  | { kind: 'code' }
  /** The authors put a revised version on arXiv. */
  | { kind: 'version'; version: number }
  /** It has a DOI now that is not arXiv's own: a journal or proceedings took it. */
  | { kind: 'published' }
  /** Its votes came past one of the `UPVOTE_MARKS`. */
  | { kind: 'upvotes'; mark: number };

export const UPVOTE_MARKS = [50, 100, 200, 500, 1000] as const;
