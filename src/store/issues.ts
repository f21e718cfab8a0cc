// Issues as the archive shows them, without any subscriber's data; and what a link in a mail leads back to.
import type { Kysely } from 'kysely';
import type { RankedPaper, Selection } from '../domain/issue.ts';
import type { Tables } from './tables.ts';

interface FrontPage {
  /** Best first. */
  papers: RankedPaper[];
  /** Name of the holiday that made the day quiet. */
  quiet?: string;
  /** ISO 8601 instant. */
  dueAt: string;
}

export interface IssueStore {
  /** Dates with an issue, latest first. */
  dates(limit: number): Promise<string[]>;
  /** The front page of a date without what was hidden since, or undefined where there was no issue. */
  front(date: string): Promise<FrontPage | undefined>;
  /** Papers of all front pages of these dates, each once as its latest issue had it; without what was hidden since. */
  between(from: string, until: string): Promise<RankedPaper[]>;
  /** The batch whose papers the issue of a date shows. */
  batchOf(date: string): Promise<number | undefined>;
  /** Dates of the issues before and after this one. */
  neighbours(date: string): Promise<{ previous?: string; next?: string }>;
  /** What a subscriber's last mails were made of, latest first. */
  mailed(subscriberId: number, limit: number): Promise<{ batchId: number; dueAt: string; selection: Selection }[]>;
  /** The delivery behind a view-in-browser link. */
  delivery(
    publicId: string,
  ): Promise<{ batchId: number; selection: Selection; subscriberPublicId: string } | undefined>;
}

export function issueStore(db: Kysely<Tables>): IssueStore {
  return {
    async dates(limit) {
      const rows = await db.selectFrom('issues').select('date').orderBy('date', 'desc').limit(limit).execute();
      return rows.map(({ date }) => date);
    },

    async front(date) {
      const row = await db
        .selectFrom('issues')
        .innerJoin('batches', 'batches.id', 'issues.batch_id')
        .select(['front', 'papers', 'quiet', 'due_at'])
        .where('issues.date', '=', date)
        .executeTakeFirst();
      if (!row) return undefined;
      const ids = JSON.parse(row.front) as number[];
      const hidden = await hiddenAmong(db, ids);
      const front = new Set(ids.filter(id => !hidden.has(id)));
      const papers = (JSON.parse(row.papers) as RankedPaper[]).filter(({ id }) => front.has(id));
      return { papers, dueAt: row.due_at, ...(row.quiet !== null && { quiet: row.quiet }) };
    },

    async between(from, until) {
      const rows = await db
        .selectFrom('issues')
        .innerJoin('batches', 'batches.id', 'issues.batch_id')
        .select(['front', 'papers'])
        .where('issues.date', '>=', from)
        .where('issues.date', '<=', until)
        .orderBy('issues.date')
        .execute();
      const papers = new Map<number, RankedPaper>();
      for (const row of rows) {
        const front = new Set(JSON.parse(row.front) as number[]);
        for (const paper of JSON.parse(row.papers) as RankedPaper[])
          if (front.has(paper.id)) papers.set(paper.id, paper);
      }
      if (papers.size === 0) return [];
      const hidden = await hiddenAmong(db, [...papers.keys()]);
      return [...papers.values()].filter(({ id }) => !hidden.has(id));
    },

    async batchOf(date) {
      const row = await db.selectFrom('issues').select('batch_id').where('date', '=', date).executeTakeFirst();
      return row?.batch_id;
    },

    async neighbours(date) {
      const beside = (operator: '<' | '>', order: 'asc' | 'desc') =>
        db
          .selectFrom('issues')
          .select('date')
          .where('date', operator, date)
          .orderBy('date', order)
          .limit(1)
          .executeTakeFirst();
      const [previous, next] = [await beside('<', 'desc'), await beside('>', 'asc')];
      return { ...(previous && { previous: previous.date }), ...(next && { next: next.date }) };
    },

    async mailed(subscriberId, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
        .innerJoin('selections', join =>
          join
            .onRef('selections.batch_id', '=', 'deliveries.batch_id')
            .onRef('selections.hash', '=', 'deliveries.selection_hash'),
        )
        .select(['deliveries.batch_id', 'due_at', 'selection'])
        .where('subscriber_id', '=', subscriberId)
        .where('deliveries.state', '=', 'submitted')
        .orderBy('deliveries.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        batchId: row.batch_id,
        dueAt: row.due_at,
        selection: JSON.parse(row.selection) as Selection,
      }));
    },

    async delivery(publicId) {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
        .innerJoin('selections', join =>
          join
            .onRef('selections.batch_id', '=', 'deliveries.batch_id')
            .onRef('selections.hash', '=', 'deliveries.selection_hash'),
        )
        .select(['deliveries.batch_id', 'selection', 'subscribers.public_id'])
        .where('deliveries.public_id', '=', publicId)
        .executeTakeFirst();
      if (!row) return undefined;
      const selection = JSON.parse(row.selection) as Selection;
      return { batchId: row.batch_id, selection, subscriberPublicId: row.public_id };
    },
  };
}

/** What an operator hid after the issue went out, or a paper that it became part of. */
async function hiddenAmong(db: Kysely<Tables>, ids: readonly number[]): Promise<Set<number>> {
  const asked = await db.selectFrom('papers').select(['id', 'merged_into']).where('id', 'in', ids).execute();
  const living = asked.map(({ id, merged_into: survivor }) => survivor ?? id);
  const hidden = (column: 'id' | 'merged_into') =>
    db
      .selectFrom('papers')
      .select(['id', 'merged_into'])
      .where(column, 'in', living)
      .where('hidden_at', 'is not', null);
  const rows = [...(await hidden('id').execute()), ...(await hidden('merged_into').execute())];
  const survivors = new Set(rows.map(({ id, merged_into: survivor }) => survivor ?? id));
  return new Set(asked.filter((_, at) => survivors.has(living[at]!)).map(({ id }) => id));
}
