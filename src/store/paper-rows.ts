// A row of `papers`, and the paper it stands for.
import type { Kysely } from 'kysely';
import type { Paper, PaperFacts, Upvotes } from '../domain/paper.ts';
import { upvotesOf } from './snapshots.ts';
import type { Tables } from './tables.ts';

export interface PaperRow {
  id: number;
  facts: string;
  entered_at: string;
  hidden_at: string | null;
}

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
