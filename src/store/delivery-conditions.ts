// Conditions on a row of `deliveries`, read inside the statement that acts on it.
import { type RawBuilder, sql } from 'kysely';
import type { BatchState } from '../domain/issue.ts';

/** Written as in its index, like the next one; any other wording would not use it. */
export const WAITS = sql<boolean>`deliveries.state in ('pending', 'deferred')`;

/** Some worker has it. */
export const IS_HELD = sql<boolean>`deliveries.state in ('claimed', 'committing')`;

/** Its subscriber still wants mail now and is not suppressed. */
export function mayGetMail(now: Date): RawBuilder<boolean> {
  return sql`exists (
    select 1 from subscribers as reader
    where reader.id = deliveries.subscriber_id and reader.status = 'confirmed' and reader.listed = 1
      and (reader.paused_until is null or reader.paused_until <= ${now.toISOString()})
      and not exists (select 1 from suppressions where address_hmac = reader.address_hmac and lifted_at is null))`;
}

/** Its batch was let go, and nobody holds it. Answered by the index alone, so that many rows of a held batch cost little. */
export const MAY_GO = sql<boolean>`deliveries.batch_id not in (select id from batches where state <> 'ready')`;

export function isOfBatch(state: BatchState): RawBuilder<boolean> {
  return sql`exists (select 1 from batches where batches.id = deliveries.batch_id and batches.state = ${sql.lit(state)})`;
}

/** What goes back into the queue waits there, but of a cancelled issue nothing waits. */
export const WAITING_AGAIN = {
  state: sql`case when ${isOfBatch('cancelled')} then 'skipped' else 'pending' end`,
  skipReason: sql`case when ${isOfBatch('cancelled')} then 'cancelled' end`,
};

/** Assignments by which a worker lets a row go. */
export const NOBODYS = sql`worker = null, lease_until = null`;
