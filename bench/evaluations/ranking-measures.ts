// How good an order or a likelihood is, beside what chance would give.

export interface Scored {
  likelihood: number;
  isTrue: boolean;
}

/** The chance that a true one is put above a false one; a tie is half of that. */
export function rocAuc(scored: readonly Scored[]): number {
  const sorted = scored.toSorted((a, b) => a.likelihood - b.likelihood);
  let [rankSum, trues] = [0, 0];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (sorted[end]?.likelihood === sorted[start]!.likelihood) end++;
    const meanRank = (start + end + 1) / 2;
    for (; start < end; start++) {
      if (!sorted[start]!.isTrue) continue;
      rankSum += meanRank;
      trues++;
    }
  }
  return (rankSum - (trues * (trues + 1)) / 2) / (trues * (sorted.length - trues));
}

const discount = (place: number) => 1 / Math.log2(place + 2);

/**
 * Discounted gain of the first `k`, as a share of the best order's (Järvelin & Kekäläinen 2002, with linear gains).
 * @param gains in the order that is judged
 */
export function ndcg(gains: readonly number[], k: number): number {
  const best = discounted(gains.toSorted((a, b) => b - a).slice(0, k));
  return best === 0 ? 1 : discounted(gains.slice(0, k)) / best;
}

/** What a random order gives on average. */
export function randomNdcg(gains: readonly number[], k: number): number {
  const best = discounted(gains.toSorted((a, b) => b - a).slice(0, k));
  const mean = average(gains);
  return best === 0 ? 1 : discounted(gains.slice(0, k).map(() => mean)) / best;
}

/** The share of the first `k` that belong there: their gain is among the `k` highest. */
export function precision(gains: readonly number[], k: number): number {
  const bound = gains.toSorted((a, b) => b - a)[Math.min(k, gains.length) - 1]!;
  return average(gains.slice(0, k).map(gain => (gain >= bound ? 1 : 0)));
}

/** The mean of the precision at each place of a relevant one; 0 where none is relevant. */
export function averagePrecision(relevance: readonly boolean[]): number {
  let [found, sum] = [0, 0];
  for (const [place, isRelevant] of relevance.entries()) {
    if (!isRelevant) continue;
    found += 1;
    sum += found / (place + 1);
  }
  return found === 0 ? 0 : sum / found;
}

export function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, place) => sum + gain * discount(place), 0);
}

const RESAMPLES = 10_000;

/** The mean of paired differences with its 95 % interval, by a bootstrap over pairs with a fixed seed. */
export function pairedDifference(a: readonly number[], b: readonly number[]) {
  const differences = a.map((value, at) => value - b[at]!);
  const random = mulberry32(20_251_231);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let at = 0; at < differences.length; at++) sum += differences[Math.floor(random() * differences.length)]!;
    return sum / differences.length;
  }).sort((x, y) => x - y);
  return { mean: average(differences), low: means[RESAMPLES * 0.025]!, high: means[RESAMPLES * 0.975]! };
}

/** A small generator of numbers between 0 and 1 that a seed makes repeatable. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
