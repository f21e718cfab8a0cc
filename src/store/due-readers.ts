// Who is due, and what each reader already got.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Selection } from '../domain/issue.ts';
import type { Planner, ReaderPast } from '../domain/ports.ts';
import { moveOn } from './add-deliveries.ts';
import { subscriberRows, toSubscriber } from './subscribers.ts';
import type { Tables } from './tables.ts';

const PAGE_ROWS = 100;

/** Of a mail in one of these states nothing reached the reader. */
const UNSENT: readonly DeliveryState[] = ['failed', 'suppressed', 'skipped'];

export function dueReaders(
  db: Kysely<Tables>,
): Pick<Planner, 'dueSubscribers' | 'isAnyoneDue' | 'postpone' | 'pasts' | 'sentOn'> {
  return {
    async *dueSubscribers(now, everyone) {
      for (let after = 0; ; ) {
        let query = subscriberRows(db)
          .where('status', '=', 'confirmed')
          .where('listed', '=', 1)
          .where(notPaused(now))
          .where('subscribers.id', '>', after);
        if (!everyone) query = query.where('next_due_at', '<=', now.toISOString());
        const rows = await query.orderBy('subscribers.id').limit(PAGE_ROWS).execute();
        if (rows.length === 0) return;
        after = rows.at(-1)!.id;
        yield rows.map(toSubscriber);
        // SQLite never waits: without this nothing else of the process would have its turn before all readers are planned.
        await nextTurn();
      }
    },

    async isAnyoneDue(now) {
      const row = await db
        .selectFrom('subscribers')
        .select('id')
        .where('status', '=', 'confirmed')
        .where('listed', '=', 1)
        .where(notPaused(now))
        .where('next_due_at', '<=', now.toISOString())
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    postpone: due => db.transaction().execute(tx => moveOn(tx, due)),

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
    .where('batches.due_at', '>=', since.toISOString());
  if (before) query = query.where('batches.due_at', '<', before.toISOString());
  const rows = await query.execute();
  const merged = await mergedPapers(db);
  const pasts = new Map<number, Past>();
  for (const row of rows) {
    const past = pasts.get(row.subscriber_id) ?? newPast();
    pasts.set(row.subscriber_id, past);
    if (row.skip_reason !== 'empty') past.dates.add(row.date);
    if (!past.previousDueAt || past.previousDueAt < row.due_at) past.previousDueAt = row.due_at;
    if (row.selection === null || UNSENT.includes(row.state)) continue;
    if (!past.lastMail || past.lastMail.dueAt < row.due_at)
      past.lastMail = { dueAt: row.due_at, ...(row.subject !== null && { subject: row.subject }) };
    const { papers, justMissed = [] } = JSON.parse(row.selection) as Selection;
    for (const { paperId } of papers) past.alreadySent.set(merged.get(paperId) ?? paperId, row.date);
    for (const { paperId } of justMissed) past.toldAsMissed.add(merged.get(paperId) ?? paperId);
  }
  const absent = subscriberIds.filter(id => !pasts.has(id));
  for (const [id, previousDueAt] of await longAgo(db, absent, since)) pasts.set(id, { ...newPast(), previousDueAt });
  return pasts;
}

type Past = ReaderPast & { dates: Set<string>; alreadySent: Map<number, string>; toldAsMissed: Set<number> };

function newPast(): Past {
  return { dates: new Set(), alreadySent: new Map(), toldAsMissed: new Set() };
}

/** When the last mail was due of readers who had none lately: the window of who comes back reaches as far as any. */
async function longAgo(
  db: Kysely<Tables>,
  subscriberIds: readonly number[],
  before: Date,
): Promise<Map<number, string>> {
  if (subscriberIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
    .select(({ fn }) => ['subscriber_id', fn.max('batches.due_at').as('due_at')])
    .where('subscriber_id', 'in', subscriberIds)
    .where('kind', '=', 'issue')
    .where('batches.due_at', '<', before.toISOString())
    .groupBy('subscriber_id')
    .execute();
  return new Map(rows.map(row => [row.subscriber_id, row.due_at]));
}

function notPaused(now: Date) {
  return sql<boolean>`(paused_until is null or paused_until <= ${now.toISOString()})`;
}

async function mergedPapers(db: Kysely<Tables>): Promise<Map<number, number>> {
  const { rows } = await sql<{
    id: number;
    merged_into: number;
  }>`select id, merged_into from papers where merged_into is not null`.execute(db);
  return new Map(rows.map(row => [row.id, row.merged_into]));
}
