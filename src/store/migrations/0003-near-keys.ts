// Schema 3: keys that near-duplicates share; every paper that was there before gets them when sources are next read.
import { type SchemaModule, sql } from 'kysely';

export async function up(db: { schema: SchemaModule }): Promise<void> {
  // An arXiv id or DOI names one paper; a title, or a piece of one, may be that of several.
  await db.schema.dropIndex('paper_keys_identity').execute();
  await db.schema
    .createIndex('paper_keys_identity')
    .unique()
    .on('paper_keys')
    .columns(['kind', 'value'])
    .where(sql.ref('kind'), 'in', ['arxiv', 'doi'])
    .execute();

  // The keys follow from the facts, by rules that are not the store's: the pipeline works them out.
  await db.schema
    .alterTable('papers')
    .addColumn('keyed', 'integer', column => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('papers_unkeyed').on('papers').column('id').where(sql.ref('keyed'), '=', 0).execute();
}
