// How many sources showed a paper, counted over its records and those of the papers merged into it.
import { type Kysely, sql } from 'kysely';
import { CATEGORY_LOOK_UP, countSources, type RecordOrigin } from '../domain/source.ts';
import type { Tables } from './tables.ts';

const MAX_PARAMETERS = 500;

/** By paper; one of which no source told anything is absent. */
export async function sourcesOf(db: Kysely<Tables>, paperIds: readonly number[]): Promise<Map<number, number>> {
  const sources = new Map<number, number>();
  for (let start = 0; start < paperIds.length; start += MAX_PARAMETERS) {
    const origins = await originsOf(db, paperIds.slice(start, start + MAX_PARAMETERS));
    for (const [id, told] of Map.groupBy(origins, ({ id }) => id)) sources.set(id, countSources(told));
  }
  return sources;
}

interface PaperOrigin extends RecordOrigin {
  /** The surviving paper. */
  id: number;
}

/** Two questions, since one with `or` would read all rows. */
async function originsOf(db: Kysely<Tables>, ids: readonly number[]): Promise<PaperOrigin[]> {
  const records = db
    .selectFrom('records')
    .select(['records.source as format', 'document_id'])
    .select(sql<number>`json_extract(record, '$.upvotes') is not null`.as('has_upvotes'))
    .where('records.source', '<>', CATEGORY_LOOK_UP)
    .distinct();
  const own = await records.select('paper_id as id').where('paper_id', 'in', ids).execute();
  const merged = await records
    .innerJoin('papers', 'papers.id', 'records.paper_id')
    .select(({ ref }) => ref('papers.merged_into').$notNull().as('id'))
    .where('papers.merged_into', 'in', ids)
    .execute();
  const rows = [...own, ...merged];
  const sources = await sourcesOfDocuments(db, new Set(rows.map(({ document_id }) => document_id)));
  return rows.map(({ id, format, document_id, has_upvotes }) => {
    return { id, format, source: sources.get(document_id), hasUpvotes: Boolean(has_upvotes) };
  });
}

/** Each document is asked once: its row holds the whole digest, which is dear to read past. */
async function sourcesOfDocuments(db: Kysely<Tables>, ids: ReadonlySet<number>): Promise<Map<number, string>> {
  const sources = new Map<number, string>();
  const all = [...ids];
  for (let start = 0; start < all.length; start += MAX_PARAMETERS) {
    const rows = await db
      .selectFrom('raw_documents')
      .select(['id', 'source', 'locator'])
      .where('id', 'in', all.slice(start, start + MAX_PARAMETERS))
      .execute();
    for (const { id, source, locator } of rows) sources.set(id, source ?? locator);
  }
  return sources;
}
