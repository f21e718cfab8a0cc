// Papers, their keys, their provenance and their timed upvotes.
import { type Kysely, sql } from 'kysely';
import type { PaperKey } from '../domain/keys.ts';
import type { Candidate, Paper, PaperFacts } from '../domain/paper.ts';
import type { FoundPaper, PaperStore, PaperWriter } from '../domain/ports.ts';
import { apartFrom, paperCuration } from './curation.ts';
import { addKeys, type KeyHit, papersWithKeys } from './paper-keys.ts';
import { addNews, newsSince } from './paper-news.ts';
import { factsJson, PAPER_COLUMNS, type PaperRow, paperOf, withUpvotes } from './paper-rows.ts';
import { sourcesOf } from './paper-sources.ts';
import { addSnapshots, highestUpvotes } from './snapshots.ts';
import type { Tables } from './tables.ts';

/** Who waits for the lock looks for it every tenth of a second at the latest. */
const GIVE_WAY_MS = 25;
const MAX_PARAMETERS = 500;

export function paperStore(db: Kysely<Tables>): PaperStore {
  return {
    write: work => db.transaction().execute(tx => work(paperWriter(tx))),

    curate: work => db.transaction().execute(tx => work({ ...paperWriter(tx), ...paperCuration(tx) })),

    giveWay: () => new Promise(resolve => setTimeout(resolve, GIVE_WAY_MS)),

    async enteredBetween(from, until) {
      const rows = await livePapers(db)
        .where('entered_at', '>=', from.toISOString())
        .where('entered_at', '<', until.toISOString())
        .execute();
      return shown(db, rows);
    },

    async withIds(paperIds) {
      const papers: Awaited<ReturnType<PaperStore['withIds']>> = [];
      for (let start = 0; start < paperIds.length; start += MAX_PARAMETERS) {
        const part = paperIds.slice(start, start + MAX_PARAMETERS);
        papers.push(...(await shown(db, await livePapers(db).where('id', 'in', part).execute())));
      }
      return papers;
    },

    newsSince: since => newsSince(db, since),

    async hidden() {
      const rows = await db
        .selectFrom('papers as found')
        .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(found.merged_into, found.id)`))
        .select(PAPER_COLUMNS)
        .distinct()
        .where('found.hidden_at', 'is not', null)
        .orderBy('papers.id', 'desc')
        .execute();
      return withUpvotes(db, rows);
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

function livePapers(db: Kysely<Tables>) {
  return db.selectFrom('papers').select(PAPER_COLUMNS).where('merged_into', 'is', null).orderBy('id');
}

/** Those that are not hidden, with what was counted of them. */
async function shown(db: Kysely<Tables>, rows: readonly PaperRow[]): Promise<(Paper & { sources: number })[]> {
  const papers = await withUpvotes(
    db,
    rows.filter(row => row.hidden_at === null),
  );
  const sources = await sourcesOf(
    db,
    papers.map(({ id }) => id),
  );
  return papers.map(paper => ({ ...paper, sources: sources.get(paper.id) ?? 1 }));
}

/** Live papers that have one of the keys, likeliest first, with their upvotes. */
export async function papersByKeys(db: Kysely<Tables>, keys: readonly PaperKey[]): Promise<Paper[]> {
  return withUpvotes(db, await rowsByKeys(db, keys));
}

async function rowsByKeys(db: Kysely<Tables>, keys: readonly PaperKey[]): Promise<(PaperRow & KeyHit)[]> {
  const hits = await papersWithKeys(db, keys);
  if (hits.length === 0) return [];
  const ids = hits.map(({ id }) => id);
  const rows = await db
    .selectFrom('papers as keyed')
    .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(keyed.merged_into, keyed.id)`))
    .select(['keyed.id as found', ...PAPER_COLUMNS])
    .where('keyed.id', 'in', ids)
    .execute();
  rows.sort((a, b) => ids.indexOf(a.found) - ids.indexOf(b.found));
  const live = new Map<number, PaperRow & KeyHit>();
  for (const { found, ...row } of rows) {
    const { namedBy } = hits[ids.indexOf(found)]!;
    if (!live.has(row.id)) live.set(row.id, { ...row, ...(namedBy && { namedBy }) });
  }
  return [...live.values()];
}

function paperWriter(tx: Kysely<Tables>): PaperWriter {
  return {
    findByKeys: async keys =>
      (await rowsByKeys(tx, keys)).map(
        (row): FoundPaper => ({ ...paperOf(row), ...(row.namedBy && { namedBy: row.namedBy }) }),
      ),

    apartFrom: paperId => apartFrom(tx, paperId),

    async insert(facts, enteredAt, keys) {
      const { id } = await tx
        .insertInto('papers')
        .values({
          facts: factsJson(facts),
          entered_at: enteredAt,
          merged_into: null,
          looked_up_at: null,
          hidden_at: null,
          keyed: 1,
        })
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
      // It is news since the earlier of the two.
      const { entered_at } = await tx
        .selectFrom('papers')
        .select(({ fn }) => fn.min('entered_at').as('entered_at'))
        .where('id', 'in', [winnerId, loserId])
        .executeTakeFirstOrThrow();
      await tx.updateTable('papers').set({ entered_at }).where('id', '=', winnerId).execute();
    },

    highestUpvotes: paperIds => highestUpvotes(tx, paperIds),

    addNews: (paperId, news, now) => addNews(tx, paperId, news, now),

    async paperOfRecord({ documentId, position }, record) {
      const row = await tx
        .selectFrom('records')
        .innerJoin('papers', 'papers.id', 'records.paper_id')
        .select(({ fn, ref }) => fn.coalesce(ref('merged_into'), ref('papers.id')).as('id'))
        .where('document_id', '=', documentId)
        .where('position', '=', position)
        .where('record', '=', JSON.stringify(record))
        .executeTakeFirst();
      return row?.id;
    },

    async addRecord({ documentId, position }, paperId: number, record: Candidate) {
      const source = record.source ?? 'unknown';
      const row = { paper_id: paperId, source, record: JSON.stringify(record) };
      await tx
        .insertInto('records')
        .values({ document_id: documentId, position, ...row })
        .onConflict(conflict => conflict.columns(['document_id', 'position']).doUpdateSet(row))
        .execute();
      await addSnapshots(tx, { paperId, source }, record.upvotes);
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
