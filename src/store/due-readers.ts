// Who is due.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Planner } from '../domain/ports.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { moveOn } from './add-deliveries.ts';
import { jsonValues } from './json-rows.ts';
import { subscriberRows, toSubscriber } from './subscriber-rows.ts';
import type { Tables } from './tables.ts';

/** So many are planned before something else of the process has its turn. */
const PAGE_ROWS = 250;
const READ_ROWS = 500;
const MANY_ROWS = 5000;

export function dueReaders(
  db: Kysely<Tables>,
): Pick<Planner, 'dueSubscribers' | 'mailed' | 'nextDueAt' | 'supersede' | 'postpone'> {
  return {
    async *dueSubscribers(now, everyone) {
      // From the index alone, in its order: a page after it reads only its own rows, however many are due.
      const { rows: due } = await (everyone
        ? sql<{ id: number }>`select id from subscribers where ${IS_MAILED} order by id`
        : sql<{ id: number }>`select id from subscribers
              where ${IS_MAILED} and next_due_at <= ${now.toISOString()} order by next_due_at, id`
      ).execute(db);
      for (let at = 0; at < due.length; at += READ_ROWS) {
        const readers = await readersWith(db, due.slice(at, at + READ_ROWS), now);
        for (let first = 0; first < readers.length; first += PAGE_ROWS) {
          yield readers.slice(first, first + PAGE_ROWS);
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

/** In the order of the ids; whoever left meanwhile is not among them. */
async function readersWith(db: Kysely<Tables>, due: readonly { id: number }[], now: Date): Promise<Subscriber[]> {
  const ids = due.map(({ id }) => id);
  const rows = await subscriberRows(db)
    .where(sql<boolean>`subscribers.id in ${jsonValues(ids)} and ${IS_MAILED}`)
    .where(notPaused(now))
    .execute();
  const readers = new Map(rows.map(row => [row.id, toSubscriber(row)]));
  return ids.flatMap(id => readers.get(id) ?? []);
}

/** As the index on due instants has it. */
const IS_MAILED = sql<boolean>`status = 'confirmed' and listed = 1`;

function notPaused(now: Date) {
  return sql<boolean>`(paused_until is null or paused_until <= ${now.toISOString()})`;
}
