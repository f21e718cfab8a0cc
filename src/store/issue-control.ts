// What an operator does to an issue that is going out. A running send sees it at the next claim and the next commit.
import { type Kysely, sql } from 'kysely';
import { AppError } from '../domain/errors.ts';
import type { BatchState } from '../domain/issue.ts';
import type { IssueControl, IssueState } from '../domain/ports.ts';
import { FRESH_MS } from './add-deliveries.ts';
import { LET_GO } from './batches.ts';
import { NOBODYS, WAITS } from './delivery-conditions.ts';
import { countDeliveries } from './delivery-counts.ts';
import type { Tables } from './tables.ts';

/** A running send must not wait for long: rows change in small transactions. */
const ROWS_PER_TRANSACTION = 5000;

export function issueControl(db: Kysely<Tables>): IssueControl {
  return {
    state: date => stateOf(db, date),

    async hold(date) {
      const before = await stateOf(db, date);
      if (!before.batches.includes('ready')) throw unsuited(before, 'held: only an issue that goes out can be');
      await db
        .updateTable('batches')
        .set({ state: 'held', held_for: 'operator' })
        .where('date', '=', date)
        .where('state', '=', 'ready')
        .execute();
      return stateOf(db, date);
    },

    async resume(date, now) {
      const before = await stateOf(db, date);
      if (!before.batches.includes('held')) throw unsuited(before, 'resumed: only an issue on hold can be');
      // Still on hold, so that no worker finds a row stale in between.
      const expiresAt = new Date(now.getTime() + FRESH_MS).toISOString();
      await inPages(
        db,
        sql`update deliveries set expires_at = ${expiresAt} where id in (
        select id from deliveries
        where batch_id in (${batchesOf(date, 'held')}) and ${WAITS} and expires_at < ${expiresAt}
        limit ${ROWS_PER_TRANSACTION})`,
      );
      await db
        .updateTable('batches')
        .set({ state: 'ready', held_for: null, canary: sql`case canary when 'open' then 'passed' else canary end` })
        .where('date', '=', date)
        .where('state', '=', 'held')
        .execute();
      return stateOf(db, date);
    },

    async cancel(date, now) {
      await stateOf(db, date);
      await db
        .updateTable('batches')
        .set({ state: 'cancelled', held_for: null })
        .where('date', '=', date)
        .where('state', 'in', ['ready', 'held'])
        .execute();
      // From here on no claim and no commit of it succeeds; whoever still holds a row finds it lost.
      await inPages(
        db,
        sql`update deliveries set state = 'skipped', skip_reason = 'cancelled', fence = fence + 1,
          updated_at = ${now.toISOString()}, ${NOBODYS}
        where id in (
          select id from deliveries
          where batch_id in (${batchesOf(date, 'cancelled')}) and state in ('pending', 'deferred', 'claimed')
          limit ${ROWS_PER_TRANSACTION})`,
      );
      return stateOf(db, date);
    },
  };
}

async function inPages(db: Kysely<Tables>, statement: ReturnType<typeof sql>): Promise<void> {
  for (let changed = 1n; changed > 0n; ) changed = (await statement.execute(db)).numAffectedRows ?? 0n;
}

function batchesOf(date: string, state: BatchState) {
  return sql`select id from batches where date = ${date} and state = ${state}`;
}

async function stateOf(db: Kysely<Tables>, date: string): Promise<IssueState> {
  const batches = await db
    .selectFrom('batches')
    .select(['state', 'held_for'])
    .where('date', '=', date)
    .where('state', 'in', LET_GO)
    .orderBy('id')
    .execute();
  if (batches.length === 0)
    throw new AppError(
      'issue_unknown',
      `there is no issue of ${date}: expected a date on which mail went out, such as ${(await lastDate(db)) ?? '2026-03-02'}`,
    );
  const heldFor = batches.find(({ held_for }) => held_for !== null)?.held_for;
  const ofDate = sql<boolean>`batch_id in (select id from batches where date = ${date})`;
  return {
    date,
    batches: batches.map(({ state }) => state),
    ...(heldFor && { heldFor }),
    counts: await countDeliveries(db, ofDate),
  };
}

async function lastDate(db: Kysely<Tables>): Promise<string | undefined> {
  const row = await db
    .selectFrom('batches')
    .select(({ fn }) => fn.max('date').as('date'))
    .where('state', 'in', LET_GO)
    .executeTakeFirst();
  return row?.date ?? undefined;
}

function unsuited({ date, batches, heldFor, counts }: IssueState, refused: string): AppError {
  const stands = batches.includes('held')
    ? `on hold (${heldFor === 'canary' ? 'too many of its first mails were refused' : 'by an operator'})`
    : batches.includes('ready')
      ? 'going out'
      : 'cancelled';
  const { pending, claimed, committing, deferred, submitted } = counts;
  const waiting = pending + claimed + committing + deferred;
  return new AppError(
    'issue_unsuited',
    `the issue of ${date} is ${stands}, with ${submitted} mails sent and ${waiting} waiting; it cannot be ${refused}`,
  );
}
