// Where a test may kill the process, to prove that nothing is lost or sent twice from there on.

export const CRASH_POINTS = ['after_freeze', 'after_claim', 'before_commit', 'before_dot', 'after_250'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Called when the run reaches a point; does nothing unless a test asked for a crash there. */
export type AtPoint = (point: CrashPoint) => void;
