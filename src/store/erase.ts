// Taking a person out: the row stays for the ledger, with nothing of the person in it, and the address is cut out of every text.
import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { addressSpellings, blotBytes, blotText } from '../domain/address-spellings.ts';
import { NO_INTERESTS } from '../domain/subscriber.ts';
import { WAITS } from './delivery-conditions.ts';
import type { Tables } from './tables.ts';

/** An unconfirmed address is kept for so long. */
const UNCONFIRMED_MS = 7 * 86_400_000;

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
    await pseudonymise(tx, row.id, now);
    await tx.deleteFrom('bounce_points').where('address_hmac', '=', hmac).execute();
    // A keyed hash stays, so that no list brings the address back.
    await tx
      .insertInto('suppressions')
      .values({ address_hmac: hmac, reason: 'erased', at: now.toISOString(), lifted_at: null, detail: null })
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
  await blotEverywhere(tx, addressSpellings([address, key, ...(row ? [row.address] : [])]));
  return row !== undefined;
}

/** Whoever did not confirm in seven days. @returns how many */
export async function eraseUnconfirmed(db: Kysely<Tables>, now: Date): Promise<number> {
  const stale = await db
    .selectFrom('subscribers')
    .select(['id', 'address', 'address_key'])
    .where('status', '=', 'unconfirmed')
    .where('erased_at', 'is', null)
    .where('created_at', '<', new Date(now.getTime() - UNCONFIRMED_MS).toISOString())
    .execute();
  for (const { id, address, address_key } of stale)
    await db.transaction().execute(async tx => {
      await pseudonymise(tx, id, now);
      await blotEverywhere(tx, addressSpellings([address, address_key]));
    });
  return stale.length;
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

async function pseudonymise(tx: Kysely<Tables>, id: number, now: Date): Promise<void> {
  const nobody = `erased-${id}@erased.invalid`;
  await tx
    .updateTable('subscribers')
    .set({
      public_id: randomBytes(12).toString('base64url'),
      address: nobody,
      address_key: nobody,
      address_hmac: randomBytes(32).toString('base64url'),
      name: null,
      status: 'unsubscribed',
      time_zone: 'UTC',
      send_at: '00:00',
      days: 'daily',
      papers_per_mail: 1,
      layout: 'full',
      origin: 'erased',
      listed: 0,
      paused_until: null,
      managed: 0,
      own_fields: '[]',
      erased_at: now.toISOString(),
    })
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('interests')
    .set({ chosen: JSON.stringify(NO_INTERESTS) })
    .where('subscriber_id', '=', id)
    .execute();
  for (const table of ['consents', 'opinions', 'learning'] as const)
    await tx.deleteFrom(table).where('subscriber_id', '=', id).execute();
  await tx.updateTable('deliveries').set({ reply: null, mailbox_mark: null }).where('subscriber_id', '=', id).execute();
  await sql`update deliveries set state = 'suppressed', skip_reason = null, updated_at = ${now.toISOString()}
    where subscriber_id = ${id} and ${WAITS}`.execute(tx);
}

/** In every column of every table, since an address may stand in a server's answer, a rejected record, or a document. */
async function blotEverywhere(tx: Kysely<Tables>, spellings: readonly string[]): Promise<void> {
  for (const { name, columns } of await tx.introspection.getTables())
    for (const { name: column, dataType } of columns) {
      if (!/^(?:text|blob)$/i.test(dataType)) continue;
      const [table, cell] = [sql.table(name), sql.ref(column)];
      const holds = sql.join(
        spellings.map(spelling => sql`instr(lower(cast(${cell} as text)), ${spelling}) > 0`),
        sql` or `,
      );
      const { rows } = await sql<{ cell: string | Uint8Array }>`
        select distinct ${cell} as cell from ${table} where ${holds}`.execute(tx);
      for (const { cell: before } of rows) {
        const after = typeof before === 'string' ? blotText(before, spellings) : blotBytes(before, spellings);
        await sql`update ${table} set ${cell} = ${after} where ${cell} = ${before}`.execute(tx);
      }
    }
}
