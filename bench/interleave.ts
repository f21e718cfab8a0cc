// Measuring side by side: contestants take turns, so that whatever else the machine does happens to all of them.

/** The median of some measurements, and where their middle half lies. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

const ROUNDS = 7;

/**
 * Runs every contestant once a round, in alternating order; a first round only warms up.
 * @param prepare makes ready for a round, for all of them and outside of their times
 * @returns milliseconds of each round by contestant, so that one round's times can be put in relation
 */
export async function interleave<Name extends string>(
  contestants: Readonly<Record<Name, () => unknown>>,
  rounds = ROUNDS,
  prepare: () => unknown = () => {},
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    await prepare();
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const start = performance.now();
      await contestants[name]();
      const elapsed = performance.now() - start;
      if (round > 0) times[name].push(elapsed);
    }
  }
  return times;
}

/** How many times as fast as `other` each round was. */
export function ratios(times: readonly number[], other: readonly number[]): number[] {
  return times.map((time, round) => (other[round] ?? Number.NaN) / time);
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** @param sorted ascending, not empty */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}
