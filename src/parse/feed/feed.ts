// Feeds of papers: RSS, Atom or RDF, from arXiv, from mirrors of Hugging Face, from anybody.
import { AppError } from '../../domain/errors.ts';
import type { Format } from '../format.ts';
import type { Harvest } from '../harvest.ts';
import type { InputText } from '../input-text.ts';
import { readInstant } from '../instant.ts';
import { candidateOfEntry } from './entry.ts';
import { childText, isFeedRoot, type RawFeed, readFeed, textOf, type XmlFields } from './read-feed.ts';

/** arXiv answers a bad query with a well-formed feed that says so in its title, or in a single entry of this author. */
const ERROR_TITLE = /^feed error for query\b/i;
const ERROR_AUTHOR = 'arXiv api core';

export const feed: Format = {
  name: 'feed',
  looksLike: 'an RSS or Atom feed',
  recognises: ({ head, text }) => head.startsWith('<') && isFeedRoot(text),
  async read(input: InputText, harvest: Harvest) {
    const { fields, entries } = await readOrThrow(input);
    const title = textOf(fields.get('title')?.[0]);
    if (ERROR_TITLE.test(title)) {
      harvest.reject(`the feed reports an error instead of papers: "${title}"`, { text: title });
      return;
    }
    const seenAt = builtAt(fields, harvest.fetchedAt);
    for (const entry of entries) {
      const text = textOf(entry.get('title')?.[0]);
      const error = errorOf(entry);
      if (error) harvest.reject(`the entry reports an error instead of a paper: "${error}"`, { text });
      else harvest.add(candidateOfEntry(entry, { fetchedAt: harvest.fetchedAt, seenAt }), { text });
    }
  },
};

async function readOrThrow({ text, locator }: InputText): Promise<RawFeed> {
  try {
    return await readFeed(text);
  } catch (cause) {
    const reason = (cause as Error).message.replace(/\s+/g, ' ');
    throw new AppError(
      'format_unknown',
      `${locator} is a feed that cannot be read (${reason}): expected well-formed XML`,
      {
        cause,
      },
    );
  }
}

function errorOf(entry: XmlFields): string | undefined {
  const isError =
    textOf(entry.get('title')?.[0]).trim() === 'Error' &&
    (entry.get('author') ?? []).some(author => childText(author, 'name').trim() === ERROR_AUTHOR);
  return isError ? textOf(entry.get('summary')?.[0]).trim() || 'unknown' : undefined;
}

/** When the counts in the feed were seen: when it was built, which is never after it was fetched. */
function builtAt(fields: XmlFields, fetchedAt: string): string {
  const built = readInstant(textOf(fields.get('lastBuildDate')?.[0] ?? fields.get('updated')?.[0]), fetchedAt);
  return built !== undefined && built <= new Date(fetchedAt).toISOString() ? built : fetchedAt;
}
