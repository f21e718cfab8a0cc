// How long a server takes to answer, asked at a steady pace whether or not it has answered before.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Latency {
  /** Milliseconds, rising. */
  times: number[];
  /** Answers that were not 200, and no answers. */
  failed: number;
}

/**
 * Asks until the signal aborts. A time runs from when it was planned to ask: if the asking itself was late, that counts.
 * @param ask @returns whether all was well
 */
export async function askSteadily(
  ask: (number: number) => Promise<boolean>,
  { everyMs, signal }: { everyMs: number; signal: AbortSignal },
): Promise<Latency> {
  const times: number[] = [];
  const answers: Promise<void>[] = [];
  let failed = 0;
  const start = performance.now();
  for (let number = 0; !signal.aborted; number++) {
    const planned = start + number * everyMs;
    const wait = planned - performance.now();
    if (wait > 0) await sleep(wait);
    const answered = ask(number).then(
      isWell => {
        times.push(performance.now() - planned);
        if (!isWell) failed += 1;
      },
      () => {
        times.push(performance.now() - planned);
        failed += 1;
      },
    );
    answers.push(answered);
  }
  await Promise.all(answers);
  return { times: times.sort((a, b) => a - b), failed };
}

/** @param rising not empty */
export function quantile(rising: readonly number[], share: number): number {
  return rising[Math.min(rising.length - 1, Math.floor(share * rising.length))]!;
}
