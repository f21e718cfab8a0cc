// Schema 8: whose word counts for a person kept in a file, the wording of a consent, and people who were erased.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  const subscribers = db.schema.alterTable('subscribers');
  await subscribers.addColumn('managed', 'integer', column => column.notNull().defaultTo(0)).execute();
  await subscribers.addColumn('own_fields', 'text', column => column.notNull().defaultTo('[]')).execute();
  await subscribers.addColumn('erased_at', 'text').execute();
  await db.schema.alterTable('consents').addColumn('wording', 'text').execute();

  // Asked every few seconds: whoever left must not be in the way.
  await db.schema.dropIndex('subscribers_due').execute();
  await sql`create index subscribers_due on subscribers (next_due_at) where status = 'confirmed' and listed = 1`.execute(
    db,
  );
}
