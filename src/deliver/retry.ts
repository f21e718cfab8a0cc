// When a deferred message is tried again: exponential backoff with jitter, for about a day. RFC 5321 §4.5.4.1.

const FIRST_RETRY_MS = 5 * 60_000;
/** 5 + 10 + … + 640 minutes: with jitter about 21 hours; a newsletter older than a day is stale. */
const MAX_ATTEMPTS = 9;
const JITTER = 0.2;

/**
 * @param attempt how often it was tried, from 1
 * @param random in [0, 1): spreads retries so that they do not come back together
 * @returns undefined when it is time to give up
 */
export function retryAt(attempt: number, now: Date, random: number): Date | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  const jitter = 1 + JITTER * (2 * random - 1);
  return new Date(now.getTime() + FIRST_RETRY_MS * 2 ** (attempt - 1) * jitter);
}
