// Time between two moments as ranking counts it.

const HOUR_MS = 3_600_000;

/** @param since ISO 8601; what a caller of the filter wrote there and is no instant counts as now @returns never negative */
export function hoursSince(since: string, at: Date): number {
  return Math.max(0, at.getTime() - Date.parse(since)) / HOUR_MS || 0;
}
