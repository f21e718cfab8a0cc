// Schema 6: layouts and pauses of readers, what became of papers, what a mail was called and made with.
import type { SchemaModule } from 'kysely';

export async function up(db: { schema: SchemaModule }): Promise<void> {
  const subscribers = db.schema.alterTable('subscribers');
  await subscribers.addColumn('layout', 'text', column => column.notNull().defaultTo('full')).execute();
  await subscribers.addColumn('paused_until', 'text').execute();

  const deliveries = db.schema.alterTable('deliveries');
  for (const column of ['subject', 'look', 'token_kid', 'mailbox_mark'])
    await deliveries.addColumn(column, 'text').execute();

  await db.schema
    .createTable('paper_news')
    .addColumn('paper_id', 'integer', column => column.notNull().references('papers.id'))
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('value', 'integer', column => column.notNull())
    .addColumn('at', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('paper_news_key', ['paper_id', 'kind', 'value'])
    .execute();
  await db.schema.createIndex('paper_news_at').on('paper_news').column('at').execute();

  await db.schema
    .createTable('blobs')
    .addColumn('sha256', 'text', column => column.primaryKey())
    .addColumn('bytes', 'blob', column => column.notNull())
    .execute();
}
