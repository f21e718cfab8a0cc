// A paper with the topics of the catalogue it is about: the same for all readers, found once a batch.
import type { RankedPaper } from '../domain/issue.ts';
import { type CompiledCatalogue, matchTopics, type TopicMatch } from './match-topics.ts';

export interface TopicalPaper {
  paper: RankedPaper;
  /** By id, surest first. */
  topics: ReadonlyMap<string, TopicMatch>;
}

export function scanTopics(papers: readonly RankedPaper[], catalogue: CompiledCatalogue): TopicalPaper[] {
  return papers.map(paper => ({
    paper,
    topics: new Map(matchTopics(catalogue, paper).map(match => [match.id, match])),
  }));
}
