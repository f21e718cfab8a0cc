// The rows of a batch: written while it is planned, let go all at once, discarded after a crash.
import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { AppError } from '../domain/errors.ts';
import type { FrozenBatch, RankedPaper, Selection } from '../domain/issue.ts';
import type { PlannedDelivery, Planner } from '../domain/ports.ts';
import type { dueReaders } from './due-readers.ts';
import type { Tables } from './tables.ts';

const ROWS_PER_TRANSACTION = 1000;
const EMPTY_FRONT = '[]';

export function batches(db: Kysely<Tables>): Omit<Planner, keyof ReturnType<typeof dueReaders>> {
  return {
    async openBatch(date, dueAt) {
      const { id } = await db
        .insertInto('batches')
        .values({ date, due_at: dueAt.toISOString(), state: 'planning', papers: '[]' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async addDeliveries(batchId, planned, now) {
      const { instance_id: instance } = await db.selectFrom('meta').select('instance_id').executeTakeFirstOrThrow();
      const { date } = await db
        .selectFrom('batches')
        .select('date')
        .where('id', '=', batchId)
        .executeTakeFirstOrThrow();
      let written = 0;
      for (let start = 0; start < planned.length; start += ROWS_PER_TRANSACTION) {
        const part = planned.slice(start, start + ROWS_PER_TRANSACTION);
        await db.transaction().execute(async tx => {
          for (const delivery of part) written += await addDelivery(tx, { batchId, date, instance, delivery, now });
        });
      }
      return written;
    },

    closeBatch: (batchId, { papers, front, expected, quiet }) =>
      db.transaction().execute(async tx => {
        const { rows } = await tx
          .selectFrom('deliveries')
          .select(({ fn }) => fn.countAll<number>().as('rows'))
          .where('batch_id', '=', batchId)
          .executeTakeFirstOrThrow();
        if (Number(rows) !== expected) {
          throw new AppError(
            'batch_incomplete',
            `batch ${batchId} has ${rows} deliveries, expected ${expected}: it is not sent; run again to plan it anew`,
          );
        }
        const { date } = await tx
          .updateTable('batches')
          .set({ state: 'ready', papers: JSON.stringify(papers), quiet: quiet ?? null })
          .where('id', '=', batchId)
          .returning('date')
          .executeTakeFirstOrThrow();
        if (front.length === 0 && quiet === undefined) return;
        const issue = { batch_id: batchId, front: JSON.stringify(front) };
        await tx
          .insertInto('issues')
          .values({ date, ...issue })
          // The first batch of a date makes its issue, but a quiet one leaves it to a batch that has papers.
          .onConflict(conflict => conflict.column('date').doUpdateSet(issue).where('issues.front', '=', EMPTY_FRONT))
          .execute();
      }),

    async lastBatchDueAt() {
      const row = await db
        .selectFrom('batches')
        .select(({ fn }) => fn.max('due_at').as('due_at'))
        .where('state', '=', 'ready')
        .executeTakeFirst();
      return row?.due_at ?? undefined;
    },

    async previousIssueDueAt(date) {
      const row = await db
        .selectFrom('issues')
        .innerJoin('batches', 'batches.id', 'issues.batch_id')
        .select('due_at')
        .where('issues.date', '<', date)
        .orderBy('issues.date', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at;
    },

    discardUnready: () =>
      db.transaction().execute(async tx => {
        const unready = await tx
          .selectFrom('batches')
          .select(['id', 'due_at'])
          .where('state', '=', 'planning')
          .execute();
        for (const { id, due_at } of unready) {
          // Planning had moved these readers on to their next mail: they are due again.
          const readers = tx.selectFrom('deliveries').select('subscriber_id').where('batch_id', '=', id);
          await tx.updateTable('subscribers').set({ next_due_at: due_at }).where('id', 'in', readers).execute();
          await tx.deleteFrom('deliveries').where('batch_id', '=', id).execute();
          await tx.deleteFrom('selections').where('batch_id', '=', id).execute();
          await tx.updateTable('batches').set({ state: 'discarded' }).where('id', '=', id).execute();
        }
        return unready.length;
      }),

    async hasLetMailGo() {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
        .select('deliveries.id')
        .where('batches.state', '=', 'ready')
        .where('deliveries.state', '<>', 'skipped')
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

export function toFrozenBatch(row: Selectable<Tables['batches']>): FrozenBatch {
  return {
    id: row.id,
    date: row.date,
    dueAt: row.due_at,
    state: row.state,
    papers: JSON.parse(row.papers) as RankedPaper[],
    ...(row.quiet !== null && { quiet: row.quiet }),
  };
}

interface NewDelivery {
  batchId: number;
  date: string;
  instance: string;
  delivery: PlannedDelivery;
  now: Date;
}

/** @returns 1, or 0 where the subscriber has a mail for this date already */
async function addDelivery(
  tx: Kysely<Tables>,
  { batchId, date, instance, delivery, now }: NewDelivery,
): Promise<number> {
  const { subscriberId, selection, subject, nextDueAt } = delivery;
  const dedupeKey = `issue:${date}:${subscriberId}`;
  const at = now.toISOString();
  const row = {
    batch_id: batchId,
    selection_hash: selection ? await keepSelection(tx, batchId, selection) : null,
    subject: subject ?? null,
    state: selection ? ('pending' as const) : ('skipped' as const),
    skip_reason: selection ? null : ('empty' as const),
    next_at: at,
    updated_at: at,
  };
  const written = await tx
    .insertInto('deliveries')
    .values({
      ...row,
      public_id: createHash('sha256').update(`${instance}:${dedupeKey}`).digest('base64url').slice(0, 16),
      kind: 'issue',
      dedupe_key: dedupeKey,
      subscriber_id: subscriberId,
      worker: null,
      attempt: 0,
      fence: 0,
      composed_at: null,
      reply: null,
      mime_sha256: null,
    })
    // Nothing was sent to a reader for whom nothing matched: later papers of the same date may still make a mail.
    .onConflict(conflict =>
      conflict.column('dedupe_key').doUpdateSet(row).where('deliveries.skip_reason', '=', 'empty'),
    )
    .returning('id')
    .execute();
  await tx.updateTable('subscribers').set({ next_due_at: nextDueAt }).where('id', '=', subscriberId).execute();
  return written.length;
}

async function keepSelection(tx: Kysely<Tables>, batchId: number, selection: Selection): Promise<string> {
  const json = JSON.stringify(selection);
  const hash = createHash('sha256').update(json).digest('base64url');
  await tx
    .insertInto('selections')
    .values({ batch_id: batchId, hash, selection: json })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  return hash;
}
