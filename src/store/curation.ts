// What an operator corrects by hand: records taken out of a paper, papers kept apart, papers hidden.
import type { Kysely } from 'kysely';
import type { Candidate } from '../domain/paper.ts';
import type { PaperCuration, PaperPart, PaperRecord } from '../domain/ports.ts';
import { addKeys } from './paper-keys.ts';
import { factsJson } from './paper-rows.ts';
import { addSnapshots } from './snapshots.ts';
import type { Tables } from './tables.ts';

export function paperCuration(tx: Kysely<Tables>): PaperCuration {
  return {
    recordsOf: paperId => recordsOf(tx, paperId),

    async split(paperId, { staying, leaving }) {
      const group = await groupOf(tx, paperId);
      const otherId = await rowFor(tx, paperId, leaving);
      // The rows of the group keep their ids, for mails that name them; all else follows from the records anew.
      await tx.deleteFrom('snapshots').where('paper_id', 'in', group).execute();
      for (const { kind, value } of [...staying.keys, ...leaving.keys]) {
        await tx
          .deleteFrom('paper_keys')
          .where('kind', '=', kind)
          .where('value', '=', value)
          .where('paper_id', 'in', group)
          .execute();
      }
      await settle(tx, paperId, staying);
      await settle(tx, otherId, leaving);
      return otherId;
    },

    async keepApart(paperId, otherId) {
      await tx
        .insertInto('papers_apart')
        .values(inOrder(paperId, otherId))
        .onConflict(conflict => conflict.doNothing())
        .execute();
    },

    async letJoin(paperId, otherId) {
      const [group, others] = [await groupOf(tx, paperId), await groupOf(tx, otherId)];
      await tx
        .deleteFrom('papers_apart')
        .where('paper_id', 'in', [...group, ...others])
        .where('other_id', 'in', [...group, ...others])
        .execute();
    },

    async hide(paperId, at) {
      await tx
        .updateTable('papers')
        .set({ hidden_at: at?.toISOString() ?? null })
        .where('id', '=', paperId)
        .execute();
    },
  };
}

/** Papers that are known to be other works than this one, the merged ones under their surviving id. */
export async function apartFrom(db: Kysely<Tables>, paperId: number): Promise<Set<number>> {
  const group = await groupOf(db, paperId);
  const pairs = await db
    .selectFrom('papers_apart')
    .selectAll()
    .where(({ eb, or }) => or([eb('paper_id', 'in', group), eb('other_id', 'in', group)]))
    .execute();
  if (pairs.length === 0) return new Set();
  const others = pairs.flatMap(pair => [pair.paper_id, pair.other_id]).filter(id => !group.includes(id));
  const rows = await db.selectFrom('papers').select(['id', 'merged_into']).where('id', 'in', others).execute();
  return new Set(rows.map(({ id, merged_into: survivor }) => survivor ?? id));
}

async function recordsOf(db: Kysely<Tables>, paperId: number): Promise<PaperRecord[]> {
  const rows = await db
    .selectFrom('records')
    .innerJoin('raw_documents', 'raw_documents.id', 'records.document_id')
    .select(['records.id', 'records.source', 'locator', 'fetched_at', 'record'])
    .where('paper_id', 'in', await groupOf(db, paperId))
    .orderBy('records.id')
    .execute();
  return rows.map(({ id, source, locator, fetched_at: fetchedAt, record }) => ({
    id,
    source,
    locator,
    fetchedAt,
    record: JSON.parse(record) as Candidate,
  }));
}

/** A paper and those that were merged into it. */
async function groupOf(db: Kysely<Tables>, paperId: number): Promise<number[]> {
  const rows = await db.selectFrom('papers').select('id').where('merged_into', '=', paperId).orderBy('id').execute();
  return [paperId, ...rows.map(({ id }) => id)];
}

/** The row of a merged paper all of whose records leave lives again; without one there is a new row, as old as the first. */
async function rowFor(tx: Kysely<Tables>, paperId: number, leaving: PaperPart): Promise<number> {
  const merged = (await groupOf(tx, paperId)).slice(1);
  const records = await tx
    .selectFrom('records')
    .select(['id', 'paper_id'])
    .where('paper_id', 'in', [...merged, 0])
    .execute();
  const leaves = ({ id }: { id: number }) => leaving.recordIds.includes(id);
  const recordsOfRow = Map.groupBy(records, record => record.paper_id);
  const [revived, ...along] = merged.filter(row => recordsOfRow.get(row)?.every(leaves));
  if (revived === undefined) {
    const { entered_at } = await tx
      .selectFrom('papers')
      .select('entered_at')
      .where('id', '=', paperId)
      .executeTakeFirstOrThrow();
    const row = { facts: factsJson(leaving.facts), entered_at, merged_into: null, looked_up_at: null, hidden_at: null };
    const { id } = await tx
      .insertInto('papers')
      .values({ ...row, keyed: 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }
  await tx.updateTable('papers').set({ merged_into: null }).where('id', '=', revived).execute();
  if (along.length > 0) await tx.updateTable('papers').set({ merged_into: revived }).where('id', 'in', along).execute();
  return revived;
}

async function settle(tx: Kysely<Tables>, paperId: number, { recordIds, facts, keys }: PaperPart): Promise<void> {
  await tx.updateTable('records').set({ paper_id: paperId }).where('id', 'in', recordIds).execute();
  await tx
    .updateTable('papers')
    .set({ facts: factsJson(facts) })
    .where('id', '=', paperId)
    .execute();
  await addKeys(tx, paperId, keys);
  const records = await tx.selectFrom('records').select(['source', 'record']).where('id', 'in', recordIds).execute();
  for (const { source, record } of records)
    await addSnapshots(tx, { paperId, source }, (JSON.parse(record) as Candidate).upvotes);
}

function inOrder(paperId: number, otherId: number): Tables['papers_apart'] {
  return { paper_id: Math.min(paperId, otherId), other_id: Math.max(paperId, otherId) };
}
