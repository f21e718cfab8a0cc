// Deliveries as an operator looks them up, and settles those that may have been sent.
import { type Kysely, sql } from 'kysely';
import type { DeliveryDesk } from '../domain/ports.ts';
import { FRESH_MS } from './add-deliveries.ts';
import { WAITING_AGAIN } from './delivery-conditions.ts';
import type { Tables } from './tables.ts';

export function deliveryDesk(db: Kysely<Tables>): DeliveryDesk {
  return {
    async list({ state, date, limit }) {
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
        .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
        .select([
          'deliveries.public_id',
          'batches.date',
          'address',
          'deliveries.state',
          'attempt',
          'reply',
          'updated_at',
        ])
        .$if(state !== undefined, query => query.where('deliveries.state', '=', state!))
        .$if(date !== undefined, query => query.where('batches.date', '=', date!))
        .orderBy('updated_at', 'desc')
        .orderBy('deliveries.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(row => ({
        publicId: row.public_id,
        date: row.date,
        address: row.address,
        state: row.state,
        attempt: row.attempt,
        changedAt: row.updated_at,
        ...(row.reply !== null && { reply: row.reply }),
      }));
    },

    mailsTo: subscriberId =>
      db
        .selectFrom('deliveries')
        .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
        .select(['batches.date', 'deliveries.state', 'subject', 'updated_at as changedAt'])
        .where('subscriber_id', '=', subscriberId)
        .orderBy('deliveries.id')
        .execute(),

    async resolve({ date, publicId }, as, now) {
      const at = now.toISOString();
      const settled = sql`state = 'submitted'`;
      // It is due now, and fresh for as long as a new mail would be.
      const again = sql`state = ${WAITING_AGAIN.state}, skip_reason = ${WAITING_AGAIN.skipReason}, next_at = ${at},
        expires_at = ${new Date(now.getTime() + FRESH_MS).toISOString()}`;
      const ofDate = sql`batch_id in (select id from batches where date = ${date ?? null})`;
      const { numAffectedRows: resolved } = await sql`update deliveries
        set ${as === 'sent' ? settled : again}, fence = fence + 1, updated_at = ${at}
        where state = 'uncertain'
          and ${date === undefined ? sql`true` : ofDate}
          and ${publicId === undefined ? sql`true` : sql`public_id = ${publicId}`}`.execute(db);
      return Number(resolved ?? 0);
    },
  };
}
