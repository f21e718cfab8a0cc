// How many forms one network may send in an hour: a sliding window, kept in memory.

const WINDOW_MS = 3_600_000;
/** Beyond it the networks that were heard of longest ago are forgotten. */
const NETWORKS_KEPT = 100_000;

export class NetworkLimit {
  readonly #most: number;
  /** Instants of the last hour by network, in the order in which networks were last heard of. */
  readonly #taken = new Map<string, number[]>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns undefined where it is let through, and counts; else seconds until the next one would be */
  take(network: string, now: Date): number | undefined {
    const at = now.getTime();
    const recent = (this.#taken.get(network) ?? []).filter(before => before > at - WINDOW_MS);
    if (recent.length >= this.#most) return Math.ceil((recent[0]! + WINDOW_MS - at) / 1000);
    recent.push(at);
    this.#taken.delete(network);
    this.#taken.set(network, recent);
    if (this.#taken.size > NETWORKS_KEPT) this.#taken.delete(this.#taken.keys().next().value!);
    return undefined;
  }
}
