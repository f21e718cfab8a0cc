// RSS, Atom and RDF to raw entries: the only file that knows rss-parser, so that another reader may take its place.
import Parser from 'rss-parser';
import { findRoot, tameXml } from './tame-xml.ts';

/** One XML element: its text alone, or its text, attributes and children. */
export type XmlNode = string | { _?: string; $?: Record<string, string>; [child: string]: unknown };

/** The elements of a channel, item or entry by their qualified names, such as `dc:creator`. */
export type XmlFields = ReadonlyMap<string, readonly XmlNode[]>;

export interface RawFeed {
  fields: XmlFields;
  entries: XmlFields[];
}

const STRUCTURE: ReadonlySet<string> = new Set(['rss', 'channel', 'item', 'feed', 'entry', 'rdf:RDF']);
const FEED_FIELDS = ['title', 'updated', 'lastBuildDate', 'pubDate', 'dc:date'];
const ENTRY_FIELDS = [
  ...['title', 'link', 'id', 'guid', 'description', 'summary', 'content', 'content:encoded'],
  ...['published', 'updated', 'pubDate', 'dc:date', 'issued', 'author', 'dc:creator', 'category', 'dc:subject'],
  ...['arxiv:announce_type', 'arxiv:DOI', 'arxiv:doi', 'arxiv:journal_reference', 'arxiv:journal_ref'],
  ...['arxiv:primary_category', 'arxiv:comment'],
];
/**
 * Every field gets this prefix and is copied as it is: rss-parser's own readings lose all authors but the first, fail
 * the whole feed for one bad date, and strip tags in quadratic time.
 */
const RAW = 'raw:';

export function isFeedRoot(xml: string): boolean {
  const name = findRoot(xml)?.name;
  return name === 'rss' || name === 'feed' || name?.toLowerCase() === 'rdf:rdf';
}

/** @throws Error saying what the XML reader stumbled over */
export async function readFeed(xml: string): Promise<RawFeed> {
  const raw = (names: readonly string[]) => names.map(name => [`${RAW}${name}`, name, { keepArray: true }]);
  const parser = new Parser<Record<string, unknown>, Record<string, unknown>>({
    defaultRSS: 2,
    xml2js: { tagNameProcessors: [(name: string) => (STRUCTURE.has(name) ? name : `${RAW}${name}`)] },
    customFields: { feed: raw(FEED_FIELDS) as never, item: raw(ENTRY_FIELDS) as never },
  });
  const feed = await parser.parseString(tameXml(xml, findRoot(xml)?.start ?? 0));
  return {
    fields: fieldsOf(feed as Record<string, unknown>, FEED_FIELDS),
    entries: feed.items.map(item => fieldsOf(item, ENTRY_FIELDS)),
  };
}

function fieldsOf(item: Record<string, unknown>, names: readonly string[]): XmlFields {
  const found = names.filter(name => Array.isArray(item[name]));
  return new Map(found.map(name => [name, item[name] as XmlNode[]]));
}

/** All the text inside an element, its children's included. */
export function textOf(node: XmlNode | undefined): string {
  if (node === undefined || typeof node === 'string') return node ?? '';
  const inner = Object.entries(node).filter(([name]) => name !== '$' && name !== '_');
  const children = inner.flatMap(([, value]) => (Array.isArray(value) ? (value as XmlNode[]) : []));
  return [node._ ?? '', ...children.map(textOf)].filter(text => text !== '').join(' ');
}

export function attributeOf(node: XmlNode | undefined, name: string): string | undefined {
  return typeof node === 'object' ? node.$?.[name] : undefined;
}

/** The text of a child element, such as the name of an Atom author. */
export function childText(node: XmlNode, name: string): string {
  const child = typeof node === 'object' ? node[`${RAW}${name}`] : undefined;
  return Array.isArray(child) ? textOf(child[0] as XmlNode) : '';
}
