// A paper with the topics of the catalogue it is about: the same for all readers, found once a batch.
import type { RankedPaper } from '../domain/issue.ts';
import { type CompiledCatalogue, type TopicMatch, topicsOf } from './match-topics.ts';

export interface TopicalPaper {
  paper: RankedPaper;
  /** By id, surest first. */
  topics: ReadonlyMap<string, TopicMatch>;
  /** Ids of topics that it nearly is about: it has a phrase of each, and too little else. */
  hints: ReadonlySet<string>;
}

export function scanTopics(papers: readonly RankedPaper[], catalogue: CompiledCatalogue): TopicalPaper[] {
  return papers.map(paper => {
    const { matches, hints } = topicsOf(catalogue, paper);
    return { paper, topics: new Map(matches.map(match => [match.id, match])), hints };
  });
}
