// The `Expect:` lines of feedparser's tests, as far as they say what an entry's title, link, id, author or summary equals.
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment, serialize } from 'parse5';
import type { Feed, FeedEntry, FeedPerson, FeedText } from '../../src/parse/feed/feed-entry.ts';

export interface Path {
  entry: number;
  /** Such as `['authors', '0', 'name']`. */
  keys: string[];
}

export interface Clause {
  /** As written. */
  text: string;
  /** What must equal the literal; undefined where we could not read the clause, which then counts as a miss. */
  paths?: Path[];
  expected?: string;
}

/** `guid` and `description` are feedparser's other names for `id` and `summary`. */
const KEYS =
  /^entries\[\d+\](?:\['|\.)(?:title|title_detail|link|id|guid|author|author_detail|authors|summary|summary_detail|description)\b/;
const PATH = /^entries\[(\d+)\]((?:\['\w+'\]|\[\d+\]|\.\w+)+)$/;
const LITERAL = /^(?:"""([\s\S]*)"""|'([^'\\]*)'|"([^"\\]*)")$/;
/** A chain of equalities; string literals are skipped whole, so that signs in them mean nothing. */
const TOKEN = /"""[\s\S]*?"""|'[^']*'|"[^"]*"| and |==|[()]|[^'"()=]/g;

export function readExpectation(feed: string): Clause[] {
  const line = /^\s*Expect:\s*(.*?)\s*$/m.exec(feed)?.[1] ?? '';
  return clausesOf(line).flatMap(terms => {
    const [first = ''] = terms;
    return terms.length > 1 && KEYS.test(first) ? [clauseOf(terms)] : [];
  });
}

/** Each conjunct as the terms between its equality signs. */
function clausesOf(line: string): string[][] {
  const clauses: string[][] = [['']];
  // An index in brackets holds quotes too, so it is one term with what stands around it.
  for (const [token] of line.matchAll(TOKEN)) {
    const terms = clauses.at(-1) ?? [];
    if (token === ' and ') clauses.push(['']);
    else if (token === '==') terms.push('');
    else if (token !== '(' && token !== ')') terms[terms.length - 1] += token;
  }
  return clauses.map(terms => terms.map(term => term.trim()));
}

function clauseOf(terms: string[]): Clause {
  const text = terms.join(' == ');
  const literal = LITERAL.exec(terms.at(-1) ?? '');
  const paths = terms.slice(0, -1).map(pathOf);
  if (!literal || !paths.every(path => path !== undefined)) return { text };
  return { text, paths, expected: literal[1] ?? literal[2] ?? literal[3] ?? '' };
}

function pathOf(term: string): Path | undefined {
  const [, entry, rest = ''] = PATH.exec(term) ?? [];
  return entry === undefined ? undefined : { entry: Number(entry), keys: rest.match(/\w+/g) ?? [] };
}

/** What our reader says at such a place, in feedparser's shape. */
export function valueAt(feed: Feed, { entry, keys: [key, ...rest] }: Path): FeedText | undefined {
  const found = feed.entries[entry];
  if (!found) return undefined;
  if (key === 'title' || key === 'title_detail') return textAt(found.title, rest);
  // A feed without summaries shows its contents for them.
  if (key === 'summary' || key === 'summary_detail' || key === 'description') {
    return textAt(found.summary ?? found.content, rest);
  }
  if (key === 'authors') return personAt(found.authors[Number(rest[0])], rest[1]);
  if (key === 'author_detail') return personAt(found.authors[0], rest[0]);
  const value = { link: found.link, id: found.id, guid: found.id, author: authorOf(found) }[key ?? ''];
  return value === undefined ? undefined : { kind: 'text', value };
}

function textAt(text: FeedText | undefined, [detail = 'value']: string[]): FeedText | undefined {
  if (detail === 'type') return text && { kind: 'text', value: text.kind === 'html' ? 'text/html' : 'text/plain' };
  return detail === 'value' ? text : undefined;
}

function personAt(person: FeedPerson | undefined, detail: string | undefined): FeedText | undefined {
  const value = { name: person?.name, email: person?.email, url: person?.url, href: person?.url }[detail ?? ''];
  return value === undefined ? undefined : { kind: 'text', value };
}

function authorOf({ authors: [first] }: FeedEntry): string | undefined {
  return first?.name && first.email ? `${first.name} (${first.email})` : (first?.name ?? first?.email);
}

/** Text is compared to the letter; HTML as the tree a browser makes of it, without the order of attributes. */
export function isSame(found: FeedText | undefined, expected: string | undefined): boolean {
  if (found === undefined || expected === undefined) return false;
  return found.value === expected || (found.kind === 'html' && treeOf(found.value) === treeOf(expected));
}

function treeOf(html: string): string {
  const fragment = parseFragment(html);
  sortAttributes(fragment);
  return serialize(fragment);
}

/** Names of XML namespaces go too: in HTML they declare nothing. */
function sortAttributes(node: DefaultTreeAdapterTypes.Node): void {
  if (defaultTreeAdapter.isElementNode(node)) {
    node.attrs = node.attrs
      .filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns')
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
  if ('childNodes' in node) node.childNodes.forEach(sortAttributes);
}
