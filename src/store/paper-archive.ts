// The archive of papers: searched by words, and each with its life.
import { type Kysely, sql } from 'kysely';
import type { PaperNews } from '../domain/paper-news.ts';
import type { PaperArchive } from '../domain/ports.ts';
import type { SearchTerm } from '../domain/search-query.ts';
import { PAPER_COLUMNS, withUpvotes } from './paper-rows.ts';
import type { Tables } from './tables.ts';

/** Of papers with these words, so many of the newest are put in order; to judge all would take too long for common words. */
const JUDGED_MAX = 500;
/** How much a word in title, authors and abstract counts. */
const WEIGHTS = sql.raw('8, 4, 1');
const VOTES_MAX = 2000;

export function paperArchive(db: Kysely<Tables>): PaperArchive {
  return {
    async search(terms, limit) {
      if (terms.length === 0) return [];
      const { rows: found } = await sql<{ id: number }>`
        select id from (
          select rowid as id, bm25(paper_search, ${WEIGHTS}) as score from paper_search
          where paper_search match ${matchText(terms)} order by rowid desc limit ${JUDGED_MAX}
        ) order by score limit ${2 * limit}`.execute(db);
      const ids = found.map(({ id }) => id);
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('papers')
        .select(PAPER_COLUMNS)
        .where('id', 'in', ids)
        .where('merged_into', 'is', null)
        .execute();
      rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      return withUpvotes(db, rows.filter(({ hidden_at }) => hidden_at === null).slice(0, limit));
    },

    async life(paperId) {
      const group = sql<number>`select id from papers where id = ${paperId} or merged_into = ${paperId}`;
      const [seen, votes, issues, news] = [
        await sql<{ source: string; first: string; last: string }>`
          select coalesce(raw_documents.source, records.source) as source, min(fetched_at) as first,
            max(coalesce(seen_at, fetched_at)) as last
          from records join raw_documents on raw_documents.id = document_id
          where paper_id in (${group}) group by 1 order by 2, 1`.execute(db),
        await sql<{ at: string; count: number }>`
          select at, max(upvotes) as count from snapshots where paper_id in (${group})
          group by at order by at desc limit ${VOTES_MAX}`.execute(db),
        await sql<{ date: string }>`
          select date from issues
          where exists (select 1 from json_each(front) as shown where shown.value in (${group}))
            and date >= (select substr(min(entered_at), 1, 10) from papers where id in (${group}))
          order by date`.execute(db),
        await sql<{ kind: PaperNews['kind']; value: number; at: string }>`
          select kind, value, at from paper_news where paper_id in (${group}) order by at, kind, value`.execute(db),
      ];
      return {
        seen: seen.rows,
        votes: votes.rows.reverse(),
        issues: issues.rows.map(({ date }) => date),
        news: news.rows.map(({ kind, value, at }) => ({ news: newsOf(kind, value), at })),
      };
    },
  };
}

function newsOf(kind: PaperNews['kind'], value: number): PaperNews {
  if (kind === 'version') return { kind, version: value };
  return kind === 'upvotes' ? { kind, mark: value as (PaperNews & { kind: 'upvotes' })['mark'] } : { kind };
}

/** Each term in quotes, so that nothing in it is an operator. https://www.sqlite.org/fts5.html#full_text_query_syntax */
function matchText(terms: readonly SearchTerm[]): string {
  return terms.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? '*' : ''}`).join(' ');
}
