// The vocabularies feeds are written in: namespace names to the prefixes we call them by, whatever the feed calls them.

/** Compared in lower case, with `https` as `http` and without a slash at the end: feeds are careless with all three. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2005/atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://purl.org/rss/1.0', 'rss'],
  ['http://purl.org/net/rss1.1#', 'rss'],
  ['http://my.netscape.com/rdf/simple/0.9', 'rss'],
  ['http://channel.netscape.com/rdf/simple/0.9', 'rss'],
  ['http://my.netscape.com/publish/formats/rss-0.91.dtd', 'rss'],
  ['http://backend.userland.com/rss', 'rss'],
  ['http://backend.userland.com/rss2', 'rss'],
  ['http://backend.userland.com/rss191', 'rss'],
  ['http://blogs.law.harvard.edu/tech/rss', 'rss'],
  ['http://cyber.law.harvard.edu/rss/rss.html', 'rss'],
  ['http://www.rssboard.org/rss-specification', 'rss'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/dc/elements/1.0', 'dc'],
  ['http://purl.org/dc/elements/1.1', 'dc'],
  ['http://purl.org/dc/terms', 'dcterms'],
  ['http://purl.org/rss/1.0/modules/content', 'content'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
  ['http://arxiv.org/schemas/atom', 'arxiv'],
  ['http://prismstandard.org/namespaces/basic/1.2', 'prism'],
  ['http://prismstandard.org/namespaces/basic/2.0', 'prism'],
  ['http://prismstandard.org/namespaces/1.2/basic', 'prism'],
  ['http://prismstandard.org/namespaces/basic/2.1', 'prism'],
  ['http://prismstandard.org/namespaces/basic/3.0', 'prism'],
  ['http://purl.org/rss/1.0/modules/prism', 'prism'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://search.yahoo.com/mrss', 'media'],
]);
const KNOWN: ReadonlySet<string> = new Set(PREFIXES.values());

/** Real feeds stay below 40; an element that declares one more copies them all. */
const MAX_PREFIXES = 100;

/** The vocabulary behind each prefix in scope: '' for no namespace, undefined for one we do not know. */
export type Namespaces = ReadonlyMap<string, string | undefined>;

/** @returns the namespaces inside an element with these attributes; the same map where it declares none */
export function declaredBy(attributes: Record<string, string>, outer: Namespaces): Namespaces {
  let inner: Map<string, string | undefined> | undefined;
  for (const name of Object.keys(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    inner ??= new Map(outer);
    const prefix = name.slice('xmlns:'.length);
    if (inner.size < MAX_PREFIXES || inner.has(prefix)) inner.set(prefix, vocabularyNamed(attributes[name] ?? ''));
  }
  return inner ?? outer;
}

/** A root of a namespace that nobody has heard of is a feed's all the same, and so is whatever shares its prefix. */
export function claimedByRoot(root: string, namespaces: Namespaces): Namespaces {
  const prefix = root.includes(':') ? root.slice(0, root.indexOf(':')) : '';
  if (!namespaces.has(prefix) || namespaces.get(prefix) !== undefined) return namespaces;
  return new Map([...namespaces, [prefix, '']]);
}

/**
 * The vocabulary and local name of an element, `['dc', 'creator']`; in lower case, for feeds are careless there too.
 * A prefix that nobody declared means what it usually does.
 */
export function vocabularyOf(
  qualified: string,
  namespaces: Namespaces,
): [vocabulary: string | undefined, local: string] {
  const colon = qualified.indexOf(':');
  const prefix = colon < 0 ? '' : qualified.slice(0, colon);
  const local = qualified.slice(colon + 1).toLowerCase();
  if (namespaces.has(prefix)) return [namespaces.get(prefix), local];
  const usual = prefix.toLowerCase();
  return [prefix === '' || KNOWN.has(usual) ? usual : undefined, local];
}

function vocabularyNamed(uri: string): string | undefined {
  const name = uri
    .trim()
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/\/$/, '');
  return name === '' ? '' : PREFIXES.get(name);
}
