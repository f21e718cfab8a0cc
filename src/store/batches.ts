// The rows of a batch: written while it is planned, let go all at once, discarded after a crash.
import { type Kysely, type Selectable, sql } from 'kysely';
import { AppError } from '../domain/errors.ts';
import type { BatchState, FrozenBatch, RankedPaper } from '../domain/issue.ts';
import type { Planner } from '../domain/ports.ts';
import { addDeliveries } from './add-deliveries.ts';
import { CANARY_FROM_ROWS } from './canary.ts';
import { WAITS } from './delivery-conditions.ts';
import type { dueReaders } from './due-readers.ts';
import type { readerPasts } from './reader-pasts.ts';
import type { Tables } from './tables.ts';

/** States of a batch that was let go, whatever became of it then. */
export const LET_GO = ['ready', 'held', 'cancelled'] as const satisfies readonly BatchState[];

const EMPTY_FRONT = '[]';

export function batches(
  db: Kysely<Tables>,
): Omit<Planner, keyof ReturnType<typeof dueReaders> | keyof ReturnType<typeof readerPasts>> {
  return {
    async openBatch(date, dueAt) {
      const { id } = await db
        .insertInto('batches')
        .values({ date, due_at: dueAt.toISOString(), state: 'planning', papers: '[]' })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    addDeliveries: (batchId, planned, now) => addDeliveries(db, { batchId, planned, now }),

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
          .set({
            state: 'ready',
            papers: JSON.stringify(papers),
            quiet: quiet ?? null,
            canary: await canaryFor(tx, batchId),
          })
          .where('id', '=', batchId)
          .returning('date')
          .executeTakeFirstOrThrow();
        await followIssue(tx, batchId, date);
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
        .select('due_at')
        .where('state', 'in', LET_GO)
        .orderBy('due_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at;
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
          .where(sql<boolean>`state = 'planning'`)
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
        .where('batches.state', 'in', LET_GO)
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

/** A big batch sends its first mails alone. */
async function canaryFor(tx: Kysely<Tables>, batchId: number): Promise<'off' | 'open'> {
  const { rows } = await tx
    .selectFrom('deliveries')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('batch_id', '=', batchId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return Number(rows) < CANARY_FROM_ROWS ? 'off' : 'open';
}

/** What an operator did to an issue holds for readers of other time zones, too, whose batch comes later. */
async function followIssue(tx: Kysely<Tables>, batchId: number, date: string): Promise<void> {
  const earlier = await tx
    .selectFrom('batches')
    .select(['state', 'held_for'])
    .where('date', '=', date)
    .where('state', 'in', ['held', 'cancelled'])
    .execute();
  const before = earlier.find(({ state }) => state === 'cancelled') ?? earlier[0];
  if (!before) return;
  await tx.updateTable('batches').set(before).where('id', '=', batchId).execute();
  if (before.state === 'held') return;
  await sql`update deliveries set state = 'skipped', skip_reason = 'cancelled'
    where batch_id = ${batchId} and ${WAITS}`.execute(tx);
}
