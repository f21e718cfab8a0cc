// When a paper that was not known before becomes news here (design rule 2).
import { arxivMonth } from '../domain/arxiv-id.ts';
import type { PaperFacts } from '../domain/paper.ts';

const ARCHIVE_AFTER_MS = 8 * 86_400_000;

/**
 * Now, unless its own full listing date is more than eight days older: then it is archive, not news, and takes that date.
 * A replacement of a paper never seen is no news either and takes the date of its first version.
 * @param asNew the operator says that it is news, whatever its dates
 * @returns ISO 8601 instant
 */
export function entryDate(facts: PaperFacts, now: Date, asNew: boolean): string {
  if (asNew) return now.toISOString();
  const { listedAt, listedYearInferred } = facts;
  const firstVersion = isReplacement(facts) ? firstVersionDate(facts) : undefined;
  if (firstVersion !== undefined) return new Date(firstVersion).toISOString();
  if (!listedAt || listedYearInferred) return now.toISOString();
  const listed = new Date(`${listedAt}T00:00:00Z`);
  return (now.getTime() - listed.getTime() > ARCHIVE_AFTER_MS ? listed : now).toISOString();
}

function isReplacement({ announceType }: PaperFacts): boolean {
  return announceType === 'replace' || announceType === 'replace-cross';
}

/** Announcements of replacements are dated with their own day: where nothing else is known, the id tells the month. */
function firstVersionDate({ publishedAt, arxivId }: PaperFacts): string | undefined {
  return publishedAt ?? (arxivId === undefined ? undefined : arxivMonth(arxivId));
}
