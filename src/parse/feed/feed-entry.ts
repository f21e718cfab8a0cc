// A feed and its entries in one neutral shape: what RSS, RDF, Atom and JSON Feed are read into.

/** Text as the feed carries it: `html` is markup with references still in it, `text` is to be taken literally. */
export interface FeedText {
  kind: 'text' | 'html';
  value: string;
}

export interface FeedPerson {
  name?: string;
  email?: string;
  url?: string;
}

export interface FeedEntry {
  title?: FeedText;
  /** Absolute where the feed says against what it is to be resolved. */
  link?: string;
  /** Whatever the feed tells its entries apart by; never resolved or normalised. */
  id?: string;
  authors: readonly FeedPerson[];
  summary?: FeedText;
  content?: FeedText;
  /** As written. */
  published?: string;
  categories: readonly string[];
  /** What modules of feeds add, by canonical name such as `arxiv:doi` or `prism:doi`. */
  modules: ReadonlyMap<string, string>;
  /** Why the entry cannot be trusted to be whole, in one sentence. */
  fault?: string;
}

export interface Feed {
  title?: FeedText;
  /** When the feed was made, as written. */
  built?: string;
  entries: readonly FeedEntry[];
}
