// Schema 2: how each source stands, documents kept before they are read, quiet days, categories asked for once.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  // What was known of a source is learnt anew with its next reading.
  await db.schema.dropTable('sources').execute();
  await db.schema
    .createTable('sources')
    .addColumn('source', 'text', column => column.primaryKey())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('since', 'text', column => column.notNull())
    .addColumn('last_read_at', 'text', column => column.notNull())
    .addColumn('settled_at', 'text')
    .addColumn('papers', 'integer', column => column.notNull())
    .addColumn('message', 'text')
    .addColumn('not_before', 'text')
    .addColumn('highest_id', 'text')
    .execute();

  const documents = db.schema.alterTable('raw_documents');
  await documents.addColumn('source', 'text').execute();
  await documents.addColumn('charset', 'text').execute();
  await documents.addColumn('etag', 'text').execute();
  await documents.addColumn('last_modified', 'text').execute();
  await documents.addColumn('seen_at', 'text').execute();
  await documents.addColumn('read_at', 'text').execute();
  await documents.addColumn('failure', 'text').execute();
  for (const count of ['parsed', 'known', 'rejected']) await documents.addColumn(count, 'integer').execute();
  await sql`update raw_documents set source = locator, seen_at = fetched_at, read_at = fetched_at`.execute(db);
  await db.schema
    .createIndex('raw_documents_unread')
    .on('raw_documents')
    .column('id')
    .where(sql.ref('read_at'), 'is', null)
    .execute();

  // A document is read in pieces, and a piece that is read again after a crash adds nothing.
  await db.schema.alterTable('records').addColumn('position', 'integer').execute();
  await db.schema.createIndex('records_position').unique().on('records').columns(['document_id', 'position']).execute();

  await db.schema.alterTable('papers').addColumn('looked_up_at', 'text').execute();
  await db.schema.alterTable('batches').addColumn('quiet', 'text').execute();
}
