// Schema 1: papers with provenance, people, issues and the ledger.
import { type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule }): Promise<void> {
  const table = (name: string) => db.schema.createTable(name);
  const withId = (name: string) =>
    table(name).addColumn('id', 'integer', column => column.primaryKey().autoIncrement());

  await table('meta')
    .addColumn('id', 'integer', column => column.primaryKey().check(sql`id = 1`))
    .addColumn('schema', 'integer', column => column.notNull())
    .addColumn('min_reader', 'integer', column => column.notNull())
    .addColumn('instance_id', 'text', column => column.notNull())
    .execute();

  await withId('sources')
    .addColumn('source', 'text', column => column.notNull().unique())
    .addColumn('last_read_at', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('message', 'text')
    .execute();

  await withId('raw_documents')
    .addColumn('locator', 'text', column => column.notNull())
    .addColumn('fetched_at', 'text', column => column.notNull())
    .addColumn('media_type', 'text')
    .addColumn('sha256', 'text', column => column.notNull())
    .addColumn('bytes', 'blob', column => column.notNull())
    .execute();

  await db.schema
    .createIndex('raw_documents_seen')
    .unique()
    .on('raw_documents')
    .columns(['locator', 'sha256'])
    .execute();

  await withId('rejects')
    .addColumn('document_id', 'integer', column => column.notNull().references('raw_documents.id').onDelete('cascade'))
    .addColumn('line', 'integer')
    .addColumn('reason', 'text', column => column.notNull())
    .addColumn('excerpt', 'text', column => column.notNull())
    .execute();

  await withId('papers')
    .addColumn('facts', 'text', column => column.notNull())
    .addColumn('entered_at', 'text', column => column.notNull())
    .addColumn('merged_into', 'integer', column => column.references('papers.id'))
    .execute();
  await db.schema
    .createIndex('papers_merged')
    .on('papers')
    .column('merged_into')
    .where(sql.ref('merged_into'), 'is not', null)
    .execute();
  await db.schema.createIndex('papers_entered').on('papers').column('entered_at').execute();

  await table('paper_keys')
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('value', 'text', column => column.notNull())
    .addColumn('paper_id', 'integer', column => column.notNull().references('papers.id'))
    .addPrimaryKeyConstraint('paper_keys_pk', ['kind', 'value', 'paper_id'])
    .execute();
  // An arXiv id or DOI names one paper; a title may name several (design rule 1).
  await db.schema
    .createIndex('paper_keys_identity')
    .unique()
    .on('paper_keys')
    .columns(['kind', 'value'])
    .where(sql.ref('kind'), '<>', 'title')
    .execute();

  await withId('records')
    .addColumn('document_id', 'integer', column => column.notNull().references('raw_documents.id'))
    .addColumn('paper_id', 'integer', column => column.notNull().references('papers.id'))
    .addColumn('source', 'text', column => column.notNull())
    .addColumn('record', 'text', column => column.notNull())
    .execute();
  await db.schema.createIndex('records_paper').on('records').column('paper_id').execute();

  await table('snapshots')
    .addColumn('paper_id', 'integer', column => column.notNull().references('papers.id'))
    .addColumn('source', 'text', column => column.notNull())
    .addColumn('at', 'text', column => column.notNull())
    .addColumn('upvotes', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('snapshots_pk', ['paper_id', 'source', 'at'])
    .execute();

  await withId('subscribers')
    .addColumn('public_id', 'text', column => column.notNull().unique())
    .addColumn('address', 'text', column => column.notNull())
    .addColumn('address_key', 'text', column => column.notNull().unique())
    .addColumn('address_hmac', 'text', column => column.notNull())
    .addColumn('name', 'text')
    .addColumn('status', 'text', column => column.notNull())
    .addColumn('time_zone', 'text', column => column.notNull())
    .addColumn('send_at', 'text', column => column.notNull())
    .addColumn('days', 'text', column => column.notNull())
    .addColumn('papers_per_mail', 'integer', column => column.notNull())
    .addColumn('origin', 'text', column => column.notNull())
    .addColumn('listed', 'integer', column => column.notNull())
    .addColumn('created_at', 'text', column => column.notNull())
    .addColumn('next_due_at', 'text', column => column.notNull())
    .execute();
  await db.schema.createIndex('subscribers_due').on('subscribers').column('next_due_at').execute();

  await table('interests')
    .addColumn('subscriber_id', 'integer', column =>
      column.primaryKey().references('subscribers.id').onDelete('cascade'),
    )
    .addColumn('chosen', 'text', column => column.notNull())
    .execute();

  await withId('consents')
    .addColumn('subscriber_id', 'integer', column => column.notNull().references('subscribers.id').onDelete('cascade'))
    .addColumn('at', 'text', column => column.notNull())
    .addColumn('act', 'text', column => column.notNull())
    .addColumn('how', 'text', column => column.notNull())
    .execute();

  await table('suppressions')
    .addColumn('address_hmac', 'text', column => column.notNull())
    .addColumn('reason', 'text', column => column.notNull())
    .addColumn('at', 'text', column => column.notNull())
    .addColumn('lifted_at', 'text')
    .addPrimaryKeyConstraint('suppressions_pk', ['address_hmac', 'at'])
    .execute();

  await withId('batches')
    .addColumn('date', 'text', column => column.notNull())
    .addColumn('due_at', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('papers', 'text', column => column.notNull())
    .execute();

  await table('issues')
    .addColumn('date', 'text', column => column.primaryKey())
    .addColumn('batch_id', 'integer', column => column.notNull().references('batches.id'))
    .addColumn('front', 'text', column => column.notNull())
    .execute();

  await table('selections')
    .addColumn('batch_id', 'integer', column => column.notNull().references('batches.id'))
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('selection', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('selections_pk', ['batch_id', 'hash'])
    .execute();

  await withId('deliveries')
    .addColumn('public_id', 'text', column => column.notNull().unique())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('dedupe_key', 'text', column => column.notNull().unique())
    .addColumn('subscriber_id', 'integer', column => column.notNull().references('subscribers.id'))
    .addColumn('batch_id', 'integer', column => column.notNull().references('batches.id'))
    .addColumn('selection_hash', 'text')
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('skip_reason', 'text')
    .addColumn('worker', 'text')
    .addColumn('attempt', 'integer', column => column.notNull())
    .addColumn('fence', 'integer', column => column.notNull())
    .addColumn('next_at', 'text', column => column.notNull())
    .addColumn('composed_at', 'text')
    .addColumn('reply', 'text')
    .addColumn('mime_sha256', 'text')
    .addColumn('updated_at', 'text', column => column.notNull())
    .execute();
  await db.schema.createIndex('deliveries_due').on('deliveries').columns(['state', 'next_at']).execute();
  await db.schema
    .createIndex('deliveries_subscriber')
    .on('deliveries')
    .columns(['subscriber_id', 'batch_id'])
    .execute();
}
