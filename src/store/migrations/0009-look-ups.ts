// Schema 9: which batch was the last and which is being planned, who never confirmed, and what somebody agreed to, without a look
// at all rows.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  await db.schema.createIndex('batches_due').on('batches').columns(['due_at', 'state']).execute();
  await sql`create index batches_planning on batches (id) where state = 'planning'`.execute(db);
  await db.schema.createIndex('consents_subscriber').on('consents').column('subscriber_id').execute();
  await sql`create index subscribers_unconfirmed on subscribers (created_at)
    where status = 'unconfirmed' and erased_at is null`.execute(db);
}
