// When a deferred message is tried again: exponential backoff with jitter, until the mail is stale. RFC 5321 §4.5.4.1.

const FIRST_RETRY_MS = 5 * 60_000;
const LONGEST_RETRY_MS = 4 * 3_600_000;
const JITTER = 0.2;

export interface Tried {
  /** How often, from 1. */
  attempt: number;
  /** ISO 8601 instant after which no try is worth it. */
  expiresAt: string;
}

/**
 * @param random in [0, 1): spreads retries so that they do not come back together
 * @param notBefore while the recipient's domain is paused
 * @returns undefined when it is time to give up
 */
export function retryAt({ attempt, expiresAt }: Tried, now: Date, random: number, notBefore?: Date): Date | undefined {
  const wait = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
  const jitter = 1 + JITTER * (2 * random - 1);
  const at = new Date(Math.max(now.getTime(), notBefore?.getTime() ?? 0) + wait * jitter);
  return at <= new Date(expiresAt) ? at : undefined;
}
