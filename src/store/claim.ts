// Claiming: a page of rows that are due becomes one worker's, in a few statements however many they are.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ClaimedDelivery } from '../domain/delivery.ts';
import type { Selection } from '../domain/issue.ts';
import type { Claim } from '../domain/ports.ts';
import { type CanaryRoom, openCanaries } from './canary.ts';
import { IS_HELD, MAY_GO, mayGetMail, NOBODYS, WAITING_AGAIN, WAITS } from './delivery-conditions.ts';
import { jsonValues } from './json-rows.ts';
import type { Tables } from './tables.ts';

const SILENT = 'the sender stood still before it wrote down an answer';

/** Rows that wait, whose time has come, of batches that were let go. */
export function isDue(now: Date): RawBuilder<boolean> {
  return sql`${WAITS} and deliveries.next_at <= ${now.toISOString()} and ${MAY_GO}`;
}

/** @returns an empty page only where nothing is due */
export async function claim(db: Kysely<Tables>, wish: Claim): Promise<ClaimedDelivery[]> {
  for (;;) {
    const page = await db.transaction().execute(tx => claimPage(tx, wish));
    // A whole page may be of readers who have left; the rows behind them are due all the same.
    if (page.claimed.length > 0 || page.seen === 0) return page.claimed;
  }
}

async function claimPage(tx: Kysely<Tables>, wish: Claim): Promise<{ claimed: ClaimedDelivery[]; seen: number }> {
  const { now, limit } = wish;
  await endLeases(tx, now);
  const canaries = await openCanaries(tx);
  const due: DueRow[] = [];
  for (const { batchId, room } of canaries) {
    const left = Math.min(room, limit - due.length);
    if (left > 0) due.push(...(await dueRows(tx, now, { where: sql`deliveries.batch_id = ${batchId}`, limit: left })));
  }
  const where = canaries.length === 0 ? sql`true` : besides(canaries);
  if (due.length < limit) due.push(...(await dueRows(tx, now, { where, limit: limit - due.length })));
  const { late = [], left = [], wanted = [] } = Object.groupBy(due, ({ standing }) => standing);
  await dismiss(tx, now, { rows: late, set: sql`state = 'skipped', skip_reason = 'late'` });
  await dismiss(tx, now, { rows: left, set: sql`state = 'suppressed'` });
  return { claimed: await take(tx, wish, wanted), seen: due.length };
}

/**
 * A worker that does not renew its claims is gone, or stands still: its messages whose end had not left go to others. Of the
 * rest nobody knows whether they were sent.
 */
async function endLeases(tx: Kysely<Tables>, now: Date): Promise<void> {
  const at = now.toISOString();
  await sql`update deliveries set
      state = case state when 'claimed' then ${WAITING_AGAIN.state} else 'uncertain' end,
      skip_reason = case state when 'claimed' then ${WAITING_AGAIN.skipReason} end,
      reply = case state when 'claimed' then reply else ${SILENT} end,
      attempt = case state when 'claimed' then attempt - 1 else attempt end,
      fence = fence + 1, updated_at = ${at}, ${NOBODYS}
    where ${IS_HELD} and lease_until < ${at}`.execute(tx);
}

interface DueRow {
  id: number;
  public_id: string;
  batch_id: number;
  selection_hash: string;
  subscriber_id: number;
  attempt: number;
  fence: number;
  expires_at: string;
  reader: string;
  address: string;
  name: string | null;
  selection: string;
  standing: 'late' | 'left' | 'wanted';
}

async function dueRows(
  tx: Kysely<Tables>,
  now: Date,
  { where, limit }: { where: RawBuilder<unknown>; limit: number },
): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select deliveries.id, deliveries.public_id, deliveries.batch_id, selection_hash, subscriber_id, attempt, fence, expires_at,
      subscribers.public_id as reader, address, name, selection,
      case when expires_at < ${now.toISOString()} then 'late' when ${mayGetMail(now)} then 'wanted' else 'left' end as standing
    from deliveries
    join subscribers on subscribers.id = deliveries.subscriber_id
    join selections on selections.batch_id = deliveries.batch_id and selections.hash = deliveries.selection_hash
    where ${isDue(now)} and ${where}
    order by deliveries.next_at, deliveries.batch_id, deliveries.id
    limit ${limit}`.execute(tx);
  return rows;
}

function besides(canaries: readonly CanaryRoom[]): RawBuilder<unknown> {
  return sql`deliveries.batch_id not in ${jsonValues(canaries.map(({ batchId }) => batchId))}`;
}

async function dismiss(
  tx: Kysely<Tables>,
  now: Date,
  { rows, set }: { rows: readonly DueRow[]; set: RawBuilder<unknown> },
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update deliveries set ${set}, fence = fence + 1, updated_at = ${now.toISOString()}
    where id in ${jsonValues(rows.map(({ id }) => id))} and ${WAITS}`.execute(tx);
}

async function take(tx: Kysely<Tables>, claim: Claim, rows: readonly DueRow[]): Promise<ClaimedDelivery[]> {
  if (rows.length === 0) return [];
  const { worker, now, leaseUntil } = claim;
  const taken = await sql<{ id: number }>`update deliveries set
      state = 'claimed', worker = ${worker}, lease_until = ${leaseUntil.toISOString()},
      attempt = attempt + 1, fence = fence + 1, updated_at = ${now.toISOString()}
    where id in ${jsonValues(rows.map(({ id }) => id))} and ${WAITS}
    returning id`.execute(tx);
  const ids = new Set(taken.rows.map(({ id }) => id));
  const read = selectionReader();
  return rows.filter(({ id }) => ids.has(id)).map(row => toClaimed(row, read(row)));
}

/** Readers with equal selections share one object. */
function selectionReader(): (row: DueRow) => Selection {
  const known = new Map<string, Selection>();
  return ({ batch_id, selection_hash, selection }) => {
    const key = `${batch_id}:${selection_hash}`;
    const parsed = known.get(key) ?? (JSON.parse(selection) as Selection);
    known.set(key, parsed);
    return parsed;
  };
}

/** The row as it is once it is taken. */
function toClaimed(row: DueRow, selection: Selection): ClaimedDelivery {
  return {
    id: row.id,
    publicId: row.public_id,
    batchId: row.batch_id,
    selection,
    subscriberId: row.subscriber_id,
    subscriberPublicId: row.reader,
    address: row.address,
    ...(row.name !== null && { name: row.name }),
    attempt: row.attempt + 1,
    expiresAt: row.expires_at,
    fence: row.fence + 1,
  };
}
