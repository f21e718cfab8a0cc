// Papers, their keys, their provenance and their timed upvotes.
import { type Kysely, sql } from 'kysely';
import type { PaperKey } from '../domain/keys.ts';
import type { Candidate, Paper, PaperFacts, Upvotes } from '../domain/paper.ts';
import type { PaperStore, PaperWriter } from '../domain/ports.ts';
import { CATEGORY_LOOK_UP } from '../domain/source.ts';
import { addKeys, idsByKeys } from './paper-keys.ts';
import type { Tables } from './tables.ts';

/** Who waits for the lock looks for it every tenth of a second at the latest. */
const GIVE_WAY_MS = 25;

export function paperStore(db: Kysely<Tables>): PaperStore {
  return {
    write: work => db.transaction().execute(tx => work(paperWriter(tx))),

    giveWay: () => new Promise(resolve => setTimeout(resolve, GIVE_WAY_MS)),

    async enteredBetween(from, until) {
      const rows = await db
        .selectFrom('papers')
        .select(['id', 'facts', 'entered_at'])
        .where('merged_into', 'is', null)
        .where('entered_at', '>=', from.toISOString())
        .where('entered_at', '<', until.toISOString())
        .orderBy('id')
        .execute();
      const sources = await db
        .selectFrom('records')
        .innerJoin('papers', 'papers.id', 'records.paper_id')
        .select(({ fn }) => ['paper_id', fn.count<number>('source').distinct().as('sources')])
        .where('entered_at', '>=', from.toISOString())
        .where('records.source', '<>', CATEGORY_LOOK_UP)
        .groupBy('paper_id')
        .execute();
      const sourcesOf = new Map(sources.map(row => [row.paper_id, Number(row.sources)]));
      const papers = await withUpvotes(db, rows);
      return papers.map(paper => ({ ...paper, sources: sourcesOf.get(paper.id) ?? 0 }));
    },

    async withoutCategories(enteredSince, askedBefore) {
      const rows = await db
        .selectFrom('papers')
        .innerJoin('paper_keys', 'paper_keys.paper_id', 'papers.id')
        .select('paper_keys.value')
        .where('paper_keys.kind', '=', 'arxiv')
        .where('merged_into', 'is', null)
        .where('entered_at', '>=', enteredSince.toISOString())
        .where(sql<boolean>`json_extract(facts, '$.categories') is null`)
        .where(({ eb, or }) => or([eb('looked_up_at', 'is', null), eb('looked_up_at', '<', askedBefore.toISOString())]))
        .orderBy('papers.id')
        .execute();
      return rows.map(({ value }) => value);
    },

    async withoutKeys(limit) {
      const unkeyed = await db
        .selectFrom('papers')
        .select(['id', 'facts'])
        .where(sql<boolean>`keyed = 0`)
        .limit(limit)
        .execute();
      if (unkeyed.length === 0) return [];
      const records = await db
        .selectFrom('records')
        .select(['paper_id', 'record'])
        .where(
          'paper_id',
          'in',
          unkeyed.map(({ id }) => id),
        )
        .execute();
      const recordsOf = Map.groupBy(records, record => record.paper_id);
      return unkeyed.map(({ id, facts }) => {
        const texts = [facts, ...(recordsOf.get(id) ?? []).map(({ record }) => record)];
        return { id, facts: texts.map(text => JSON.parse(text) as PaperFacts) };
      });
    },

    async markLookedUp(arxivIds, now) {
      await db
        .updateTable('papers')
        .set({ looked_up_at: now.toISOString() })
        .where('id', 'in', query =>
          query.selectFrom('paper_keys').select('paper_id').where('kind', '=', 'arxiv').where('value', 'in', arxivIds),
        )
        .execute();
    },
  };
}

/** One paper by its row id, the surviving one where it was merged. */
export async function paperById(db: Kysely<Tables>, id: number): Promise<Paper | undefined> {
  const rows = await db
    .selectFrom('papers as asked')
    .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(asked.merged_into, asked.id)`))
    .select(['papers.id', 'papers.facts', 'papers.entered_at'])
    .where('asked.id', '=', id)
    .execute();
  return (await withUpvotes(db, rows))[0];
}

/** Live papers that have one of the keys, likeliest first, with their upvotes. */
export async function papersByKeys(db: Kysely<Tables>, keys: readonly PaperKey[]): Promise<Paper[]> {
  return withUpvotes(db, await rowsByKeys(db, keys));
}

async function rowsByKeys(db: Kysely<Tables>, keys: readonly PaperKey[]): Promise<PaperRow[]> {
  const ids = await idsByKeys(db, keys);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('papers as keyed')
    .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(keyed.merged_into, keyed.id)`))
    .select(['keyed.id as found', 'papers.id', 'papers.facts', 'papers.entered_at'])
    .where('keyed.id', 'in', ids)
    .execute();
  rows.sort((a, b) => ids.indexOf(a.found) - ids.indexOf(b.found));
  const live = new Map(rows.map(row => [row.id, row]));
  return [...live.values()];
}

