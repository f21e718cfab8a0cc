// A paper as facts: the one shape that parsing yields, the store keeps and every filter command reads and writes.
import { z } from 'zod';
import { parseArxivId } from './arxiv-id.ts';
import { readDoi } from './doi.ts';
import { utcInstant } from './instant.ts';

/** An upvote count as one source showed it at one moment. */
export interface Upvotes {
  /** ISO 8601 instant, UTC. */
  at: string;
  count: number;
}

export interface PaperLinks {
  abs?: string;
  pdf?: string;
  code?: string;
  project?: string;
  discussion?: string;
}

export const ANNOUNCE_TYPES = ['new', 'cross', 'replace', 'replace-cross'] as const;
export type AnnounceType = (typeof ANNOUNCE_TYPES)[number];

/** The facts of one paper; what is unknown is absent. Text is clean: NFC, single spaces, no control characters. */
export interface PaperFacts {
  title: string;
  /** Other titles that records of this work have, as folded words, rising. */
  otherTitles?: string[];
  abstract?: string;
  /** Version that the abstract is of, 0 where unknown; absent where it is `version`. */
  abstractVersion?: number;
  authors?: string[];
  /** Version that the list of authors is of, like `abstractVersion`. */
  authorsVersion?: number;
  /** Number of authors, where a page shows only that. */
  authorCount?: number;
  /** Canonical arXiv id without version, as `parseArxivId` yields it. */
  arxivId?: string;
  version?: number;
  /** Lower case, without resolver. */
  doi?: string;
  /** Other DOIs that records of this work have, like `doi`, rising. */
  otherDois?: string[];
  primaryCategory?: string;
  categories?: string[];
  announceType?: AnnounceType;
  /** ISO 8601 instant of the first version. */
  publishedAt?: string;
  /** Date (YYYY-MM-DD) of the digest that listed the paper. */
  listedAt?: string;
  /** ISO 8601 instant behind `listedAt`, where the digest tells it: how fast votes come is counted from here. */
  listedTime?: string;
  /** True where the digest showed no year and the latest such date before the fetch was taken. */
  listedYearInferred?: boolean;
  /** Place in its digest, from 1. */
  position?: number;
  year?: number;
  /** Latest year that a record of this work has, where that is not `year`. */
  lastYear?: number;
  venue?: string;
  upvotes?: Upvotes[];
  comments?: number;
  links?: PaperLinks;
  codeStars?: number;
  keywords?: string[];
  organization?: string;
  /** A machine-made summary; never identity, never shown as the abstract. */
  tldr?: string;
}

/** A parsed paper, not yet known or new. Unknown fields pass through. */
export interface Candidate extends PaperFacts {
  /** Kind of source, such as `page-text` or `hf-api`. */
  source?: string;
  /** The caller's own name for this record. */
  ref?: string;
  /** The `ref` of every record merged into this one. */
  refs?: string[];
  /** As of a paper in the store: when it became news there, and how many sources showed it. */
  enteredAt?: string;
  sources?: number;
  [field: string]: unknown;
}

/** A record that could not be read: data, not an exception. */
export interface Reject {
  /** Where it came from: a path or URL. */
  locator: string;
  /** Line (from 1) in the document where the record starts, where lines mean something. */
  line?: number;
  reason: string;
  /** The beginning of the record, at most 200 characters. */
  excerpt: string;
}

/** A paper in the store. */
export interface Paper extends PaperFacts {
  id: number;
  /** ISO 8601 instant: when it became news here (design rule 2). */
  enteredAt: string;
  /** ISO 8601 instant since which an operator keeps it out of mails and pages. */
  hiddenAt?: string;
}

const text = z.string().trim().min(1);
const instant = z
  .string()
  .refine(value => utcInstant(value) !== undefined, 'expected an ISO 8601 date or instant')
  .transform(value => utcInstant(value)!);
const count = z.number().int().nonnegative();

/** One paper as a JSON line; fields we do not know pass through untouched. */
const paperLine = z.looseObject({
  title: text,
  otherTitles: z.array(text).optional(),
  abstract: z.string().optional(),
  abstractVersion: count.optional(),
  authors: z.array(text).optional(),
  authorsVersion: count.optional(),
  authorCount: count.optional(),
  arxivId: text.refine(id => parseArxivId(id), 'expected an arXiv identifier such as 2503.13939').optional(),
  version: z.number().int().positive().optional(),
  doi: text.optional(),
  otherDois: z.array(text).optional(),
  primaryCategory: text.optional(),
  categories: z.array(text).optional(),
  announceType: z.enum(ANNOUNCE_TYPES).optional(),
  publishedAt: instant.optional(),
  listedAt: z.iso.date().optional(),
  listedTime: instant.optional(),
  listedYearInferred: z.boolean().optional(),
  position: z.number().int().positive().optional(),
  year: z.number().int().optional(),
  lastYear: z.number().int().optional(),
  venue: z.string().optional(),
  upvotes: z.array(z.looseObject({ at: instant, count })).optional(),
  comments: count.optional(),
  links: z
    .looseObject({
      abs: z.string().optional(),
      pdf: z.string().optional(),
      code: z.string().optional(),
      project: z.string().optional(),
      discussion: z.string().optional(),
    })
    .optional(),
  codeStars: count.optional(),
  keywords: z.array(text).optional(),
  organization: text.optional(),
  tldr: z.string().optional(),
  source: text.optional(),
  ref: text.optional(),
  refs: z.array(text).optional(),
  enteredAt: instant.optional(),
  sources: z.number().int().positive().optional(),
});

/**
 * Checks one decoded JSON value against the paper line format and makes its ids canonical.
 * @returns the candidate, or one sentence naming the first field at fault, its value and what was expected
 */
export function readPaperLine(value: unknown): { paper: Candidate } | { fault: string } {
  const result = paperLine.safeParse(value);
  if (result.success) return { paper: withCanonicalIds(result.data) };
  const issue = result.error.issues[0];
  const path = issue?.path.join('.') || 'the record';
  const found = issue?.path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
  return { fault: `${path} is ${JSON.stringify(found) ?? 'missing'}: ${issue?.message ?? 'not a paper'}` };
}

function withCanonicalIds(paper: Candidate): Candidate {
  const { arxivId, doi } = paper;
  const arxiv = arxivId === undefined ? undefined : parseArxivId(arxivId);
  return {
    ...paper,
    ...(arxiv && { arxivId: arxiv.id }),
    ...(arxiv?.version !== undefined && paper.version === undefined && { version: arxiv.version }),
    ...(doi !== undefined && { doi: readDoi(doi) }),
  };
}
