// RSS, RDF and Atom to a neutral feed: the only file that knows rss-parser, so that another reader may take its place.
import Parser from 'rss-parser';
import { atomEntry } from './atom-entry.ts';
import { familyOf } from './family.ts';
import type { Feed } from './feed-entry.ts';
import { NUMBER_ELEMENT, outlineFeed } from './outline-feed.ts';
import { rssEntry, rssText } from './rss-entry.ts';
import { firstOf } from './xml-field.ts';

/**
 * rss-parser reads the outline and thereby says what is an entry. Fields are kept from it: its own readings lose all
 * authors but the first and the order of markup, fail the whole feed for one bad date, and strip tags in quadratic time.
 * @param base where the feed was found, which relative addresses are resolved against
 * @throws Error saying what the reader stumbled over, as the end of a sentence
 */
export async function readFeed(xml: string, base = ''): Promise<Feed> {
  const family = familyOf(xml) ?? 'rss';
  const outline = outlineFeed(xml, family, base);
  const parser = new Parser<object, { number: string }>({ customFields: { item: [NUMBER_ELEMENT] } });
  const { items } = await parser.parseString(outline.xml);
  const readEntry = family === 'atom' ? atomEntry : rssEntry;
  return {
    title: rssText(firstOf(outline.feed, 'title')),
    built: firstOf(outline.feed, 'lastbuilddate', 'updated', 'modified', 'pubdate', 'dc:date')?.text,
    entries: items.map(item => readEntry(outline.entries[Number(item.number)] ?? new Map())),
  };
}
