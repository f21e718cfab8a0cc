// What became of one source in one run.
import type { AppError } from '../domain/errors.ts';
import type { SourceStatus } from '../domain/source.ts';
import type { DocumentReport } from './read-document.ts';

export interface SourceReport {
  /** As the operator wrote it. */
  source: string;
  status: SourceStatus;
  /** How its state changed, in one sentence: said once. */
  change?: string;
  documents: DocumentReport[];
  /** It could not be fetched, or not all of it. */
  failure?: AppError;
  /** It is off, or asked to be left alone for now: `status` is that of its last reading. */
  skipped?: true;
}
