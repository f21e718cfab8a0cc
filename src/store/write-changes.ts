// What many connections learnt at about the same time, written down in one transaction.
import type { KeyObject } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CommitAnswer, DeliveryState, LedgerChanges } from '../domain/delivery.ts';
import { IS_HELD, isOfBatch, mayGetMail, NOBODYS, WAITING_AGAIN } from './delivery-conditions.ts';
import { jsonRows } from './json-rows.ts';
import { mailboxMark } from './mailbox-mark.ts';
import type { Tables } from './tables.ts';

/** @param addressKey HMAC key of what must be told apart and not read */
export function writeChanges(
  db: Kysely<Tables>,
  addressKey: KeyObject,
  changes: LedgerChanges,
  now: Date,
): Promise<ReadonlyMap<number, CommitAnswer>> {
  return db.transaction().execute(async tx => {
    // Whoever has bounced just now gets nothing more out of the same group.
    await settle(tx, changes.settled, now);
    await release(tx, changes.released, now);
    return commit(tx, addressKey, changes.commits, now);
  });
}

type Settled = LedgerChanges['settled'];

async function settle(tx: Kysely<Tables>, settled: Settled, now: Date): Promise<void> {
  if (settled.length === 0) return;
  await suppressHardBounces(tx, settled, now);
  const at = now.toISOString();
  const rows = settled.map(change => {
    const { row, verdict, retryAt } = change;
    return [row.id, row.fence, stateAfter(change), verdict.reply, retryAt?.toISOString() ?? null];
  });
  const becomes = jsonRows(['id', 'fence', 'state', 'reply', 'next_at'], rows);
  const isDropped = sql`change.state = 'deferred' and ${isOfBatch('cancelled')}`;
  await sql`update deliveries set
      state = case when ${isDropped} then 'skipped' else change.state end,
      skip_reason = case when ${isDropped} then 'cancelled' end,
      reply = change.reply, next_at = coalesce(change.next_at, ${at}), updated_at = ${at}, ${NOBODYS}
    from ${becomes} as change
    where deliveries.id = change.id and ${isAnswered('change')}`.execute(tx);
}

/**
 * The claim still holds, or its message was under way when the claim ended: the answer was given up, and has come after all.
 * @param change a table with the fence of the claim
 */
function isAnswered(change: string): RawBuilder<boolean> {
  const fence = sql.ref(`${change}.fence`);
  return sql`((deliveries.fence = ${fence} and ${IS_HELD})
    or (deliveries.fence = ${fence} + 1 and deliveries.state = 'uncertain'))`;
}

function stateAfter({ verdict, retryAt }: Settled[number]): DeliveryState {
  return verdict.kind === 'deferred' && !retryAt ? 'failed' : verdict.kind;
}

async function suppressHardBounces(tx: Kysely<Tables>, settled: Settled, now: Date): Promise<void> {
  const hard = settled.filter(({ verdict }) => verdict.kind === 'failed' && verdict.hard);
  if (hard.length === 0) return;
  const rows = hard.map(({ row, verdict }) => [row.id, row.fence, verdict.reply]);
  await sql`insert into suppressions (address_hmac, reason, at, detail)
    select address_hmac, 'hard bounce', ${now.toISOString()}, bounce.reply
    from ${jsonRows(['id', 'fence', 'reply'], rows)} as bounce
    join deliveries on deliveries.id = bounce.id
    join subscribers on subscribers.id = deliveries.subscriber_id
    where ${isAnswered('bounce')}
    on conflict do nothing`.execute(tx);
}

async function release(tx: Kysely<Tables>, released: LedgerChanges['released'], now: Date): Promise<void> {
  if (released.length === 0) return;
  const rows = released.map(({ row, nextAt }) => [row.id, row.fence, nextAt?.toISOString() ?? null]);
  await sql`update deliveries set
      state = ${WAITING_AGAIN.state}, skip_reason = ${WAITING_AGAIN.skipReason}, attempt = attempt - 1,
      next_at = coalesce(change.next_at, deliveries.next_at), updated_at = ${now.toISOString()}, ${NOBODYS}
    from ${jsonRows(['id', 'fence', 'next_at'], rows)} as change
    where deliveries.id = change.id and deliveries.fence = change.fence and deliveries.state = 'claimed'`.execute(tx);
}

type Commits = LedgerChanges['commits'];

async function commit(
  tx: Kysely<Tables>,
  addressKey: KeyObject,
  commits: Commits,
  now: Date,
): Promise<Map<number, CommitAnswer>> {
  const answers = new Map<number, CommitAnswer>();
  if (commits.length === 0) return answers;
  const rows = commits.map(({ row, composed }) => [
    row.id,
    row.fence,
    composed.at.toISOString(),
    composed.mimeSha256,
    composed.look,
    composed.tokenKid,
    mailboxMark(addressKey, row),
  ]);
  const columns = ['id', 'fence', 'composed_at', 'mime_sha256', 'look', 'token_kid', 'mailbox_mark'];
  const committed = await sql<{ id: number }>`update deliveries set
      state = 'committing', composed_at = change.composed_at, mime_sha256 = change.mime_sha256, look = change.look,
      token_kid = change.token_kid, mailbox_mark = change.mailbox_mark, updated_at = ${now.toISOString()}
    from ${jsonRows(columns, rows)} as change
    where deliveries.id = change.id and deliveries.fence = change.fence and deliveries.state = 'claimed'
      and ${isOfBatch('ready')} and ${mayGetMail(now)}
    returning deliveries.id`.execute(tx);
  for (const { id } of committed.rows) answers.set(id, 'go');
  const refused = commits.filter(({ row }) => !answers.has(row.id));
  for (const { id, answer } of await refuse(tx, refused, now)) answers.set(id, answer);
  return answers;
}

/** What nothing may be sent for, with why; the rows are put where they belong. */
async function refuse(
  tx: Kysely<Tables>,
  commits: Commits,
  now: Date,
): Promise<{ id: number; answer: Exclude<CommitAnswer, 'go'> }[]> {
  if (commits.length === 0) return [];
  const rows = commits.map(({ row }) => [row.id, row.fence]);
  const refused = await sql<{ id: number; answer: 'left' | 'held' | 'lost' }>`
    select change.id, case
      when deliveries.id is null then 'lost' when ${mayGetMail(now)} then 'held' else 'left' end as answer
    from ${jsonRows(['id', 'fence'], rows)} as change
    left join deliveries on deliveries.id = change.id and deliveries.fence = change.fence
      and deliveries.state = 'claimed'`.execute(tx);
  const answers = refused.rows.filter(({ answer }) => answer !== 'lost').map(({ id, answer }) => [id, answer]);
  if (answers.length === 0) return refused.rows;
  await sql`update deliveries set
      state = case change.answer when 'left' then 'suppressed' else ${WAITING_AGAIN.state} end,
      skip_reason = case change.answer when 'held' then ${WAITING_AGAIN.skipReason} end,
      attempt = attempt - 1, updated_at = ${now.toISOString()}, ${NOBODYS}
    from ${jsonRows(['id', 'answer'], answers)} as change
    where deliveries.id = change.id`.execute(tx);
  return refused.rows;
}
