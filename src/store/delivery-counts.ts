// Rows of the ledger, counted by state.
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { DeliveryCounts } from '../domain/delivery.ts';
import type { Tables } from './tables.ts';

const NONE: DeliveryCounts = {
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

/** @param where on the columns of `deliveries`; absent for all rows */
export async function countDeliveries(db: Kysely<Tables>, where?: Expression<SqlBool>): Promise<DeliveryCounts> {
  const rows = await db
    .selectFrom('deliveries')
    .select(({ fn }) => ['state', fn.countAll<number>().as('rows')])
    .$if(where !== undefined, query => query.where(where!))
    .groupBy('state')
    .execute();
  const counts = { ...NONE };
  for (const { state, rows: count } of rows) counts[state] = Number(count);
  return counts;
}

export function changedSince(since: Date): Expression<SqlBool> {
  return sql`updated_at >= ${since.toISOString()}`;
}
