// Schema 4: what an operator decided by hand about papers: hidden ones, and pairs that are two works however alike.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  await db.schema.alterTable('papers').addColumn('hidden_at', 'text').execute();
  await db.schema
    .createTable('papers_apart')
    .addColumn('paper_id', 'integer', column => column.notNull().references('papers.id'))
    .addColumn('other_id', 'integer', column => column.notNull().references('papers.id'))
    .addPrimaryKeyConstraint('papers_apart_pk', ['paper_id', 'other_id'])
    .addCheckConstraint('papers_apart_order', sql`paper_id < other_id`)
    .execute();
  await db.schema.createIndex('papers_apart_other').on('papers_apart').column('other_id').execute();

  // The rules that make keys have changed: they are worked out anew.
  await sql`update papers set keyed = 0`.execute(db);
}
