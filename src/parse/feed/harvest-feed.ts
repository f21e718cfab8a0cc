// The entries of a feed, whichever format it came in, into the harvest; what a feed says of its own failure is no paper.
import type { Harvest } from '../harvest.ts';
import { readInstant } from '../instant.ts';
import { candidateOfEntry } from './entry.ts';
import type { Feed, FeedEntry } from './feed-entry.ts';
import { plainText } from './plain-text.ts';

/** arXiv answers a bad query with a well-formed feed that says so in its title, or in a single entry of this author. */
const ERROR_TITLE = /^\s*feed error for query\b/i;
const ERROR_AUTHOR = 'arXiv api core';

export function harvestFeed(feed: Feed, harvest: Harvest): void {
  const title = plainText(feed.title);
  if (ERROR_TITLE.test(title)) {
    harvest.reject(`the feed reports an error instead of papers: "${title}"`, { text: title });
    return;
  }
  const times = { fetchedAt: harvest.fetchedAt, seenAt: builtAt(feed, harvest.fetchedAt) };
  for (const entry of feed.entries) {
    const { title, link, id, summary, content } = entry;
    const text = [title?.value, link, id, summary?.value, content?.value].find(Boolean) ?? '';
    const error = errorOf(entry);
    if (entry.fault) harvest.reject(`the entry is damaged: ${entry.fault}`, { text });
    else if (error) harvest.reject(`the entry reports an error instead of a paper: "${error}"`, { text });
    else harvest.add(candidateOfEntry(entry, times), { text });
  }
}

function errorOf({ title, authors, summary }: FeedEntry): string | undefined {
  const isError = title?.value === 'Error' && authors.some(({ name }) => name === ERROR_AUTHOR);
  return isError ? plainText(summary) || 'unknown' : undefined;
}

/** When the counts in the feed were seen: when it was built, which is never after it was fetched. */
function builtAt({ built }: Feed, fetchedAt: string): string {
  const at = readInstant(built ?? '', fetchedAt);
  return at !== undefined && at <= new Date(fetchedAt).toISOString() ? at : fetchedAt;
}
