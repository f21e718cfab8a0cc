// What each reader already got.
import { type Kysely, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Selection } from '../domain/issue.ts';
import type { Planner, ReaderPast } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

/** Of a mail in one of these states nothing reached the reader. */
const UNSENT: readonly DeliveryState[] = ['failed', 'suppressed', 'skipped'];

export function readerPasts(db: Kysely<Tables>): Pick<Planner, 'pasts' | 'sentOn'> {
  return {
    pasts: (subscriberIds, since, before) => readPasts(db, subscriberIds, { since, before }),

    async sentOn(subscriberId, paperId) {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
        .innerJoin('selections', join =>
          join
            .onRef('selections.batch_id', '=', 'deliveries.batch_id')
            .onRef('selections.hash', '=', 'deliveries.selection_hash'),
        )
        .select('batches.date')
        .where('subscriber_id', '=', subscriberId)
        .where('kind', '=', 'issue')
        .where('deliveries.state', 'not in', UNSENT)
        .where(
          sql<boolean>`exists (
            select 1 from json_each(selections.selection, '$.papers') as chosen
            join papers on papers.id = json_extract(chosen.value, '$.paperId')
            where ${paperId} in (papers.id, papers.merged_into))`,
        )
        .orderBy('batches.date', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.date;
    },
  };
}

async function readPasts(
  db: Kysely<Tables>,
  subscriberIds: readonly number[],
  { since, before }: { since: Date; before?: Date },
): Promise<Map<number, ReaderPast>> {
  let query = db
    .selectFrom('deliveries')
    .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
    .leftJoin('selections', join =>
      join
        .onRef('selections.batch_id', '=', 'deliveries.batch_id')
        .onRef('selections.hash', '=', 'deliveries.selection_hash'),
    )
    .select([
      'subscriber_id',
      'batches.date',
      'batches.due_at',
      'deliveries.state',
      'deliveries.subject',
      'skip_reason',
      'selections.selection',
    ])
    .where('subscriber_id', 'in', subscriberIds)
    .where('kind', '=', 'issue')
    .where('batches.due_at', '>=', since.toISOString())
    // By the index of the reader's rows: what was sent in years is not looked at.
    .where('deliveries.batch_id', '>=', query =>
      query
        .selectFrom('batches as recent')
        // Of a bare id SQLite would look for the least one by one, from the first batch there ever was.
        .select(sql<number>`coalesce(min(recent.id + 0), 0)`.as('id'))
        .where('recent.due_at', '>=', since.toISOString()),
    );
  if (before) query = query.where('batches.due_at', '<', before.toISOString());
  const rows = await query.execute();
  const merged = await mergedPapers(db);
  const pasts = new Map<number, Past>();
  for (const row of rows) {
    const past = pasts.get(row.subscriber_id) ?? newPast();
    pasts.set(row.subscriber_id, past);
    if (row.skip_reason !== 'empty') past.dates.add(row.date);
    if (row.state === 'pending' || row.state === 'deferred') past.isWaiting = true;
    if (!past.previousDueAt || past.previousDueAt < row.due_at) past.previousDueAt = row.due_at;
    if (row.selection === null || UNSENT.includes(row.state)) continue;
    const { papers, occasion, justMissed = [] } = JSON.parse(row.selection) as Selection;
    if (!past.lastMail || past.lastMail.dueAt < row.due_at)
      past.lastMail = {
        dueAt: row.due_at,
        ...(row.subject !== null && { subject: row.subject }),
        ...(occasion === 'quiet' && { isNote: true }),
      };
    for (const { paperId, maybeSeen } of papers) {
      const id = merged.get(paperId) ?? paperId;
      if (row.state === 'uncertain' && !maybeSeen) past.maybeSent.add(id);
      else past.alreadySent.set(id, row.date);
    }
    for (const { paperId } of justMissed) past.toldAsMissed.add(merged.get(paperId) ?? paperId);
  }
  for (const past of pasts.values()) for (const id of past.alreadySent.keys()) past.maybeSent.delete(id);
  const absent = subscriberIds.filter(id => !pasts.get(id)?.lastMail);
  for (const [id, { previousDueAt, lastMail }] of await longAgo(db, absent, since)) {
    const past = pasts.get(id) ?? newPast();
    pasts.set(id, { ...past, previousDueAt: past.previousDueAt ?? previousDueAt, ...(lastMail && { lastMail }) });
  }
  return pasts;
}

type Past = ReaderPast & {
  dates: Set<string>;
  alreadySent: Map<number, string>;
  maybeSent: Set<number>;
  toldAsMissed: Set<number>;
};

function newPast(): Past {
  return { dates: new Set(), alreadySent: new Map(), maybeSent: new Set(), toldAsMissed: new Set() };
}

/** Of readers who had no mail lately: the window of who comes back reaches as far as any. */
async function longAgo(
  db: Kysely<Tables>,
  subscriberIds: readonly number[],
  before: Date,
): Promise<Map<number, Pick<ReaderPast, 'previousDueAt' | 'lastMail'>>> {
  if (subscriberIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
    .select(({ fn }) => [
      'subscriber_id',
      fn.max('batches.due_at').as('due_at'),
      sql<string | null>`max(case when deliveries.selection_hash is not null
        and deliveries.state not in (${sql.join(UNSENT)}) then batches.due_at end)`.as('sent_at'),
    ])
    .where('subscriber_id', 'in', subscriberIds)
    .where('kind', '=', 'issue')
    .where('batches.due_at', '<', before.toISOString())
    .groupBy('subscriber_id')
    .execute();
  const notes = await notesAmong(db, subscriberIds, before);
  return new Map(
    rows.map(({ subscriber_id: id, due_at, sent_at }) => [
      id,
      {
        previousDueAt: due_at,
        ...(sent_at !== null && {
          lastMail: { dueAt: sent_at, ...(notes.get(id) === sent_at && { isNote: true as const }) },
        }),
      },
    ]),
  );
}

/** When the last note was due that told a reader that nothing matched. */
async function notesAmong(
  db: Kysely<Tables>,
  subscriberIds: readonly number[],
  before: Date,
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
    .innerJoin('selections', join =>
      join
        .onRef('selections.batch_id', '=', 'deliveries.batch_id')
        .onRef('selections.hash', '=', 'deliveries.selection_hash'),
    )
    .select(({ fn }) => ['subscriber_id', fn.max('batches.due_at').as('due_at')])
    .where('subscriber_id', 'in', subscriberIds)
    .where('kind', '=', 'issue')
    .where('batches.due_at', '<', before.toISOString())
    .where(sql<string>`json_extract(selections.selection, '$.occasion')`, '=', 'quiet')
    .groupBy('subscriber_id')
    .execute();
  return new Map(rows.map(row => [row.subscriber_id, row.due_at]));
}

async function mergedPapers(db: Kysely<Tables>): Promise<Map<number, number>> {
  const { rows } = await sql<{
    id: number;
    merged_into: number;
  }>`select id, merged_into from papers where merged_into is not null`.execute(db);
  return new Map(rows.map(row => [row.id, row.merged_into]));
}
