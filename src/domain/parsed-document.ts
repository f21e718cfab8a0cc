// What reading one raw document gives.
import type { Candidate, Reject } from './paper.ts';

export interface ParsedDocument {
  /** Name of the format that was recognised, such as `page-text`. */
  format: string;
  papers: Candidate[];
  /** What could not be read, with its place and reason; nothing is dropped silently. */
  rejected: Reject[];
}
