// Schema 10: letters that people ask for on a page.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  await db.schema
    .createTable('letters')
    .addColumn('id', 'integer', column => column.primaryKey().autoIncrement())
    .addColumn('public_id', 'text', column => column.notNull().unique())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('address', 'text', column => column.notNull())
    .addColumn('address_hmac', 'text', column => column.notNull())
    .addColumn('act', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('asked_at', 'text', column => column.notNull())
    .addColumn('expires_at', 'text', column => column.notNull())
    .addColumn('next_at', 'text', column => column.notNull())
    .addColumn('trusted', 'integer', column => column.notNull())
    .addColumn('attempt', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('sent_at', 'text')
    .addColumn('answered_at', 'text')
    .addColumn('reply', 'text')
    .execute();
  await sql`create index letters_waiting on letters (next_at) where state = 'waiting'`.execute(db);
  await sql`create index letters_address on letters (address_hmac, id)`.execute(db);
  await sql`create index letters_sent on letters (sent_at)`.execute(db);
}
