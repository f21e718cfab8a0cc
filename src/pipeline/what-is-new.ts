// What a record tells of a known paper that is worth a line to those who were sent it.
import type { PaperFacts } from '../domain/paper.ts';
import { publishedDoi } from '../domain/paper-links.ts';
import { type PaperNews, UPVOTE_MARKS } from '../domain/paper-news.ts';

/** All that was known of a paper before a record came. */
export interface KnownPaper {
  facts: PaperFacts;
  /** ISO 8601 instant. */
  enteredAt: string;
  /** Highest count that any source showed. */
  upvotes: number;
}

/** A paper whose version nobody told may have had any: only a replacement that is announced shows a new one. */
export function whatIsNew({ facts, enteredAt, upvotes }: KnownPaper, record: PaperFacts): PaperNews[] {
  const news: PaperNews[] = [];
  if (record.links?.code !== undefined && facts.links?.code === undefined) news.push({ kind: 'code' });
  const { version = 1 } = record;
  if (version > (facts.version ?? (isReplacement(record) ? 1 : Number.POSITIVE_INFINITY)))
    news.push({ kind: 'version', version });
  if (publishedDoi(record) !== undefined && publishedDoi(facts) === undefined) news.push({ kind: 'published' });
  const mark = highestMark(highestCount(record, enteredAt));
  if (mark !== undefined && mark > upvotes) news.push({ kind: 'upvotes', mark });
  return news;
}

/** By the counts made after a moment; 0 where there are none. */
export function highestCount({ upvotes = [] }: PaperFacts, after: string): number {
  const later = upvotes.filter(({ at }) => Date.parse(at) > Date.parse(after));
  return later.reduce((highest, { count }) => Math.max(highest, count), 0);
}

export function highestMark(count: number): number | undefined {
  return UPVOTE_MARKS.findLast(mark => mark <= count);
}

/** Announced by arXiv as a later version of what was there. */
export function isReplacement({ announceType }: PaperFacts): boolean {
  return announceType === 'replace' || announceType === 'replace-cross';
}
