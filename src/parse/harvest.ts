// What a document yields while it is read: papers through one gate, and everything else with its reason.
import type { Candidate, Reject } from '../domain/paper.ts';
import { cleanText, excerptOf } from './clean-text.ts';
import { finishCandidate } from './finish-candidate.ts';

/** Where a record stands and how it begins. */
export interface Place {
  /** From 1, where lines mean something. */
  line?: number;
  text: string;
}

export class Harvest {
  readonly papers: Candidate[] = [];
  readonly rejected: Reject[] = [];
  readonly locator: string;
  /** ISO 8601 instant: when counts were seen, and the latest day a date without a year can mean. */
  readonly fetchedAt: string;
  readonly #source: string;

  constructor(source: string, document: { locator: string; fetchedAt: string }) {
    this.#source = source;
    this.locator = document.locator;
    this.fetchedAt = document.fetchedAt;
  }

  /** Cleans a record and keeps it, or rejects it with the reason. */
  add(draft: Candidate, place: Place): void {
    const result = finishCandidate({ source: this.#source, ...draft });
    if ('paper' in result) this.papers.push(result.paper);
    else this.reject(result.fault, place);
  }

  /** @param reason may quote the record */
  reject(reason: string, { line, text }: Place): void {
    this.rejected.push({
      locator: this.locator,
      ...(line === undefined ? {} : { line }),
      reason: cleanText(reason),
      excerpt: excerptOf(text),
    });
  }
}
