// Time between two moments as ranking counts it.

export const HOUR_MS = 3_600_000;

/** @param from milliseconds, as `to` is; what is no moment, as a caller of the filter may write, is now @returns never negative */
export function hoursBetween(from: number, to: number): number {
  return Math.max(0, to - from) / HOUR_MS || 0;
}
