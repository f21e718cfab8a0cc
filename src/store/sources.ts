// How each source stood when it was last read.
import type { Kysely } from 'kysely';
import type { SourceStore } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

export function sourceStore(db: Kysely<Tables>): SourceStore {
  return {
    async statuses() {
      const rows = await db.selectFrom('sources').selectAll().orderBy('source').execute();
      return rows.map(row => ({
        source: row.source,
        kind: row.kind,
        state: row.state,
        since: row.since,
        lastReadAt: row.last_read_at,
        settledAt: row.settled_at ?? undefined,
        papers: row.papers,
        message: row.message ?? undefined,
        notBefore: row.not_before ?? undefined,
        highestId: row.highest_id ?? undefined,
      }));
    },

    async note(status) {
      const row = {
        source: status.source,
        kind: status.kind,
        state: status.state,
        since: status.since,
        last_read_at: status.lastReadAt,
        settled_at: status.settledAt ?? null,
        papers: status.papers,
        message: status.message ?? null,
        not_before: status.notBefore ?? null,
        highest_id: status.highestId ?? null,
      };
      await db
        .insertInto('sources')
        .values(row)
        .onConflict(conflict => conflict.column('source').doUpdateSet(row))
        .execute();
    },
  };
}
