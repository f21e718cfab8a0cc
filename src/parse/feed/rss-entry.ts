// An item of RSS 0.9x, 1.0 or 2.0, with the modules that stand in for what it leaves out.
import { sharedFields } from './entry-fields.ts';
import type { FeedEntry, FeedText } from './feed-entry.ts';
import { firstOf, resolvedUrl, type XmlField, type XmlFields } from './xml-field.ts';

const PERSONS = ['dc:creator', 'author', 'dc:author', 'dcterms:creator', 'atom:author', 'itunes:author'];

export function rssEntry(fields: XmlFields): FeedEntry {
  return {
    title: rssText(firstOf(fields, 'title', 'dc:title', 'atom:title')),
    link: linkOf(fields),
    id: firstOf(fields, 'guid', 'rdf:about', 'id', 'dc:identifier')?.text,
    summary: rssText(
      firstOf(fields, 'summary', 'description', 'dc:description', 'dcterms:abstract', 'atom:summary', 'itunes:summary'),
    ),
    content: rssText(
      firstOf(
        fields,
        'content:encoded',
        'xhtml:body',
        'body',
        'atom:content',
        'content',
        'fullitem',
        'media:description',
      ),
    ),
    published: firstOf(fields, 'pubdate', 'dc:date', 'dcterms:issued', 'dcterms:created', 'atom:published', 'published')
      ?.text,
    ...sharedFields(fields, PERSONS),
  };
}

/** RSS never says what is HTML; readers take everything for it. */
export function rssText(field: XmlField | undefined): FeedText | undefined {
  return field === undefined ? undefined : { kind: 'html', value: field.text };
}

/** The text of a link, an Atom link inside RSS, or a guid unless it says that it is no address. */
function linkOf(fields: XmlFields): string | undefined {
  const link = firstOf(fields, 'link');
  if (link) return resolvedUrl(link.text, link);
  const atom = [...(fields.get('atom:link') ?? []), ...(fields.get('link') ?? [])].find(
    field => field.attributes.href && (field.attributes.rel ?? 'alternate') === 'alternate',
  );
  if (atom) return resolvedUrl(atom.attributes.href ?? '', atom);
  const guid = firstOf(fields, 'guid');
  const isPermalink = guid?.attributes.ispermalink?.toLowerCase() !== 'false';
  return guid && isPermalink ? resolvedUrl(guid.text, guid) : undefined;
}
