// What an operator corrects by hand: records taken out of a paper, papers kept apart, papers hidden.
import type { Kysely } from 'kysely';
import type { Candidate } from '../domain/paper.ts';
import type { PaperCuration, PaperPart, PaperRecord } from '../domain/ports.ts';
import { addKeys } from './paper-keys.ts';
import { factsJson, paperById } from './paper-rows.ts';
import { addSnapshots } from './snapshots.ts';
import type { Tables } from './tables.ts';

export function paperCuration(tx: Kysely<Tables>): PaperCuration {
  return {
    paperOf: paperId => paperById(tx, paperId),

    recordsOf: paperId => recordsOf(tx, paperId),

    async split(paperId, parts) {
      const rows = await rowsOfParts(tx, paperId, parts);
      const group = await groupOf(tx, paperId);
      // All but the rows themselves, whose numbers mails name, follows from the records anew.
      await tx.deleteFrom('snapshots').where('paper_id', 'in', group).execute();
      for (const { kind, value } of [...parts.staying.keys, ...parts.leaving.keys]) {
        await tx
          .deleteFrom('paper_keys')
          .where('kind', '=', kind)
          .where('value', '=', value)
          .where('paper_id', 'in', group)
          .execute();
      }
      await settle(tx, rows.staying, parts.staying);
      await settle(tx, rows.leaving, parts.leaving);
      return { stayingId: rows.staying[0], leavingId: rows.leaving[0] };
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
      // Shown again is the paper whichever of its rows was hidden; hidden is only the one that lives.
      const rows = at ? [paperId] : await groupOf(tx, paperId);
      await tx
        .updateTable('papers')
        .set({ hidden_at: at?.toISOString() ?? null })
        .where('id', 'in', rows)
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

/** The rows of a part: the one that lives, then those merged into it. */
type Rows = readonly [number, ...number[]];

/**
 * Rows go with their records, so that what a reader was sent under a number stays sent. Records that leave without their row
 * have a new one.
 */
async function rowsOfParts(
  tx: Kysely<Tables>,
  paperId: number,
  { staying, leaving }: { staying: PaperPart; leaving: PaperPart },
): Promise<{ staying: Rows; leaving: Rows }> {
  const group = await groupOf(tx, paperId);
  const records = await tx.selectFrom('records').select(['id', 'paper_id']).where('paper_id', 'in', group).execute();
  const stays = new Set(records.filter(({ id }) => staying.recordIds.includes(id)).map(record => record.paper_id));
  const leaves = new Set(records.filter(({ id }) => leaving.recordIds.includes(id)).map(record => record.paper_id));
  const left = group.filter(row => leaves.has(row) && !stays.has(row));
  const [first, ...rest] = group.filter(row => !left.includes(row));
  if (first === undefined) throw new Error(`no record of paper ${paperId} stays`);
  const [leavingId = await newRow(tx, paperId, leaving), ...along] = left;
  await tx
    .updateTable('records')
    .set({ paper_id: leavingId })
    .where('id', 'in', leaving.recordIds)
    .where('paper_id', 'not in', left)
    .execute();
  return { staying: [first, ...rest], leaving: [leavingId, ...along] };
}

/** As hidden as the paper it comes from. */
async function newRow(tx: Kysely<Tables>, paperId: number, { facts, enteredAt }: PaperPart): Promise<number> {
  const { id } = await tx
    .insertInto('papers')
    .columns(['facts', 'entered_at', 'hidden_at', 'keyed'])
    .expression(({ selectFrom, val }) =>
      selectFrom('papers')
        .select([val(factsJson(facts)).as('facts'), val(enteredAt).as('entered_at'), 'hidden_at', val(1).as('keyed')])
        .where('id', '=', paperId),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The first row lives, the others are merged into it; it is news since its own records came. */
async function settle(tx: Kysely<Tables>, [paperId, ...merged]: Rows, part: PaperPart): Promise<void> {
  await tx
    .updateTable('papers')
    .set(({ fn, ref, val }) => ({
      facts: factsJson(part.facts),
      merged_into: null,
      entered_at: fn<string>('max', [ref('entered_at'), val(part.enteredAt)]),
    }))
    .where('id', '=', paperId)
    .execute();
  if (merged.length > 0)
    await tx.updateTable('papers').set({ merged_into: paperId }).where('id', 'in', merged).execute();
  await addKeys(tx, paperId, part.keys);
  const records = await tx
    .selectFrom('records')
    .select(['paper_id', 'source', 'record'])
    .where('id', 'in', part.recordIds)
    .execute();
  for (const { paper_id, source, record } of records)
    await addSnapshots(tx, { paperId: paper_id, source }, (JSON.parse(record) as Candidate).upvotes);
}

function inOrder(paperId: number, otherId: number): Tables['papers_apart'] {
  return { paper_id: Math.min(paperId, otherId), other_id: Math.max(paperId, otherId) };
}
