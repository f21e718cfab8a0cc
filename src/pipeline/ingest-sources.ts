// sources ──▶ ingest ──▶ parse ──▶ dedupe ──▶ store
import { AppError } from '../domain/errors.ts';
import type { Reject } from '../domain/paper.ts';
import type { PaperStore, SourceNote } from '../domain/ports.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { collect } from '../ingest/collect.ts';
import type { FetchLimits } from '../ingest/fetch-url.ts';
import type { Source } from '../ingest/source.ts';
import { parse } from '../parse/parse.ts';
import { keepPaper } from './keep-paper.ts';

interface IngestCounts {
  parsed: number;
  new: number;
  known: number;
  rejected: number;
}

export type SourceReport =
  | ({ source: string; rejects: Reject[] } & IngestCounts)
  /** The source as a whole could not be read; the others were. */
  | { source: string; failure: AppError };

export interface IngestPorts {
  sources: readonly Source[];
  papers: PaperStore;
  limits: FetchLimits;
}

export interface IngestOptions {
  now: Date;
  /** Everything not known before is news, whatever its dates. */
  asNew?: boolean;
}

/** Reads all sources into the store. A source that fails is reported and never stops the others. */
export async function ingestSources(
  { sources, papers, limits }: IngestPorts,
  options: IngestOptions,
): Promise<SourceReport[]> {
  const reports: SourceReport[] = [];
  for (const collected of await collect(sources, options.now, limits)) {
    const source = collected.source.name;
    const read =
      'failure' in collected
        ? [{ source, failure: collected.failure }]
        : await inTurn(collected.documents, document =>
            ingestDocument(document, papers, options).catch(failureOf(document.locator)),
          );
    await papers.noteSource(noteOf(source, read, options.now));
    reports.push(...read);
  }
  return reports;
}

async function inTurn<T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

function noteOf(source: string, reports: readonly SourceReport[], at: Date): SourceNote {
  const failed = reports.find(report => 'failure' in report);
  if (failed && 'failure' in failed) return { source, at, state: 'failed', message: failed.failure.message };
  return { source, at, state: reports.some(report => 'new' in report && report.new > 0) ? 'fresh' : 'unchanged' };
}

/**
 * Reads one document: all of its records go into the store, or nothing does.
 * @throws AppError if the document as a whole cannot be read
 */
async function ingestDocument(document: RawDocument, store: PaperStore, options: IngestOptions): Promise<SourceReport> {
  const parsed = await parse(document);
  const isNew = new Map<number, boolean>();
  await store.write(async papers => {
    const { id: documentId, seen } = await papers.addDocument(document);
    for (const candidate of parsed.papers) {
      const { paperId, inserted } = await keepPaper(candidate, papers, options);
      // The same bytes again say nothing new: counts of votes in them are as old as they were.
      if (!seen || inserted) await papers.addRecord(documentId, paperId, candidate);
      isNew.set(paperId, inserted || isNew.get(paperId) === true);
    }
    if (!seen) await papers.addRejects(documentId, parsed.rejected);
  });
  const fresh = [...isNew.values()].filter(Boolean).length;
  return {
    source: document.locator,
    parsed: parsed.papers.length,
    new: fresh,
    known: isNew.size - fresh,
    rejected: parsed.rejected.length,
    rejects: parsed.rejected,
  };
}

function failureOf(source: string): (error: unknown) => SourceReport {
  return error => {
    if (error instanceof AppError) return { source, failure: error };
    throw error;
  };
}
