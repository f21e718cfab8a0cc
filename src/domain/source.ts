// A source as the operator sees it: what kind it is, and how it stood when it was last read.

/** Which rhythm and which rules of politeness hold for a source. */
export type SourceKind = 'hf' | 'arxiv' | 'web' | 'file' | 'stdin';

/**
 * How a reading ended.
 * - `fresh`: it brought papers that were not known.
 * - `quiet`: it is empty, as expected: a weekend, a holiday, nothing listed yet.
 * - `unchanged`: it is as it was, or shows only known papers.
 * - `stale`: it carries today's date, or should, but its highest id is not newer than before.
 * - `failed`: it could not be fetched or read.
 * - `off`: it said that it is gone for good (HTTP 410) and is not asked again.
 */
export const SOURCE_STATES = ['fresh', 'quiet', 'unchanged', 'stale', 'failed', 'off'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** Kind of the records that come from asking arXiv about known papers: no listing, so not counted as a source. */
export const CATEGORY_LOOK_UP = 'arxiv-look-up';

/** Formats whose every record copies the list of Daily Papers, however it was read. */
const DAILY_PAPERS_FORMATS: ReadonlySet<string> = new Set(['hf-api', 'hf-page', 'page-text']);
const DAILY_PAPERS = /^(?:hf:|https?:\/\/(?:[\w-]+\.)*(?:huggingface|hf)\.co(?:[:/]|$))/i;
const ARXIV = /^(?:arxiv:|https?:\/\/(?:[\w-]+\.)*arxiv\.org(?:[:/]|$))/i;

/** What is known of where a record came from. */
export interface RecordOrigin {
  /** Format it was read from. */
  format?: string;
  /** The source as the operator wrote it, or its address. */
  source?: string;
  /** It shows upvotes, as only Daily Papers does. */
  hasUpvotes: boolean;
}

/**
 * How many sources speak for a paper: readings of one list are one, in whatever forms and on however many days they came, and so
 * are several lists of arXiv, which holds everything.
 */
export function countSources(origins: Iterable<RecordOrigin>): number {
  return new Set([...origins].map(listBehind)).size;
}

function listBehind({ format = '', source = '', hasUpvotes }: RecordOrigin): string {
  if (hasUpvotes || DAILY_PAPERS_FORMATS.has(format) || DAILY_PAPERS.test(source)) return 'hf:';
  return ARXIV.test(source) ? 'arxiv:' : source || format;
}

/** Under this name the asking itself has a status, beside the sources of the operator. */
export const CATEGORY_SOURCE = 'arXiv categories';

/** Instants are ISO 8601, UTC. */
export interface SourceStatus {
  /** As the operator wrote it in `SOURCES`. */
  source: string;
  kind: SourceKind;
  state: SourceState;
  /** When the state became what it is. */
  since: string;
  /** The last time it was asked for anything. */
  lastReadAt: string;
  /** The last time it was `fresh` or `quiet`: what it had to say then was complete. */
  settledAt?: string;
  /** Papers in it the last time it could be read. */
  papers: number;
  /** Why it is in its state, in one sentence, where there is something to say. */
  message?: string;
  /** The source asked not to be asked before. */
  notBefore?: string;
  /** The highest arXiv id it has shown, where that tells old from new. */
  highestId?: string;
}
