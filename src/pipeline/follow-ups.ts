// What became of papers that a reader was sent before: the best of it, in a few lines of the next mail.
import type { FollowUp } from '../domain/issue.ts';
import type { PaperNews } from '../domain/paper-news.ts';
import type { DatedNews, PaperStore, ReaderPast } from '../domain/ports.ts';

const MOST = 3;
/** What says most about a paper comes first. */
const KINDS: readonly PaperNews['kind'][] = ['published', 'code', 'version', 'upvotes'];

/** News of all papers, for all readers of a plan: each paper's best first. */
export type NewsByPaper = ReadonlyMap<number, readonly DatedNews[]>;

/**
 * What there is to tell, once for all readers of a plan.
 * @param known ids of papers that entered since then
 * @returns with the papers it is about that entered before
 */
export async function newsToTell(
  papers: PaperStore,
  since: Date,
  known: ReadonlySet<number>,
): Promise<{ news: NewsByPaper; older: Awaited<ReturnType<PaperStore['withIds']>> }> {
  const news = await papers.newsSince(since);
  const older = await papers.withIds([...new Set(news.map(({ paperId }) => paperId)).difference(known)]);
  const here = new Set(older.map(({ id }) => id)).union(known);
  return { news: newsByPaper(news.filter(({ paperId }) => here.has(paperId))), older };
}

export function newsByPaper(news: readonly DatedNews[]): NewsByPaper {
  return Map.groupBy(news.toSorted(bestFirst), ({ paperId }) => paperId);
}

/**
 * News since the reader's last mail of what was in it or in earlier ones, best first, of each paper one piece.
 * @param isUnwanted whether the reader wants to hear no more of a paper
 */
export function followUps(
  past: ReaderPast | undefined,
  news: NewsByPaper,
  isUnwanted: (paperId: number) => boolean,
): FollowUp[] {
  if (!past?.lastMail || news.size === 0) return [];
  const { lastMail, alreadySent } = past;
  const told: DatedNews[] = [];
  for (const paperId of alreadySent.keys()) {
    const best = news.get(paperId)?.find(({ at }) => at > lastMail.dueAt);
    if (best && !isUnwanted(paperId)) told.push(best);
  }
  return told
    .sort(bestFirst)
    .slice(0, MOST)
    .map(({ paperId, news }) => ({ paperId, sentOn: alreadySent.get(paperId)!, news }));
}

/** A total order, so that the same news always makes the same mail. */
function bestFirst(a: DatedNews, b: DatedNews): number {
  const byKind = KINDS.indexOf(a.news.kind) - KINDS.indexOf(b.news.kind);
  return byKind || numberOf(b.news) - numberOf(a.news) || a.paperId - b.paperId;
}

function numberOf(news: PaperNews): number {
  if (news.kind === 'version') return news.version;
  return news.kind === 'upvotes' ? news.mark : 0;
}
