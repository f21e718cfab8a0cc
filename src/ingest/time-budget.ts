// The time that one fetch may take in all: what is spent on one part is missing for the next.

export class TimeBudget {
  #leftMs: number;

  constructor(limitMs: number) {
    this.#leftMs = limitMs;
  }

  get leftMs(): number {
    return this.#leftMs;
  }

  /** Does work that ends early when the signal comes. @throws DOMException TimeoutError when nothing is left */
  async spend<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const signal = AbortSignal.timeout(Math.max(0, Math.ceil(this.#leftMs)));
    try {
      return await work(signal);
    } catch (error) {
      // Work that is ended early says so in many ways.
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#leftMs -= performance.now() - startedAt;
    }
  }
}
