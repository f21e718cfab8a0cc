// At most so many passes a second, spread evenly.

/** @returns resolves when the caller may pass */
export function rateGate(perSecond: number): () => Promise<void> {
  const gapMs = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const wait = next - now;
    next = Math.max(next, now) + gapMs;
    if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait));
  };
}