function paperWriter(tx: Kysely<Tables>): PaperWriter {
  return {
    findByKeys: async keys => (await rowsByKeys(tx, keys)).map(row => paperOf(row)),

    async insert(facts, enteredAt, keys) {
      const { id } = await tx
        .insertInto('papers')
        .values({ facts: factsJson(facts), entered_at: enteredAt, merged_into: null, looked_up_at: null, keyed: 1 })
        .returning('id')
        .executeTakeFirstOrThrow();
      await addKeys(tx, id, keys);
      return id;
    },

    async update(paperId, facts, keys) {
      await tx
        .updateTable('papers')
        .set({ facts: factsJson(facts) })
        .where('id', '=', paperId)
        .execute();
      await addKeys(tx, paperId, keys);
    },

    async setKeys(paperId, keys) {
      await addKeys(tx, paperId, keys);
      await tx.updateTable('papers').set({ keyed: 1 }).where('id', '=', paperId).execute();
    },

    async mergeInto(loserId, winnerId) {
      await tx
        .updateTable('papers')
        .set({ merged_into: winnerId })
        .where(({ eb, or }) => or([eb('id', '=', loserId), eb('merged_into', '=', loserId)]))
        .execute();
    },

    async addRecord({ documentId, position }, paperId: number, record: Candidate) {
      const source = record.source ?? 'unknown';
      await tx
        .insertInto('records')
        .values({ document_id: documentId, position, paper_id: paperId, source, record: JSON.stringify(record) })
        .onConflict(conflict => conflict.doNothing())
        .execute();
      for (const { at, count } of record.upvotes ?? []) {
        await tx
          .insertInto('snapshots')
          .values({ paper_id: paperId, source, at, upvotes: count })
          .onConflict(conflict => conflict.doNothing())
          .execute();
      }
    },

    async markRead(documentId, { rejects, ...counts }, now) {
      // Read once before, in the same bytes: what is wrong with them is known.
      await tx.deleteFrom('rejects').where('document_id', '=', documentId).execute();
      for (const { line, reason, excerpt } of rejects) {
        await tx
          .insertInto('rejects')
          .values({ document_id: documentId, line: line ?? null, reason, excerpt })
          .execute();
      }
      await tx
        .updateTable('raw_documents')
        .set({ ...counts, read_at: now.toISOString(), failure: null })
        .where('id', '=', documentId)
        .execute();
    },
  };
}

function factsJson({ upvotes: _, ...facts }: PaperFacts): string {
  return JSON.stringify(facts);
}

interface PaperRow {
  id: number;
  facts: string;
  entered_at: string;
}

const MAX_PARAMETERS = 500;

async function withUpvotes(db: Kysely<Tables>, rows: readonly PaperRow[]): Promise<Paper[]> {
  const upvotes = new Map<number, Upvotes[]>();
  for (let start = 0; start < rows.length; start += MAX_PARAMETERS) {
    const ids = rows.slice(start, start + MAX_PARAMETERS).map(row => row.id);
    for (const [id, counts] of Map.groupBy(await countsOf(db, ids), ({ id }) => id))
      upvotes.set(id, highestByTime(counts));
  }
  return rows.map(row => paperOf(row, upvotes.get(row.id)));
}

function paperOf({ id, facts, entered_at: enteredAt }: PaperRow, upvotes?: Upvotes[]): Paper {
  return { ...(JSON.parse(facts) as PaperFacts), ...(upvotes && { upvotes }), id, enteredAt };
}

interface TimedCount extends Upvotes {
  /** The surviving paper. */
  id: number;
}

/** Every count of these papers and of those merged into them. Two questions, since one with `or` would read all rows. */
async function countsOf(db: Kysely<Tables>, ids: readonly number[]): Promise<TimedCount[]> {
  const own = await db
    .selectFrom('snapshots')
    .select(['paper_id as id', 'at', 'upvotes as count'])
    .where('paper_id', 'in', ids)
    .execute();
  const merged = await db
    .selectFrom('papers')
    .innerJoin('snapshots', 'snapshots.paper_id', 'papers.id')
    .select(({ ref }) => [ref('papers.merged_into').$notNull().as('id'), 'at', 'upvotes as count'])
    .where('papers.merged_into', 'in', ids)
    .execute();
  return [...own, ...merged];
}

function highestByTime(counts: readonly TimedCount[]): Upvotes[] {
  const highest = new Map<string, number>();
  for (const { at, count } of counts) highest.set(at, Math.max(count, highest.get(at) ?? 0));
  return [...highest].map(([at, count]) => ({ at, count })).sort((a, b) => (a.at < b.at ? -1 : 1));
}
