// The ledger: one row per message, and the only truth about what was sent.
import { type Kysely, sql } from 'kysely';
import type { ClaimedDelivery, DeliveryCounts, DeliveryState, Verdict } from '../domain/delivery.ts';
import type { Selection } from '../domain/issue.ts';
import type { Ledger } from '../domain/ports.ts';
import { toFrozenBatch } from './batches.ts';
import { mailboxMark } from './mailbox-mark.ts';
import type { Tables } from './tables.ts';

/** @param addressKey HMAC key of what must be told apart and not read */
export function ledger(db: Kysely<Tables>, addressKey: Uint8Array): Ledger {
  return {
    recover: now =>
      db.transaction().execute(async tx => ({
        returned: await move(tx, { from: 'claimed', to: 'pending', now }),
        uncertain: await move(tx, { from: 'committing', to: 'uncertain', now }),
      })),

    async waiting(now) {
      const { rows } = await dueRows(db, now)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow();
      return Number(rows);
    },

    claim: (worker, limit, now) => db.transaction().execute(tx => claim(tx, { worker, limit, now })),

    async commit(row, { at, mimeSha256, look, tokenKid }) {
      const [updated] = await db
        .updateTable('deliveries')
        .set({
          state: 'committing',
          composed_at: at.toISOString(),
          mime_sha256: mimeSha256,
          look,
          token_kid: tokenKid,
          mailbox_mark: mailboxMark(addressKey, row),
          updated_at: at.toISOString(),
        })
        .where('id', '=', row.id)
        .where('fence', '=', row.fence)
        .where('state', '=', 'claimed')
        .where(mayGetMail(at))
        .returning('id')
        .execute();
      return updated !== undefined;
    },

    async release(row, now) {
      await db
        .updateTable('deliveries')
        .set(({ eb }) => ({
          state: 'pending',
          worker: null,
          attempt: eb('attempt', '-', 1),
          updated_at: now.toISOString(),
        }))
        .where('id', '=', row.id)
        .where('fence', '=', row.fence)
        .where('state', '=', 'claimed')
        .execute();
    },

    async settle(row, verdict, now, retryAt) {
      await db.transaction().execute(async tx => {
        const settled = await tx
          .updateTable('deliveries')
          .set({
            state: stateAfter(verdict, retryAt),
            reply: verdict.reply,
            next_at: (retryAt ?? now).toISOString(),
            worker: null,
            updated_at: now.toISOString(),
          })
          .where('id', '=', row.id)
          .where('fence', '=', row.fence)
          .where('state', 'in', ['claimed', 'committing'])
          .returning('subscriber_id')
          .executeTakeFirst();
        if (settled && verdict.kind === 'failed' && verdict.hard) await suppress(tx, settled.subscriber_id, now);
      });
    },

    async counts(since) {
      let query = db
        .selectFrom('deliveries')
        .select(({ fn }) => ['state', fn.countAll<number>().as('rows')])
        .groupBy('state');
      if (since) query = query.where('updated_at', '>=', since.toISOString());
      const counts = {
        pending: 0,
        claimed: 0,
        committing: 0,
        submitted: 0,
        deferred: 0,
        failed: 0,
        suppressed: 0,
        uncertain: 0,
        skipped: 0,
      };
      for (const { state, rows } of await query.execute()) counts[state] = Number(rows);
      return counts satisfies DeliveryCounts;
    },

    async batch(batchId) {
      const row = await db.selectFrom('batches').selectAll().where('id', '=', batchId).executeTakeFirstOrThrow();
      return toFrozenBatch(row);
    },

    async selection(batchId, hash) {
      const row = await db
        .selectFrom('selections')
        .select('selection')
        .where('batch_id', '=', batchId)
        .where('hash', '=', hash)
        .executeTakeFirstOrThrow();
      return JSON.parse(row.selection) as Selection;
    },
  };
}

/** True for a delivery whose subscriber still wants mail now and is not suppressed; read inside the statement that acts on it. */
const mayGetMail = (now: Date) => sql<boolean>`exists (
  select 1 from subscribers as reader
  where reader.id = deliveries.subscriber_id and reader.status = 'confirmed' and reader.listed = 1
    and (reader.paused_until is null or reader.paused_until <= ${now.toISOString()})
    and not exists (select 1 from suppressions where address_hmac = reader.address_hmac and lifted_at is null))`;

function dueRows(db: Kysely<Tables>, now: Date) {
  return db
    .selectFrom('deliveries')
    .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
    .where('deliveries.state', 'in', ['pending', 'deferred'])
    .where('batches.state', '=', 'ready')
    .where('next_at', '<=', now.toISOString());
}

async function claim(
  tx: Kysely<Tables>,
  { worker, limit, now }: { worker: string; limit: number; now: Date },
): Promise<ClaimedDelivery[]> {
  const at = now.toISOString();
  const due = await dueRows(tx, now).select('deliveries.id').orderBy('deliveries.id').limit(limit).execute();
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return [];
  await tx
    .updateTable('deliveries')
    .set({ state: 'suppressed', updated_at: at })
    .where('id', 'in', ids)
    .where(sql<boolean>`not ${mayGetMail(now)}`)
    .execute();
  const claimed = await tx
    .updateTable('deliveries')
    .set(({ eb }) => ({
      state: 'claimed',
      worker,
      attempt: eb('attempt', '+', 1),
      fence: eb('fence', '+', 1),
      updated_at: at,
    }))
    .where('id', 'in', ids)
    .where('state', 'in', ['pending', 'deferred'])
    .returningAll()
    .execute();
  if (claimed.length === 0) return claim(tx, { worker, limit, now });
  const people = await tx
    .selectFrom('subscribers')
    .select(['id', 'public_id', 'address', 'name'])
    .where(
      'id',
      'in',
      claimed.map(row => row.subscriber_id),
    )
    .execute();
  const person = new Map(people.map(row => [row.id, row]));
  return claimed.map(row => ({
    id: row.id,
    publicId: row.public_id,
    batchId: row.batch_id,
    // Only rows with a selection are ever pending.
    selectionHash: row.selection_hash!,
    subscriberId: row.subscriber_id,
    subscriberPublicId: person.get(row.subscriber_id)!.public_id,
    address: person.get(row.subscriber_id)!.address,
    name: person.get(row.subscriber_id)!.name ?? undefined,
    attempt: row.attempt,
    fence: row.fence,
  }));
}

function stateAfter(verdict: Verdict, retryAt: Date | undefined): DeliveryState {
  if (verdict.kind === 'withdrawn') return 'suppressed';
  if (verdict.kind === 'deferred') return retryAt ? 'deferred' : 'failed';
  return verdict.kind;
}

async function move(
  tx: Kysely<Tables>,
  change: { from: DeliveryState; to: DeliveryState; now: Date },
): Promise<number> {
  const moved = await tx
    .updateTable('deliveries')
    .set(({ eb }) => ({
      state: change.to,
      worker: null,
      fence: eb('fence', '+', 1),
      updated_at: change.now.toISOString(),
    }))
    .where('state', '=', change.from)
    .returning('id')
    .execute();
  return moved.length;
}

async function suppress(tx: Kysely<Tables>, subscriberId: number, now: Date): Promise<void> {
  await tx
    .insertInto('suppressions')
    .columns(['address_hmac', 'reason', 'at', 'lifted_at'])
    .expression(eb =>
      eb
        .selectFrom('subscribers')
        .select([
          'address_hmac',
          sql.lit('hard bounce').as('reason'),
          sql.val(now.toISOString()).as('at'),
          sql<null>`null`.as('lifted_at'),
        ])
        .where('id', '=', subscriberId),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute();
}
