// Schema 9: which batch was the last, and which is being planned, without a look at all of them.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  await db.schema.createIndex('batches_due').on('batches').columns(['due_at', 'state']).execute();
  await sql`create index batches_planning on batches (id) where state = 'planning'`.execute(db);
}
