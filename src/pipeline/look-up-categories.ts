// Hugging Face knows no arXiv categories: they are asked of arXiv, once for each paper, where it can be reached.
import { AppError } from '../domain/errors.ts';
import type { ParsedDocument } from '../domain/parsed-document.ts';
import type { SourceStore } from '../domain/ports.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { CATEGORY_LOOK_UP, CATEGORY_SOURCE, type SourceStatus } from '../domain/source.ts';
import { arxivIdLists } from '../ingest/arxiv-ids.ts';
import { fetchUrl, type WebAccess } from '../ingest/fetch-url.ts';
import { type DocumentReport, type ReadPorts, readDocument } from './read-document.ts';
import type { SourceReport } from './source-report.ts';
import { changeOf } from './source-state.ts';

const SOURCE = CATEGORY_SOURCE;
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
    const answer = await ask(url, new Set(asked), ports, now);
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
  asked: ReadonlySet<string>,
  ports: LookUpPorts,
  now: Date,
): Promise<DocumentReport | { message: string; notBefore?: string }> {
  try {
    const fetched = await fetchUrl(url, { fetchedAt: now.toISOString() }, ports.web);
    if (fetched.outcome === 'later') return { message: fetched.reason, notBefore: fetched.notBefore };
    if (fetched.outcome !== 'document') return { message: `${url}: expected a feed, got none (${fetched.outcome})` };
    const kept = await ports.documents.keep(fetched.document, SOURCE);
    const parse = (document: RawDocument) => asLookUp(ports.parse(document), asked);
    const { report } = await readDocument(kept, { ...ports, parse }, { now, named: true });
    const [reject] = 'rejects' in report ? report.rejects : [];
    return reject && 'parsed' in report && report.parsed === 0 ? { message: `${SOURCE}: ${reject.reason}` } : report;
  } catch (error) {
    if (error instanceof AppError) return { message: error.message };
    throw error;
  }
}

/** An answer to our own question is no source that found the paper worth listing; and what was not asked is no answer. */
async function asLookUp(parsing: Promise<ParsedDocument>, asked: ReadonlySet<string>): Promise<ParsedDocument> {
  const parsed = await parsing;
  const answers = parsed.papers.filter(({ arxivId }) => arxivId !== undefined && asked.has(arxivId));
  return { ...parsed, papers: answers.map(paper => ({ ...paper, source: CATEGORY_LOOK_UP })) };
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
