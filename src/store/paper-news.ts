// What became of papers after they were first stored: noted once each, told of the paper that lives on.
import { type Kysely, sql } from 'kysely';
import type { PaperNews } from '../domain/paper-news.ts';
import type { DatedNews } from '../domain/ports.ts';
import { PAPER_HIDDEN_AT } from './paper-rows.ts';
import type { Tables } from './tables.ts';

export async function addNews(
  tx: Kysely<Tables>,
  paperId: number,
  news: readonly PaperNews[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto('paper_news')
    .values(news.map(each => ({ paper_id: paperId, ...columnsOf(each), at: now.toISOString() })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

export async function newsSince(db: Kysely<Tables>, since: Date): Promise<DatedNews[]> {
  const rows = await db
    .selectFrom('paper_news')
    .innerJoin('papers as told', 'told.id', 'paper_news.paper_id')
    .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(told.merged_into, told.id)`))
    .select(['papers.id', 'kind', 'value', 'at', PAPER_HIDDEN_AT])
    .where('at', '>=', since.toISOString())
    .orderBy('at')
    .execute();
  return rows
    .filter(row => row.hidden_at === null)
    .map(({ id, kind, value, at }) => ({ paperId: id, news: newsOf(kind, value), at }));
}

function columnsOf(news: PaperNews): { kind: PaperNews['kind']; value: number } {
  const { kind } = news;
  if (kind === 'version') return { kind, value: news.version };
  return { kind, value: kind === 'upvotes' ? news.mark : 0 };
}

function newsOf(kind: PaperNews['kind'], value: number): PaperNews {
  if (kind === 'version') return { kind, version: value };
  return kind === 'upvotes' ? { kind, mark: value } : { kind };
}
