// A row of `papers`, and the paper it stands for.
import { type Kysely, sql } from 'kysely';
import type { Paper, PaperFacts, Upvotes } from '../domain/paper.ts';
import { upvotesOf } from './snapshots.ts';
import type { Tables } from './tables.ts';

export interface PaperRow {
  id: number;
  facts: string;
  entered_at: string;
  hidden_at: string | null;
}

/** A paper is hidden if it was, or any paper that is part of it. */
export const PAPER_HIDDEN_AT = sql<string | null>`coalesce(papers.hidden_at,
  (select min(part.hidden_at) from papers as part where part.merged_into = papers.id))`.as('hidden_at');

/** What a paper is read from. */
export const PAPER_COLUMNS = ['papers.id', 'papers.facts', 'papers.entered_at', PAPER_HIDDEN_AT] as const;

export function factsJson({ upvotes: _, ...facts }: PaperFacts): string {
  return JSON.stringify(facts);
}

export async function withUpvotes(db: Kysely<Tables>, rows: readonly PaperRow[]): Promise<Paper[]> {
  const upvotes = await upvotesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(row => paperOf(row, upvotes.get(row.id)));
}

export function paperOf(
  { id, facts, entered_at: enteredAt, hidden_at: hiddenAt }: PaperRow,
  upvotes?: Upvotes[],
): Paper {
  const paper = { ...(JSON.parse(facts) as PaperFacts), ...(upvotes && { upvotes }), id, enteredAt };
  return hiddenAt === null ? paper : { ...paper, hiddenAt };
}

/** One paper by its row id, the surviving one where it was merged. */
export async function paperById(db: Kysely<Tables>, id: number): Promise<Paper | undefined> {
  const rows = await db
    .selectFrom('papers as asked')
    .innerJoin('papers', join => join.on(sql<boolean>`papers.id = coalesce(asked.merged_into, asked.id)`))
    .select(PAPER_COLUMNS)
    .where('asked.id', '=', id)
    .execute();
  return (await withUpvotes(db, rows))[0];
}
