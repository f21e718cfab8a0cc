// An entry of Atom 1.0 (RFC 4287) or 0.3.
import { atomText } from './atom-text.ts';
import { sharedFields } from './entry-fields.ts';
import type { FeedEntry } from './feed-entry.ts';
import { firstOf, resolvedUrl, type XmlFields } from './xml-field.ts';

export function atomEntry(fields: XmlFields): FeedEntry {
  return {
    title: atomText(firstOf(fields, 'title', 'dc:title')),
    link: linkOf(fields),
    id: firstOf(fields, 'id', 'dc:identifier')?.text,
    summary: atomText(firstOf(fields, 'summary', 'dc:description', 'dcterms:abstract')),
    content: atomText(firstOf(fields, 'content', 'media:description')),
    published: firstOf(fields, 'published', 'issued', 'created', 'dc:date', 'dcterms:issued', 'dcterms:created')?.text,
    ...sharedFields(fields, ['author', 'dc:creator', 'dcterms:creator']),
  };
}

/** The first link that is an alternate, as one without `rel` is; some write its address as text. */
function linkOf(fields: XmlFields): string | undefined {
  const links = (fields.get('link') ?? []).map(field => ({ field, url: field.attributes.href ?? field.text }));
  const found = links.find(({ field, url }) => url !== '' && (field.attributes.rel ?? 'alternate') === 'alternate');
  return found && resolvedUrl(found.url, found.field);
}
