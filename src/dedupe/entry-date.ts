// When a paper that was not known before becomes news here (design rule 2).
import type { PaperFacts } from '../domain/paper.ts';

const ARCHIVE_AFTER_MS = 8 * 86_400_000;

/**
 * Now, unless its own full listing date is more than eight days older: then it is archive, not news, and takes that date.
 * @param asNew the operator says that it is news, whatever its dates
 * @returns ISO 8601 instant
 */
export function entryDate(facts: PaperFacts, now: Date, asNew: boolean): string {
  if (asNew) return now.toISOString();
  const { listedAt, listedYearInferred } = facts;
  if (!listedAt || listedYearInferred) return now.toISOString();
  const listed = new Date(`${listedAt}T00:00:00Z`);
  return (now.getTime() - listed.getTime() > ARCHIVE_AFTER_MS ? listed : now).toISOString();
}
