// Kills at each named point of the way of a mail, again and again, by both senders.
import { CRASH_POINTS, type CrashPoint } from '../../src/domain/crash-point.ts';
import { crashTrial, keepsPromise, type TrialResult } from '../../test/cli/crash-trial.ts';

const LANES = 2;
const READERS = 4;

/** @param kills at each point @returns by point */
export async function killAtNamedPoints(
  kills: number,
  env: Record<string, string>,
): Promise<Map<CrashPoint, TrialResult[]>> {
  const trials = CRASH_POINTS.flatMap(point =>
    // Only one freeze happens in a run; the other points come once for each reader.
    Array.from({ length: kills }, (_, at) => ({ point, time: point === 'after_freeze' ? 1 : 1 + (at % READERS) })),
  ).values();
  const results = new Map<CrashPoint, TrialResult[]>(CRASH_POINTS.map(point => [point, []]));
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (const crash of trials) results.get(crash.point)!.push(await crashTrial(crash, { env }));
    }),
  );
  return results;
}

export function isBroken(result: TrialResult): boolean {
  return !keepsPromise(result);
}
