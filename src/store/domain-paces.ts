// Where each recipient domain stands, so that a restart neither bursts nor forgets a pause.
import { type Kysely, sql } from 'kysely';
import type { DomainPaceStore } from '../domain/ports.ts';
import { jsonRows } from './json-rows.ts';
import type { Tables } from './tables.ts';

export function domainPaceStore(db: Kysely<Tables>): DomainPaceStore {
  return {
    async all() {
      const rows = await db.selectFrom('domain_paces').selectAll().orderBy('domain').execute();
      return rows.map(row => ({
        domain: row.domain,
        nextAt: row.next_at,
        pauses: row.pauses,
        ...(row.paused_until !== null && { pausedUntil: row.paused_until }),
        ...(row.reply !== null && { reply: row.reply }),
      }));
    },

    async put(paces) {
      const rows = paces.map(({ domain, nextAt, pausedUntil, pauses, reply }) => [
        domain,
        nextAt,
        pausedUntil ?? null,
        pauses,
        reply ?? null,
      ]);
      const paced = jsonRows(['domain', 'next_at', 'paused_until', 'pauses', 'reply'], rows);
      await sql`insert into domain_paces (domain, next_at, paused_until, pauses, reply)
        select domain, next_at, paused_until, pauses, reply from ${paced} as pace where true
        on conflict (domain) do update set next_at = excluded.next_at, paused_until = excluded.paused_until,
          pauses = excluded.pauses, reply = excluded.reply`.execute(db);
    },
  };
}
