// Where a test may kill the process, to prove that nothing is lost or sent twice from there on.

export const CRASH_POINTS = [
  'after_freeze',
  'after_claim',
  'before_commit',
  'before_dot',
  'after_dot',
  'after_250',
  'after_settle',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Called when the run reaches a point; does nothing unless a test asked for a crash there. */
export type AtPoint = (point: CrashPoint) => void;

/** A point, and the how-manieth time it is reached, from 1. */
export interface Crash {
  point: CrashPoint;
  time: number;
}

/** Reads `before_dot` or `before_dot:3`. */
export function readCrash(text: string): Crash | undefined {
  const [, name, time = '1'] = /^([a-z0-9_]+)(?::([1-9]\d{0,3}))?$/.exec(text) ?? [];
  const point = CRASH_POINTS.find(known => known === name);
  return point && { point, time: Number(time) };
}
