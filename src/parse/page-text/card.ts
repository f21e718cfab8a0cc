// One card of the page: a paper with the facts that are shown beside it.
import type { ArxivId } from '../../domain/arxiv-id.ts';
import type { PartialDate } from '../partial-date.ts';

export interface Card {
  /** Line of its title. */
  line: number;
  title: string;
  abstract?: string;
  arxivId?: ArxivId;
  upvotes?: number;
  comments?: number;
  authorCount?: number;
  /** The card's own date. */
  date?: PartialDate;
  /** The date of the page above it. */
  listed?: PartialDate;
  organization?: string;
  codeStars?: number;
  codeUrl?: string;
}

/** Words that belong to no card, with the reason why. */
export interface Stray {
  line: number;
  text: string;
  reason: string;
}
