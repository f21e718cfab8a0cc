// What readers said about papers. Nothing that was learnt from it is kept: that follows from these rows.
import { type Kysely, sql } from 'kysely';
import { NO_OPINIONS, type Opinion, type ReaderOpinions } from '../domain/opinion.ts';
import type { OpinionStore } from '../domain/ports.ts';
import { paperOf } from './paper-rows.ts';
import type { Tables } from './tables.ts';

/** As many terms as a profile has. */
const DROPPED_MAX = 200;

export function opinionStore(db: Kysely<Tables>): OpinionStore {
  return {
    async of(subscriberIds) {
      if (subscriberIds.length === 0) return new Map();
      const said = await readOpinions(db, subscriberIds);
      const settings = await db
        .selectFrom('learning')
        .selectAll()
        .where('subscriber_id', 'in', subscriberIds)
        .execute();
      const readers = new Map<number, ReaderOpinions>();
      for (const [id, opinions] of said) readers.set(id, { ...NO_OPINIONS, opinions });
      for (const { subscriber_id: id, is_on, dropped } of settings) {
        const { opinions } = readers.get(id) ?? NO_OPINIONS;
        readers.set(id, { opinions, isOn: is_on === 1, dropped: JSON.parse(dropped) as string[] });
      }
      return readers;
    },

    say: (subscriberId, { paperId, kind, now }) =>
      db.transaction().execute(async tx => {
        const id = await survivingId(tx, paperId);
        if (id === undefined) return false;
        await takeBack(tx, subscriberId, id);
        await tx
          .insertInto('opinions')
          .values({ subscriber_id: subscriberId, paper_id: id, kind, at: now.toISOString() })
          .execute();
        return true;
      }),

    takeBack: (subscriberId, paperId) =>
      db.transaction().execute(async tx => {
        const id = await survivingId(tx, paperId);
        if (id !== undefined) await takeBack(tx, subscriberId, id);
      }),

    drop: (subscriberId, term) =>
      changeLearning(db, subscriberId, ({ dropped, ...learning }) => ({
        ...learning,
        dropped: [...dropped.filter(known => known !== term), term].slice(-DROPPED_MAX),
      })),

    keep: (subscriberId, term) =>
      changeLearning(db, subscriberId, ({ dropped, ...learning }) => ({
        ...learning,
        dropped: dropped.filter(known => known !== term),
      })),

    turn: (subscriberId, isOn) => changeLearning(db, subscriberId, learning => ({ ...learning, isOn })),

    forget: subscriberId =>
      db.transaction().execute(async tx => {
        await tx.deleteFrom('opinions').where('subscriber_id', '=', subscriberId).execute();
        // Who switched it off did not ask for it to begin again.
        await tx.deleteFrom('learning').where('subscriber_id', '=', subscriberId).where('is_on', '=', 1).execute();
        await tx.updateTable('learning').set({ dropped: '[]' }).where('subscriber_id', '=', subscriberId).execute();
      }),
  };
}

/** Latest first, each about the paper that lives on; of two about one merged paper the later counts. */
async function readOpinions(
  db: Kysely<Tables>,
  subscriberIds: readonly number[],
): Promise<ReadonlyMap<number, Opinion[]>> {
  const rows = await db
    .selectFrom('opinions')
    .innerJoin('papers as asked', 'asked.id', 'opinions.paper_id')
    .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(asked.merged_into, asked.id)`))
    .select(['subscriber_id', 'kind', 'at', 'papers.id', 'papers.facts', 'papers.entered_at', 'papers.hidden_at'])
    .where('subscriber_id', 'in', subscriberIds)
    // What an operator hid is shown nowhere, not even as what somebody liked.
    .where('papers.hidden_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('papers.id', 'desc')
    .execute();
  const said = new Map<number, Map<number, Opinion>>();
  for (const { subscriber_id, kind, at, ...row } of rows) {
    const opinions = said.get(subscriber_id) ?? new Map<number, Opinion>();
    said.set(subscriber_id, opinions);
    if (!opinions.has(row.id)) opinions.set(row.id, { kind, at, paper: paperOf(row) });
  }
  return new Map(Array.from(said, ([id, opinions]) => [id, [...opinions.values()]]));
}

async function survivingId(tx: Kysely<Tables>, paperId: number): Promise<number | undefined> {
  const row = await tx.selectFrom('papers').select(['id', 'merged_into']).where('id', '=', paperId).executeTakeFirst();
  return row && (row.merged_into ?? row.id);
}

/** What was said about the paper, or about one that was merged into it. */
async function takeBack(tx: Kysely<Tables>, subscriberId: number, paperId: number): Promise<void> {
  await tx
    .deleteFrom('opinions')
    .where('subscriber_id', '=', subscriberId)
    .where('paper_id', 'in', query =>
      query
        .selectFrom('papers')
        .select('id')
        .where(({ eb, or }) => or([eb('id', '=', paperId), eb('merged_into', '=', paperId)])),
    )
    .execute();
}

type Learning = Pick<ReaderOpinions, 'isOn' | 'dropped'>;

async function changeLearning(
  db: Kysely<Tables>,
  subscriberId: number,
  change: (learning: Learning) => Learning,
): Promise<void> {
  await db.transaction().execute(async tx => {
    const row = await tx
      .selectFrom('learning')
      .selectAll()
      .where('subscriber_id', '=', subscriberId)
      .executeTakeFirst();
    const before: Learning = row
      ? { isOn: row.is_on === 1, dropped: JSON.parse(row.dropped) as string[] }
      : { isOn: NO_OPINIONS.isOn, dropped: NO_OPINIONS.dropped };
    const { isOn, dropped } = change(before);
    const values = { is_on: isOn ? 1 : 0, dropped: JSON.stringify(dropped) };
    await tx
      .insertInto('learning')
      .values({ subscriber_id: subscriberId, ...values })
      .onConflict(conflict => conflict.column('subscriber_id').doUpdateSet(values))
      .execute();
  });
}
