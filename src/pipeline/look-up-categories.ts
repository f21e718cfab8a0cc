// Hugging Face knows no arXiv categories: they are asked of arXiv, once for each paper, where it can be reached.
import { AppError } from '../domain/errors.ts';
import type { ParsedDocument } from '../domain/parsed-document.ts';
import type { SourceStore } from '../domain/ports.ts';
import { CATEGORY_LOOK_UP, type SourceStatus } from '../domain/source.ts';
import { arxivIdLists } from '../ingest/arxiv-ids.ts';
import { fetchUrl, type WebAccess } from '../ingest/fetch-url.ts';
import { type DocumentReport, type ReadPorts, readDocument } from './read-document.ts';
import type { SourceReport } from './source-report.ts';
import { changeOf } from './source-state.ts';

const SOURCE = 'arXiv categories';
const DAY_MS = 86_400_000;
/** Older papers are in nobody's window. */
const ENTERED_WITHIN_MS = 14 * DAY_MS;
/** An id that arXiv does not know yet is asked for again, but not with every run. */
const ASK_AGAIN_MS = DAY_MS;

export interface LookUpPorts extends ReadPorts {
  statuses: SourceStore;
  web: WebAccess;
  /** Base address of arXiv's API. */
  arxivApi: string;
}

/**
 * Asks arXiv for the papers of the window whose categories are unknown, a hundred ids at a time. Until then they stay
 * unknown, which is no mismatch; a failure stops nothing but further asking.
 * @returns undefined where there was nothing to ask
 */
export async function lookUpCategories(
  ports: LookUpPorts,
  statuses: ReadonlyMap<string, SourceStatus>,
  { now }: { now: Date },
): Promise<SourceReport | undefined> {
  const before = statuses.get(SOURCE);
  if (before?.notBefore !== undefined && before.notBefore > now.toISOString()) return undefined;
  const ids = await ports.papers.withoutCategories(ago(now, ENTERED_WITHIN_MS), ago(now, ASK_AGAIN_MS));
  if (ids.length === 0) return undefined;
  const documents: DocumentReport[] = [];
  let trouble: { message: string; notBefore?: string } | undefined;
  for (const { ids: asked, url } of arxivIdLists(ids, ports.arxivApi)) {
    const answer = await ask(url, ports, now);
    if ('message' in answer) {
      trouble = answer;
      break;
    }
    documents.push(answer);
    if ('failure' in answer) {
      trouble = answer.failure;
      break;
    }
    await ports.papers.markLookedUp(asked, now);
  }
  const status = statusOf(documents, trouble, before, now);
  await ports.statuses.note(status);
  return { source: SOURCE, status, change: changeOf(before, status), documents };
}

async function ask(
  url: string,
  ports: LookUpPorts,
  now: Date,
): Promise<DocumentReport | { message: string; notBefore?: string }> {
  try {
    const fetched = await fetchUrl(url, { fetchedAt: now.toISOString() }, ports.web);
    if (fetched.outcome === 'later') return { message: fetched.reason, notBefore: fetched.notBefore };
    if (fetched.outcome !== 'document') return { message: `${url}: expected a feed, got none (${fetched.outcome})` };
    const kept = await ports.documents.keep(fetched.document, SOURCE);
    return (await readDocument(kept, { ...ports, parse: document => asLookUp(ports.parse(document)) }, { now })).report;
  } catch (error) {
    if (error instanceof AppError) return { message: error.message };
    throw error;
  }
}

/** An answer to our own question is no source that found the paper worth listing. */
async function asLookUp(parsing: Promise<ParsedDocument>): Promise<ParsedDocument> {
  const parsed = await parsing;
  return { ...parsed, papers: parsed.papers.map(paper => ({ ...paper, source: CATEGORY_LOOK_UP })) };
}

function statusOf(
  documents: readonly DocumentReport[],
  trouble: { message: string; notBefore?: string } | undefined,
  before: SourceStatus | undefined,
  now: Date,
): SourceStatus {
  const state = trouble ? 'failed' : 'fresh';
  const at = now.toISOString();
  return {
    source: SOURCE,
    kind: 'arxiv',
    state,
    since: before?.state === state ? before.since : at,
    lastReadAt: at,
    settledAt: trouble ? before?.settledAt : at,
    papers: documents.reduce((total, report) => total + ('parsed' in report ? report.parsed : 0), 0),
    message: trouble?.message,
    notBefore: trouble?.notBefore,
  };
}

function ago(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
