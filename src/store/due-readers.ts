// Who is due.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Planner } from '../domain/ports.ts';
import { moveOn } from './add-deliveries.ts';
import { subscriberRows, toSubscriber } from './subscriber-rows.ts';
import type { Tables } from './tables.ts';

/** So many are planned before something else of the process has its turn. */
const PAGE_ROWS = 100;
const READ_ROWS = 500;
const MANY_ROWS = 5000;

export function dueReaders(
  db: Kysely<Tables>,
): Pick<Planner, 'dueSubscribers' | 'mailed' | 'nextDueAt' | 'supersede' | 'postpone'> {
  return {
    async *dueSubscribers(now, everyone) {
      for (let last = { next_due_at: '', id: 0 }; ; ) {
        const mailed = subscriberRows(db)
          .where('status', '=', 'confirmed')
          .where('listed', '=', 1)
          .where(notPaused(now))
          .limit(READ_ROWS);
        // In the order of the index: who was planned is due later, and out of the way.
        const query = everyone
          ? mailed.where('subscribers.id', '>', last.id)
          : mailed
              .where('next_due_at', '<=', now.toISOString())
              .where(sql<boolean>`(next_due_at, subscribers.id) > (${last.next_due_at}, ${last.id})`)
              .orderBy('next_due_at');
        const rows = await query.orderBy('subscribers.id').execute();
        if (rows.length === 0) return;
        last = rows.at(-1)!;
        for (let at = 0; at < rows.length; at += PAGE_ROWS) {
          yield rows.slice(at, at + PAGE_ROWS).map(toSubscriber);
          // SQLite never waits: without this nothing else would have its turn before all readers are planned.
          await nextTurn();
        }
      }
    },

    async *mailed() {
      for (let after = 0; ; ) {
        const rows = await db
          .selectFrom('subscribers')
          .select(['id', 'address', 'time_zone', 'send_at', 'days', 'next_due_at', 'paused_until'])
          .where('status', '=', 'confirmed')
          .where('listed', '=', 1)
          .where('address_hmac', 'not in', query =>
            query.selectFrom('suppressions').select('address_hmac').where('lifted_at', 'is', null),
          )
          .where('id', '>', after)
          .orderBy('id')
          .limit(MANY_ROWS)
          .execute();
        if (rows.length === 0) return;
        after = rows.at(-1)!.id;
        yield rows.map(row => ({
          address: row.address,
          rhythm: { timeZone: row.time_zone, sendAt: row.send_at, days: row.days },
          nextDueAt: row.next_due_at,
          ...(row.paused_until !== null && { pausedUntil: row.paused_until }),
        }));
      }
    },

    async nextDueAt(now) {
      const row = await db
        .selectFrom('subscribers')
        .select('next_due_at')
        .where('status', '=', 'confirmed')
        .where('listed', '=', 1)
        .where(notPaused(now))
        .orderBy('next_due_at')
        .limit(1)
        .executeTakeFirst();
      return row && new Date(row.next_due_at);
    },

    async supersede(subscriberIds, now) {
      await db
        .updateTable('deliveries')
        .set({ state: 'skipped', skip_reason: 'late', updated_at: now.toISOString() })
        .where('subscriber_id', 'in', subscriberIds)
        .where('kind', '=', 'issue')
        .where('state', 'in', ['pending', 'deferred'])
        .execute();
    },

    postpone: due => db.transaction().execute(tx => moveOn(tx, due)),
  };
}

function notPaused(now: Date) {
  return sql<boolean>`(paused_until is null or paused_until <= ${now.toISOString()})`;
}
