// How fast mail may go to a recipient domain, as an operator writes it: `gmail.com=20/s,4 *=50/s`.
import type { DomainLimit } from './delivery.ts';

/** Limits by domain, in lower case; `*` stands for every domain that is not named. */
export type DomainLimits = ReadonlyMap<string, DomainLimit>;

const ENTRY = /^(\*|[a-z0-9-]+(?:\.[a-z0-9-]+)+)=(?:(\d{1,6}(?:\.\d{1,3})?)\/s)?(?:(?:^|,|(?<==))(\d{1,3}))?$/;

/**
 * Entries separated by spaces, each `domain=RATE/s`, `domain=CONNECTIONS` or `domain=RATE/s,CONNECTIONS`.
 * @returns undefined if any entry is written otherwise, or a limit is 0
 */
export function readDomainLimits(text: string): DomainLimits | undefined {
  const limits = new Map<string, DomainLimit>();
  for (const entry of text.toLowerCase().split(/\s+/)) {
    const [, domain, rate, connections] = ENTRY.exec(entry) ?? [];
    if (domain === undefined || (rate === undefined && connections === undefined)) return undefined;
    if (Number(rate ?? 1) === 0 || Number(connections ?? 1) === 0) return undefined;
    limits.set(domain, {
      ...(rate !== undefined && { messagesPerSecond: Number(rate) }),
      ...(connections !== undefined && { connections: Number(connections) }),
    });
  }
  return limits;
}
