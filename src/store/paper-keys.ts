// Finding papers by key, likeliest first, and remembering the keys of one.
import { type Kysely, sql } from 'kysely';
import type { PaperKey } from '../domain/keys.ts';
import type { Tables } from './tables.ts';

/** Of papers with one title, so many of the newest are looked at. */
const MAX_WITH_TITLE = 64;
/** A piece that more papers share tells nothing: near-duplicates have rarer ones in common as well. */
const MAX_WITH_PIECE = 100;
/** So many papers are worth comparing with a record. */
const MAX_CANDIDATES = 32;
/** Bound values in one statement; SQLite's own limit is far above. */
const MAX_KEYS = 100;

interface Found {
  /** Place among the keys asked for. */
  key: number;
  paperId: number;
}

/**
 * Ids of papers that have one of the keys, merged ones among them: those that share an identity first, then a title, then
 * the most and rarest pieces. Reads a bounded number of rows, however large the store is.
 */
export async function idsByKeys(db: Kysely<Tables>, keys: readonly PaperKey[]): Promise<number[]> {
  if (keys.length === 0) return [];
  const blocks = keys.slice(0, MAX_KEYS).map(({ kind, value }, key) => {
    const limit = kind === 'near' ? MAX_WITH_PIECE + 1 : MAX_WITH_TITLE;
    return sql`select * from (select ${sql.lit(key)} as "key", paper_id as "paperId" from paper_keys
      where kind = ${kind} and value = ${value} order by paper_id desc limit ${sql.lit(limit)})`;
  });
  const { rows } = await sql<Found>`${sql.join(blocks, sql` union all `)}`.execute(db);
  const weights = new Map<number, number>();
  for (const [key, block] of Map.groupBy(rows, row => row.key)) {
    const weight = weightOf(keys[key]!.kind, block.length);
    for (const { paperId } of block) weights.set(paperId, (weights.get(paperId) ?? 0) + weight);
  }
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([idA, a], [idB, b]) => b - a || idA - idB)
    .slice(0, MAX_CANDIDATES)
    .map(([id]) => id);
}

/** An identity outweighs any title, and a title any number of pieces. */
function weightOf(kind: PaperKey['kind'], papers: number): number {
  if (kind === 'title') return MAX_KEYS;
  if (kind !== 'near') return MAX_KEYS ** 2;
  return papers > MAX_WITH_PIECE ? 0 : 1 / papers;
}

/** An identity that already names a paper keeps naming it: merging, not a new key, brings papers together. */
export async function addKeys(db: Kysely<Tables>, paperId: number, keys: readonly PaperKey[]): Promise<void> {
  if (keys.length === 0) return;
  await db
    .insertInto('paper_keys')
    .values(keys.map(({ kind, value }) => ({ kind, value, paper_id: paperId })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
}
