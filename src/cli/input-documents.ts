// What a filter command is given by name: files and patterns, or `-` for standard input.
import type { RawDocument } from '../domain/raw-document.ts';

/** @throws AppError where it cannot be read */
export async function inputDocuments(file: string): Promise<RawDocument[]> {
  const { readFiles, readStdin } = await import('../ingest/read-files.ts');
  const now = new Date().toISOString();
  return file === '-' ? [await readStdin(now)] : readFiles(file, now);
}
