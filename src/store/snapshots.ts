// Timed upvotes: what each source showed when, and what that makes of a paper and those merged into it.
import { type Kysely, sql } from 'kysely';
import type { Upvotes } from '../domain/paper.ts';
import type { Tables } from './tables.ts';

const MAX_PARAMETERS = 500;

/** Of two counts of one source at one moment the higher one stays, whichever came first. */
export async function addSnapshots(
  tx: Kysely<Tables>,
  { paperId, source }: { paperId: number; source: string },
  upvotes: readonly Upvotes[] = [],
): Promise<void> {
  for (const { at, count } of upvotes) {
    await tx
      .insertInto('snapshots')
      .values({ paper_id: paperId, source, at: new Date(at).toISOString(), upvotes: count })
      .onConflict(conflict =>
        conflict
          .columns(['paper_id', 'source', 'at'])
          .doUpdateSet(({ ref }) => ({ upvotes: sql`max(${ref('snapshots.upvotes')}, ${ref('excluded.upvotes')})` })),
      )
      .execute();
  }
}

/** By paper, the merged ones' counts under the surviving one; the highest count of each moment, by time. */
export async function upvotesOf(db: Kysely<Tables>, paperIds: readonly number[]): Promise<Map<number, Upvotes[]>> {
  const upvotes = new Map<number, Upvotes[]>();
  for (let start = 0; start < paperIds.length; start += MAX_PARAMETERS) {
    const counts = await countsOf(db, paperIds.slice(start, start + MAX_PARAMETERS));
    for (const [id, timed] of Map.groupBy(counts, ({ id }) => id)) upvotes.set(id, highestByTime(timed));
  }
  return upvotes;
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

/** Of these papers and of those merged into them; 0 where nothing was counted. */
export async function highestUpvotes(db: Kysely<Tables>, paperIds: readonly number[]): Promise<number> {
  const counts = await countsOf(db, paperIds);
  return counts.reduce((highest, { count }) => Math.max(highest, count), 0);
}
