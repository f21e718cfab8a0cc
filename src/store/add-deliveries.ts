// What planning decided for many subscribers, written down set by set.
import { hash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { PlannedDelivery } from '../domain/ports.ts';
import { jsonRows } from './json-rows.ts';
import type { Tables } from './tables.ts';

const ROWS_PER_TRANSACTION = 1000;
/** A newsletter is stale after that. */
export const FRESH_MS = 24 * 3_600_000;

/** @returns how many rows were written */
export async function addDeliveries(
  db: Kysely<Tables>,
  { batchId, planned, now }: { batchId: number; planned: readonly PlannedDelivery[]; now: Date },
): Promise<number> {
  const { instance_id: instance } = await db.selectFrom('meta').select('instance_id').executeTakeFirstOrThrow();
  const { date } = await db.selectFrom('batches').select('date').where('id', '=', batchId).executeTakeFirstOrThrow();
  let written = 0;
  for (let start = 0; start < planned.length; start += ROWS_PER_TRANSACTION) {
    const part = planned.slice(start, start + ROWS_PER_TRANSACTION);
    written += await db.transaction().execute(tx => addPart(tx, { batchId, date, instance, part, now }));
  }
  return written;
}

interface Part {
  batchId: number;
  date: string;
  instance: string;
  part: readonly PlannedDelivery[];
  now: Date;
}

async function addPart(tx: Kysely<Tables>, { batchId, date, instance, part, now }: Part): Promise<number> {
  const selections = new Map<string, string>();
  const rows = part.map(({ subscriberId, selection, subject }) => {
    const dedupeKey = `issue:${date}:${subscriberId}`;
    const json = selection && JSON.stringify(selection);
    const selectionHash = json === undefined ? null : sha256(json);
    if (json !== undefined) selections.set(selectionHash!, json);
    return [sha256(`${instance}:${dedupeKey}`).slice(0, 16), dedupeKey, subscriberId, selectionHash, subject ?? null];
  });
  // `where true`: without it SQLite takes `on conflict` for the condition of a join.
  await sql`insert into selections (batch_id, hash, selection)
    select cast(${batchId} as integer), hash, selection from ${jsonRows(['hash', 'selection'], [...selections])} as chosen where true
    on conflict do nothing`.execute(tx);
  const [at, expiresAt] = [now.toISOString(), new Date(now.getTime() + FRESH_MS).toISOString()];
  const columns = ['public_id', 'dedupe_key', 'subscriber_id', 'selection_hash', 'subject'];
  // Nothing was sent to a reader for whom nothing matched: later papers of the same date may still make a mail.
  const written = await sql`insert into deliveries
      (public_id, kind, dedupe_key, subscriber_id, batch_id, selection_hash, subject, state, skip_reason,
       attempt, fence, next_at, expires_at, updated_at)
    select public_id, 'issue', dedupe_key, subscriber_id, cast(${batchId} as integer), selection_hash, subject,
      case when selection_hash is null then 'skipped' else 'pending' end,
      case when selection_hash is null then 'empty' end,
      0, 0, ${at}, ${expiresAt}, ${at}
    from ${jsonRows(columns, rows)} as planned where true
    on conflict (dedupe_key) do update set
      batch_id = excluded.batch_id, selection_hash = excluded.selection_hash, subject = excluded.subject,
      state = excluded.state, skip_reason = excluded.skip_reason,
      next_at = excluded.next_at, expires_at = excluded.expires_at, updated_at = excluded.updated_at
    where deliveries.skip_reason = 'empty'`.execute(tx);
  await moveOn(tx, part);
  return Number(written.numAffectedRows ?? 0);
}

/** The readers' next mails are due after this one. */
export async function moveOn(
  tx: Kysely<Tables>,
  due: readonly { subscriberId: number; nextDueAt: string }[],
): Promise<void> {
  const rows = due.map(({ subscriberId, nextDueAt }) => [subscriberId, nextDueAt]);
  await sql`update subscribers set next_due_at = due.next_due_at
    from ${jsonRows(['id', 'next_due_at'], rows)} as due where subscribers.id = due.id`.execute(tx);
}

function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
