// What the pages show beyond the latest issue: papers with their lives, searches, weeks and months, feeds.
import { parseArxivId } from '../domain/arxiv-id.ts';
import { readDoi } from '../domain/doi.ts';
import { isMail } from '../domain/issue.ts';
import type { Paper } from '../domain/paper.ts';
import { matchTopics } from '../select/match-topics.ts';
import type { FedPaper, ReadingPorts } from '../web/ports.ts';
import type { House } from './house.ts';

/** A topic that a paper only touches is no reason to list it there. */
const SURE = new Set(['strong', 'match']);
const TOPICS_KEPT = 20_000;
const FED_MAILS = 30;

export function reading(house: House): ReadingPorts {
  const { store } = house;
  const topics = new Map<string, readonly string[]>();

  /** By what it is read from: matching costs more than all else on a page. */
  function topicsOf(paper: Paper): readonly string[] {
    const key = `${paper.id} ${paper.title} ${paper.abstract?.length ?? 0}`;
    const known = topics.get(key);
    if (known) return known;
    const found = matchTopics(house.compiled, paper)
      .filter(({ tier }) => SURE.has(tier))
      .map(({ id }) => id);
    if (topics.size >= TOPICS_KEPT) topics.clear();
    topics.set(key, found);
    return found;
  }

  return {
    topicsOf,

    async paper(id) {
      const paper = await store.paperById(id);
      if (!paper || paper.hiddenAt !== undefined) return undefined;
      return { paper, life: await store.archive.life(paper.id), topics: topicsOf(paper) };
    },

    async paperNamed(text) {
      const arxiv = parseArxivId(text);
      const doi = arxiv ? undefined : readDoi(text);
      if (!arxiv && doi === undefined) return undefined;
      const key = arxiv ? { kind: 'arxiv' as const, value: arxiv.id } : { kind: 'doi' as const, value: doi! };
      const [paper] = await store.papersByKeys([key]);
      return paper?.hiddenAt === undefined ? paper?.id : undefined;
    },

    search: (terms, limit) => store.archive.search(terms, limit),
    between: (from, until) => store.issues.between(from, until),

    async fed(from, until) {
      const dates = (await store.issues.dates(60)).filter(date => date >= from && date <= until);
      const fed = new Map<number, FedPaper>();
      for (const date of dates.toReversed()) {
        const front = await store.issues.front(date);
        // What was in an earlier issue already is no news in a later one.
        for (const paper of front?.papers ?? [])
          if (!fed.has(paper.id)) fed.set(paper.id, { paper, issuedAt: front!.dueAt });
      }
      return newestFirst([...fed.values()]);
    },

    async mailed(subscriberId) {
      const fed: FedPaper[] = [];
      for (const { batchId, dueAt, selection } of await store.issues.mailed(subscriberId, FED_MAILS)) {
        if (!isMail(selection)) continue;
        const papers = new Map((await store.ledger.batch(batchId)).papers.map(paper => [paper.id, paper]));
        for (const { paperId } of selection.papers) {
          const paper = papers.get(paperId);
          if (paper) fed.push({ paper, issuedAt: dueAt });
        }
      }
      return fed;
    },
  };
}

function newestFirst(fed: FedPaper[]): FedPaper[] {
  return fed.toSorted((a, b) => (a.issuedAt < b.issuedAt ? 1 : a.issuedAt > b.issuedAt ? -1 : 0));
}
