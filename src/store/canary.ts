// The canary of a big batch: its first mails go out alone, and too many refusals hold the rest.
import { type Kysely, sql } from 'kysely';
import type { Ledger } from '../domain/ports.ts';
import { WAITS } from './delivery-conditions.ts';
import type { Tables } from './tables.ts';

/** A batch with so many mails sends a canary first. */
export const CANARY_FROM_ROWS = 1000;
const CANARY_ROWS = 100;
const MAX_REFUSED_SHARE = 0.05;

export interface CanaryRoom {
  batchId: number;
  /** How many more of its rows may be tried before it is judged. */
  room: number;
}

/** Batches of which only the first rows go out yet. */
export async function openCanaries(tx: Kysely<Tables>): Promise<CanaryRoom[]> {
  const { rows } = await sql<{ id: number; tried: number }>`
    select id, (
      select count(*) from (select 1 from deliveries where batch_id = batches.id and attempt > 0 limit ${CANARY_ROWS}) as tried
    ) as tried
    from batches where canary = 'open' and state = 'ready'`.execute(tx);
  return rows.map(({ id, tried }) => ({ batchId: id, room: CANARY_ROWS - tried }));
}

type Judgement = Awaited<ReturnType<Ledger['judgeCanaries']>>[number];

/** Ends each open canary whose first mails are all settled. */
export async function judgeCanaries(db: Kysely<Tables>): Promise<Judgement[]> {
  const open = await db.selectFrom('batches').select('id').where('canary', '=', sql.lit('open')).execute();
  const judged: Judgement[] = [];
  for (const { id } of open) {
    const judgement = await db.transaction().execute(tx => judge(tx, id));
    if (judgement) judged.push(judgement);
  }
  return judged;
}

/** @returns undefined while there is nothing to judge yet */
async function judge(tx: Kysely<Tables>, batchId: number): Promise<Judgement | undefined> {
  const { rows } = await sql<{ tried: number; refused: number; open: number; untried: number }>`
    select count(*) as tried,
      coalesce(sum(case when state = 'failed' or (state = 'deferred' and reply like '5%') then 1 else 0 end), 0) as refused,
      coalesce(sum(case when state in ('claimed', 'committing') then 1 else 0 end), 0) as open,
      (select count(*) from (
        select 1 from deliveries where batch_id = ${batchId} and attempt = 0 and ${WAITS} limit 1) as untried) as untried
    from deliveries where batch_id = ${batchId} and attempt > 0`.execute(tx);
  const { tried, refused, open, untried } = rows[0]!;
  if (open > 0 || (tried < CANARY_ROWS && untried > 0)) return undefined;
  const held = refused > tried * MAX_REFUSED_SHARE;
  const row = await tx
    .updateTable('batches')
    .set(held ? { state: 'held', held_for: 'canary' } : { canary: 'passed' })
    .where('id', '=', batchId)
    .where('state', '=', 'ready')
    .where('canary', '=', 'open')
    .returning('date')
    .executeTakeFirst();
  return row && { date: row.date, refused, tried, held };
}
