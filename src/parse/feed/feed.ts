// Feeds of papers in XML: RSS, Atom or RDF, from arXiv, from mirrors of Hugging Face, from anybody.
import { AppError } from '../../domain/errors.ts';
import type { Format } from '../format.ts';
import type { InputText } from '../input-text.ts';
import { familyOf } from './family.ts';
import type { Feed } from './feed-entry.ts';
import { harvestFeed } from './harvest-feed.ts';
import { readFeed } from './read-feed.ts';

export const feed: Format = {
  name: 'feed',
  looksLike: 'an RSS or Atom feed',
  recognises: ({ head, text }) => head.startsWith('<') && familyOf(text) !== undefined,
  async read(input, harvest) {
    harvestFeed(await readOrThrow(input), harvest);
  },
};

async function readOrThrow({ text, locator }: InputText): Promise<Feed> {
  try {
    return await readFeed(text, /^https?:/i.test(locator) ? locator : '');
  } catch (cause) {
    const reason = (cause as Error).message.replace(/\s+/g, ' ');
    throw new AppError('format_unknown', `${locator} is a feed that cannot be read: ${reason}`, { cause });
  }
}
