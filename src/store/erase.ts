// Taking a person out: the row stays for the ledger, with nothing of the person in it, and the address is cut out of every text.
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { addressSpellings, blotBytes, blotText, type Spelling } from '../domain/address-spellings.ts';
import { NO_INTERESTS } from '../domain/subscriber.ts';
import { WAITS } from './delivery-conditions.ts';
import { jsonRows, jsonValues } from './json-rows.ts';
import type { Tables } from './tables.ts';

/** An unconfirmed address is kept for so long. */
const UNCONFIRMED_MS = 7 * 86_400_000;
const ROWS_PER_TRANSACTION = 1000;

/** @returns whether the address was a subscriber's */
export async function erase(
  tx: Kysely<Tables>,
  { address, key, hmac, now }: { address: string; key: string; hmac: string; now: Date },
): Promise<boolean> {
  const row = await tx
    .selectFrom('subscribers')
    .select(['id', 'address'])
    .where('address_key', '=', key)
    .executeTakeFirst();
  if (row) {
    await pseudonymise(tx, [row.id], now);
    await tx.deleteFrom('bounce_points').where('address_hmac', '=', hmac).execute();
    // A keyed hash stays, so that no list brings the address back.
    await tx
      .insertInto('suppressions')
      .values({ address_hmac: hmac, reason: 'erased', at: now.toISOString(), lifted_at: null, detail: null })
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
  await tx.deleteFrom('letters').where('address_hmac', '=', hmac).execute();
  await blotEverywhere(tx, addressSpellings([address, key, ...(row ? [row.address] : [])]));
  return row !== undefined;
}

/** Whoever did not confirm in seven days; to them no newsletter went whose traces had to be looked for. @returns how many */
export async function eraseUnconfirmed(db: Kysely<Tables>, now: Date): Promise<number> {
  const createdBefore = new Date(now.getTime() - UNCONFIRMED_MS).toISOString();
  for (let erased = 0; ; ) {
    const page = await db.transaction().execute(async tx => {
      const stale = await tx
        .selectFrom('subscribers')
        .select('id')
        .where(sql<boolean>`status = 'unconfirmed' and erased_at is null`)
        .where('created_at', '<', createdBefore)
        .limit(ROWS_PER_TRANSACTION)
        .execute();
      const ids = stale.map(({ id }) => id);
      await pseudonymise(tx, ids, now);
      return ids.length;
    });
    erased += page;
    if (page < ROWS_PER_TRANSACTION) return erased;
  }
}

/**
 * Makes the file forget what was taken out: freed pages and the write-ahead log hold it until then.
 * @returns false where another process has the database open and keeps the log
 */
export async function scrub(db: Kysely<Tables>): Promise<boolean> {
  await sql`vacuum`.execute(db);
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}

async function pseudonymise(tx: Kysely<Tables>, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const at = now.toISOString();
  const strangers = ids.map(id => [
    id,
    randomBytes(12).toString('base64url'),
    `erased-${id}@erased.invalid`,
    randomBytes(32).toString('base64url'),
  ]);
  const columns = ['id', 'public_id', 'address', 'address_hmac'];
  await sql`update subscribers set
      public_id = stranger.public_id, address = stranger.address, address_key = stranger.address,
      address_hmac = stranger.address_hmac, name = null, status = 'unsubscribed', time_zone = 'UTC', send_at = '00:00',
      days = 'daily', papers_per_mail = 1, layout = 'full', origin = 'erased', listed = 0, paused_until = null,
      managed = 0, own_fields = '[]', erased_at = ${at}
    from ${jsonRows(columns, strangers)} as stranger where subscribers.id = stranger.id`.execute(tx);
  const theirs = sql<boolean>`subscriber_id in ${jsonValues(ids)}`;
  await tx
    .updateTable('interests')
    .set({ chosen: JSON.stringify(NO_INTERESTS) })
    .where(theirs)
    .execute();
  for (const table of ['consents', 'opinions', 'learning'] as const) await tx.deleteFrom(table).where(theirs).execute();
  await tx.updateTable('deliveries').set({ reply: null, mailbox_mark: null }).where(theirs).execute();
  await sql`update deliveries set state = 'suppressed', skip_reason = null, updated_at = ${at}
    where ${theirs} and ${WAITS}`.execute(tx);
}

/** In every column of every table, since an address may stand in a server's answer, a rejected record, or a document. */
async function blotEverywhere(tx: Kysely<Tables>, spellings: readonly Spelling[]): Promise<void> {
  for (const { name, columns } of await tx.introspection.getTables())
    for (const { name: column, dataType } of columns) {
      // The search index follows from the papers, by triggers; its own tables are SQLite's.
      if (name.startsWith('paper_search')) continue;
      // What tells subscribers apart is the row's own, and rewritten there.
      if (!/^(?:text|blob)$/i.test(dataType) || (name === 'subscribers' && column.startsWith('address'))) continue;
      const [table, cell] = [sql.table(name), sql.ref(column)];
      const holds = sql.join(
        spellings.map(({ text }) => sql`instr(lower(cast(${cell} as text)), ${text}) > 0`),
        sql` or `,
      );
      const { rows } = await sql<{ cell: string | Uint8Array }>`
        select distinct ${cell} as cell from ${table} where ${holds}`.execute(tx);
      for (const { cell: before } of rows) {
        const after = typeof before === 'string' ? blotText(before, spellings) : blotBytes(before, spellings);
        if (after !== before) await sql`update ${table} set ${cell} = ${after} where ${cell} = ${before}`.execute(tx);
      }
    }
}
