// One raw document: parse ──▶ dedupe ──▶ store.
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
  /** The operator names the source himself: what was read before is read again. */
  named?: boolean;
}

/** Records stored in one transaction: a larger document must not hold up other processes. */
const PIECE = 100;

export type DocumentReport =
  | { locator: string; parsed: number; new: number; known: number; rejected: number; rejects: Reject[] }
  | { locator: string; failure: AppError };

/** A document, what became of it, and the papers it listed. */
export interface ReadDocument {
  report: DocumentReport;
  papers: readonly Candidate[];
}

/**
 * Reads a kept document into the store, a piece at a time: a crash in between leaves it unread, and reading it again adds
 * only what is missing. One that cannot be read is kept with the reason and changes nothing else.
 */
export async function readDocument(
  document: KeptDocument,
  { documents, papers, parse }: ReadPorts,
  options: ReadOptions,
): Promise<ReadDocument> {
  const { locator, seen } = document;
  if (seen && !options.named) return { report: { locator, ...seen, new: 0, rejects: [] }, papers: [] };
  const parsed = await parse(document).catch(asAppError);
  if (parsed instanceof AppError) {
    await documents.refuse(document.id, parsed.message);
    return { report: { locator, failure: parsed }, papers: [] };
  }
  const isNew = new Map<number, boolean>();
  const [parsedCount, rejected] = [parsed.papers.length, parsed.rejected.length];
  for (let start = 0; start === 0 || start < parsedCount; start += PIECE) {
    if (start > 0) await papers.giveWay();
    await papers.write(async writer => {
      for (const [at, candidate] of parsed.papers.slice(start, start + PIECE).entries()) {
        const place = { documentId: document.id, position: start + at };
        const before = await writer.paperOfRecord(place, candidate);
        const kept =
          before === undefined ? await keepPaper(candidate, writer, options) : { paperId: before, inserted: false };
        if (!kept) continue;
        const { paperId, inserted } = kept;
        if (before === undefined) await writer.addRecord(place, paperId, candidate);
        isNew.set(paperId, inserted || isNew.get(paperId) === true);
      }
      const read = { parsed: parsedCount, known: isNew.size, rejected, rejects: parsed.rejected };
      if (!seen && start + PIECE >= parsedCount) await writer.markRead(document.id, read, options.now);
    });
  }
  const fresh = [...isNew.values()].filter(Boolean).length;
  const counts = { parsed: parsedCount, new: fresh, known: isNew.size - fresh, rejected };
  return { report: { locator, ...counts, rejects: parsed.rejected }, papers: parsed.papers };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
