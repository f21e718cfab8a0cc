// The ledger: one row per message, and the only truth about what was sent.
import type { KeyObject } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { ClaimedDelivery } from '../domain/delivery.ts';
import type { Ledger } from '../domain/ports.ts';
import { toFrozenBatch } from './batches.ts';
import { judgeCanaries } from './canary.ts';
import { claim, isDue } from './claim.ts';
import { IS_HELD, MAY_GO, WAITS } from './delivery-conditions.ts';
import { changedSince, countDeliveries } from './delivery-counts.ts';
import { jsonRows } from './json-rows.ts';
import { recover } from './recover.ts';
import type { Tables } from './tables.ts';
import { writeChanges } from './write-changes.ts';

/** @param addressKey HMAC key of what must be told apart and not read */
export function ledger(db: Kysely<Tables>, addressKey: KeyObject): Ledger {
  return {
    recover: (now, policy) => recover(db, now, policy),
    claim: wish => claim(db, wish),
    write: (changes, now) => writeChanges(db, addressKey, changes, now),
    renew: (rows, leaseUntil) => renew(db, rows, leaseUntil),
    judgeCanaries: () => judgeCanaries(db),
    counts: since => countDeliveries(db, since && changedSince(since)),

    async waiting(now) {
      const { rows } = await sql<{ rows: number }>`select count(*) as rows from deliveries where ${isDue(now)}`.execute(
        db,
      );
      return Number(rows[0]!.rows);
    },

    async nextDueAt() {
      const { rows } = await sql<{ next_at: string }>`
        select next_at from deliveries where ${WAITS} and state = 'pending' and ${MAY_GO} order by next_at limit 1`.execute(
        db,
      );
      return rows[0] && new Date(rows[0].next_at);
    },

    async submittedSince(since) {
      const { rows } = await db
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .where('state', '=', 'submitted')
        .where('updated_at', '>=', since.toISOString())
        .executeTakeFirstOrThrow();
      return Number(rows);
    },

    async batch(batchId) {
      const row = await db.selectFrom('batches').selectAll().where('id', '=', batchId).executeTakeFirstOrThrow();
      return toFrozenBatch(row);
    },
  };
}

async function renew(db: Kysely<Tables>, rows: readonly ClaimedDelivery[], leaseUntil: Date): Promise<void> {
  const held = jsonRows(
    ['id', 'fence'],
    rows.map(({ id, fence }) => [id, fence]),
  );
  await sql`update deliveries set lease_until = ${leaseUntil.toISOString()}
    from ${held} as held
    where deliveries.id = held.id and deliveries.fence = held.fence
      and ${IS_HELD}`.execute(db);
}
