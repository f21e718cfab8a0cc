// Schema 7: leases, mails that go stale, canaries, issues on hold, the pace of recipient domains, soft bounces.
import { type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void> {
  const deliveries = db.schema.alterTable('deliveries');
  await deliveries.addColumn('lease_until', 'text').execute();
  // What an older program planned never goes stale.
  await deliveries
    .addColumn('expires_at', 'text', column => column.notNull().defaultTo('9999-12-31T23:59:59.999Z'))
    .execute();

  // Every message changes its state three times: an index holds no more rows than it must, and leads to few at a time.
  await db.schema.dropIndex('deliveries_due').execute();
  await sql`create index deliveries_due on deliveries (next_at, batch_id) where state in ('pending', 'deferred')`.execute(
    db,
  );
  await sql`create index deliveries_held on deliveries (lease_until) where state in ('claimed', 'committing')`.execute(
    db,
  );
  await db.schema.createIndex('deliveries_changed').on('deliveries').columns(['updated_at', 'state']).execute();
  await db.schema.createIndex('deliveries_batch').on('deliveries').column('batch_id').execute();

  const batches = db.schema.alterTable('batches');
  await batches.addColumn('canary', 'text', column => column.notNull().defaultTo('off')).execute();
  await batches.addColumn('held_for', 'text').execute();
  // The papers of a batch lie between its key and these columns.
  await db.schema
    .createIndex('batches_canary')
    .on('batches')
    .column('id')
    .where(sql.ref('canary'), '=', 'open')
    .execute();
  await db.schema
    .createIndex('batches_not_ready')
    .on('batches')
    .column('id')
    .where(sql.ref('state'), '<>', 'ready')
    .execute();
  await db.schema.createIndex('batches_date').on('batches').column('date').execute();

  await db.schema
    .createTable('domain_paces')
    .addColumn('domain', 'text', column => column.primaryKey())
    .addColumn('next_at', 'text', column => column.notNull())
    .addColumn('paused_until', 'text')
    .addColumn('pauses', 'integer', column => column.notNull())
    .addColumn('reply', 'text')
    .execute();

  await db.schema.alterTable('suppressions').addColumn('detail', 'text').execute();
  await sql`delete from suppressions where lifted_at is null and exists (
    select 1 from suppressions as earlier
    where earlier.address_hmac = suppressions.address_hmac and earlier.lifted_at is null and earlier.at < suppressions.at)`.execute(
    db,
  );
  await db.schema
    .createIndex('suppressions_standing')
    .unique()
    .on('suppressions')
    .column('address_hmac')
    .where(sql.ref('lifted_at'), 'is', null)
    .execute();
  await db.schema.createIndex('subscribers_hmac').on('subscribers').column('address_hmac').execute();

  await db.schema
    .createTable('bounce_points')
    .addColumn('address_hmac', 'text', column => column.notNull())
    .addColumn('date', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('bounce_points_key', ['address_hmac', 'date'])
    .execute();
}
