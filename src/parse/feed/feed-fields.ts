// The elements of feeds that say something about a paper, by canonical name; all others are passed over.

/** Of the feed itself: its title, when it was made, and where it lives. */
export const FEED_FIELDS: ReadonlySet<string> = new Set([
  ...['title', 'link', 'updated', 'modified', 'lastbuilddate', 'pubdate', 'dc:date'],
]);

/** Persons are named by the text, or by elements inside. */
export const PERSON_FIELDS: ReadonlySet<string> = new Set([
  ...['author', 'atom:author', 'dc:creator', 'dc:author', 'dcterms:creator', 'itunes:author'],
]);

/** Fields of modules that are kept as plain text. */
export const MODULE_FIELDS: ReadonlySet<string> = new Set([
  ...['arxiv:announce_type', 'arxiv:doi', 'arxiv:journal_reference', 'arxiv:journal_ref', 'arxiv:primary_category'],
  ...['prism:doi', 'prism:publicationname', 'dc:identifier'],
]);

/** Of one entry; `rdf:about` and `fault` are written by us. */
export const ENTRY_FIELDS: ReadonlySet<string> = new Set([
  ...['title', 'atom:title', 'dc:title', 'link', 'atom:link', 'id', 'guid', 'rdf:about', 'fault'],
  ...['summary', 'description', 'dc:description', 'dcterms:abstract', 'atom:summary', 'itunes:summary'],
  ...['content', 'content:encoded', 'atom:content', 'xhtml:body', 'body', 'fullitem', 'category', 'dc:subject'],
  'media:description',
  ...['published', 'pubdate', 'issued', 'created', 'dc:date', 'dcterms:issued', 'dcterms:created', 'atom:published'],
  ...PERSON_FIELDS,
  ...MODULE_FIELDS,
]);

/** Attributes that somebody reads, in lower case. */
export const ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'rel', 'type', 'mode', 'term', 'ispermalink']);
