// One feed entry as a paper.
import { type ArxivId, parseArxivId } from '../../domain/arxiv-id.ts';
import { ANNOUNCE_TYPES, type AnnounceType, type Candidate } from '../../domain/paper.ts';
import { arxivFacts, factsOfLink } from '../arxiv-facts.ts';
import { htmlToText } from '../html-text.ts';
import { readDay, readInstant } from '../instant.ts';
import { splitNames } from '../split-names.ts';
import { readDescription } from './description.ts';
import { attributeOf, childText, textOf, type XmlFields, type XmlNode } from './read-feed.ts';

/** Archives and subject classes, `cs.LG`, `hep-th`; the MSC and ACM classes beside them are not categories. */
const ARXIV_CATEGORY = /^[a-z-]{2,12}(?:\.[A-Za-z-]{2,8})?$/;
/** The old arXiv feeds put id and category behind the title: `(arXiv:0905.1234v1 [cs.LG])`. */
const TITLE_SUFFIX = /\.? \(arXiv:(\S{5,30}) \[([\w.-]{2,20})\](?: UPDATED| CROSS LISTED)?\)$/;

/** @param times when the feed was fetched, and when it saw the counts it shows */
export function candidateOfEntry(entry: XmlFields, times: { fetchedAt: string; seenAt: string }): Candidate {
  const first = (...names: string[]) => names.map(name => entry.get(name)?.[0]).find(node => node !== undefined);
  const shown = plain(first('title')).replace(/\s+/g, ' ').trim();
  const suffix = TITLE_SUFFIX.exec(shown);
  const description = readDescription(plain(longText(entry)));
  const link = linkOf(entry);
  const arxivId = identify([suffix?.[1], description.arxivId, textOf(first('guid')), textOf(first('id')), link]);
  const announced = announceTypeOf(textOf(first('arxiv:announce_type')) || description.announceType);
  const dated = textOf(first('published', 'pubDate', 'dc:date', 'issued'));
  const terms = (entry.get('category') ?? []).map(node => attributeOf(node, 'term') ?? textOf(node));
  const categories = arxivId ? terms.filter(term => ARXIV_CATEGORY.test(term)) : [];
  return {
    ...(arxivId ? arxivFacts(arxivId) : link ? factsOfLink(link) : {}),
    title: shown.replace(TITLE_SUFFIX, ''),
    abstract: description.abstract,
    authors: description.authors ?? authorsOf(entry),
    doi: textOf(first('arxiv:doi', 'arxiv:DOI')) || undefined,
    venue: textOf(first('arxiv:journal_ref', 'arxiv:journal_reference')) || undefined,
    // An announcement lists its primary category first.
    primaryCategory:
      attributeOf(first('arxiv:primary_category'), 'term') ?? suffix?.[2] ?? (announced && categories[0]),
    categories,
    keywords: arxivId ? undefined : terms,
    announceType: announced,
    // An announcement is dated with the day it was made, which only for a new paper is about when it appeared.
    publishedAt: announced === undefined || announced === 'new' ? readInstant(dated, times.fetchedAt) : undefined,
    listedAt: announced && readDay(dated, times.fetchedAt),
    upvotes: description.upvotes === undefined ? undefined : [{ at: times.seenAt, count: description.upvotes }],
  };
}

function identify(texts: readonly (string | undefined)[]): ArxivId | undefined {
  const found = texts.map(text => (text ? parseArxivId(text) : undefined)).filter(id => id !== undefined);
  // The guid knows the version, the link often does not.
  return found.find(id => id.version !== undefined) ?? found[0];
}

function announceTypeOf(text: string | undefined): AnnounceType | undefined {
  return ANNOUNCE_TYPES.find(type => type === text?.trim());
}

/** Atom's `alternate` link, the text of RSS's link, or a permanent guid. */
function linkOf(entry: XmlFields): string | undefined {
  const links = entry.get('link') ?? [];
  const alternate = links.find(node => (attributeOf(node, 'rel') ?? 'alternate') === 'alternate') ?? links[0];
  const guid = entry.get('guid')?.[0];
  const permalink = attributeOf(guid, 'isPermaLink') === 'false' ? '' : textOf(guid);
  return [attributeOf(alternate, 'href'), textOf(alternate), permalink].find(text => /^https?:\/\//i.test(text ?? ''));
}

function authorsOf(entry: XmlFields): string[] {
  const named = (entry.get('author') ?? []).map(author => childText(author, 'name') || textOf(author));
  const written = named.length > 0 ? named : (entry.get('dc:creator') ?? []).map(textOf);
  // RSS 2.0 writes authors as `address (Name)`.
  return written.flatMap(text => splitNames(htmlToText(text).replace(/^\S+@\S+ \((.{1,200})\)$/, '$1')));
}

function longText(entry: XmlFields): XmlNode | undefined {
  const names = ['summary', 'description', 'content:encoded', 'content'];
  return names.map(name => entry.get(name)?.[0]).find(node => textOf(node).trim() !== '');
}

/** Atom says what is HTML (RFC 4287 §3.1.1); RSS never does, so there tags are looked for. */
function plain(node: XmlNode | undefined): string {
  return attributeOf(node, 'type') === 'text' ? textOf(node) : htmlToText(textOf(node));
}
