// One raw document: parse ──▶ dedupe ──▶ store. All of its records go into the store, or nothing does.
import { AppError } from '../domain/errors.ts';
import type { Candidate, Reject } from '../domain/paper.ts';
import type { ParsedDocument } from '../domain/parsed-document.ts';
import type { DocumentStore, KeptDocument, PaperStore } from '../domain/ports.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { keepPaper } from './keep-paper.ts';

export interface ReadPorts {
  documents: DocumentStore;
  papers: PaperStore;
  /** @throws AppError for a document that cannot be read as a whole */
  parse(document: RawDocument): Promise<ParsedDocument>;
}

export interface ReadOptions {
  now: Date;
  /** Everything not known before is news, whatever its dates. */
  asNew?: boolean;
}

export type DocumentReport =
  | { locator: string; parsed: number; new: number; known: number; rejected: number; rejects: Reject[] }
  | { locator: string; failure: AppError };

/** A document, what became of it, and the papers it listed. */
export interface ReadDocument {
  report: DocumentReport;
  papers: readonly Candidate[];
}

/** Reads a kept document into the store; one that cannot be read is kept with the reason and changes nothing else. */
export async function readDocument(
  document: KeptDocument,
  { documents, papers, parse }: ReadPorts,
  options: ReadOptions,
): Promise<ReadDocument> {
  const { locator } = document;
  const parsed = await parse(document).catch(asAppError);
  if (parsed instanceof AppError) {
    await documents.refuse(document.id, parsed.message);
    return { report: { locator, failure: parsed }, papers: [] };
  }
  const isNew = new Map<number, boolean>();
  await papers.write(async writer => {
    for (const candidate of parsed.papers) {
      const kept = await keepPaper(candidate, writer, options);
      if (!kept) continue;
      const { paperId, inserted } = kept;
      // The same bytes again say nothing new: counts of votes in them are as old as they were.
      if (!document.seen || inserted) await writer.addRecord(document.id, paperId, candidate);
      isNew.set(paperId, inserted || isNew.get(paperId) === true);
    }
    if (!document.seen) await writer.markRead(document.id, parsed.rejected, options.now);
  });
  const fresh = [...isNew.values()].filter(Boolean).length;
  const counts = { parsed: parsed.papers.length, new: fresh, known: isNew.size - fresh };
  const report = { locator, ...counts, rejected: parsed.rejected.length, rejects: parsed.rejected };
  return { report, papers: parsed.papers };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
