// Schema 5: what readers said about papers, and how much of it may be used.
import type { SchemaModule } from 'kysely';

export async function up(db: { schema: SchemaModule }): Promise<void> {
  await db.schema
    .createTable('opinions')
    .addColumn('subscriber_id', 'integer', column => column.notNull().references('subscribers.id'))
    .addColumn('paper_id', 'integer', column => column.notNull().references('papers.id'))
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('at', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('opinions_key', ['subscriber_id', 'paper_id'])
    .execute();

  await db.schema
    .createTable('learning')
    .addColumn('subscriber_id', 'integer', column => column.primaryKey().references('subscribers.id'))
    .addColumn('is_on', 'integer', column => column.notNull())
    .addColumn('dropped', 'text', column => column.notNull())
    .execute();
}
