// An archive of given papers, found by any word of their titles.
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { PaperLife } from '../../src/domain/ports.ts';
import { foldWord } from '../../src/domain/search-query.ts';
import type { ReadingPorts } from '../../src/web/ports.ts';

const NO_LIFE: PaperLife = { seen: [], votes: [], issues: [], news: [] };

/** Topics of a paper are its keywords. */
export function readingInMemory(papers: readonly RankedPaper[] = [], life: PaperLife = NO_LIFE): ReadingPorts {
  const topicsOf = ({ keywords = [] }: { keywords?: readonly string[] }) => keywords;
  const fed = papers.map(paper => ({ paper, issuedAt: '2025-09-16T07:00:00Z' }));
  return {
    topicsOf,
    async paper(id) {
      const paper = papers.find(each => each.id === id);
      return paper && { paper, life, topics: topicsOf(paper) };
    },
    paperNamed: async text => papers.find(({ arxivId }) => arxivId === text)?.id,
    search: async (terms, limit) =>
      papers
        .filter(({ title }) => terms.every(({ words }) => words.every(word => foldWord(title).includes(word))))
        .slice(0, terms.length > 0 ? limit : 0),
    between: async () => papers,
    fed: async () => fed,
    mailed: async () => fed.slice(0, 1),
  };
}
