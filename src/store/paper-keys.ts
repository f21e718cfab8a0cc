// Finding papers by key, likeliest first, and remembering the keys of one.
import { CompiledQuery, type Kysely } from 'kysely';
import type { PaperKey } from '../domain/keys.ts';
import type { Tables } from './tables.ts';

/** Of papers with one title, so many of the newest are looked at. */
const MAX_WITH_TITLE = 64;
/** A piece that more papers share tells nothing: near-duplicates have rarer ones in common as well. */
const MAX_WITH_PIECE = 64;
/** Of papers that share no more than pieces, so many are worth comparing with a record. */
const MAX_BY_PIECES = 16;
/** No record has so many keys. SQLite would take 500 selects in one. */
const MAX_KEYS = 100;

interface Block {
  /** Place among the keys asked for. */
  key: number;
  /** Ids with commas between them: hundreds of rows would take longer to hand over than to find. */
  ids: string | null;
}

/** A paper that has one of the keys asked for. */
export interface KeyHit {
  id: number;
  /** The identity by which it was found; absent where it only shares a title or a piece. */
  namedBy?: 'arxiv' | 'doi';
}

/**
 * Papers that have one of the keys, merged ones among them: those that share an identity first, then a title, then the most
 * and rarest pieces; the newest among equals. Reads a bounded number of rows, however large the store is.
 */
export async function papersWithKeys(db: Kysely<Tables>, keys: readonly PaperKey[]): Promise<KeyHit[]> {
  if (keys.length === 0) return [];
  const asked = keys.slice(0, MAX_KEYS);
  const text = asked.map(selectBlock).join(' union all ');
  // Written out, since this is asked for every record of a day, and building it anew would take longer than the answer.
  const query = CompiledQuery.raw(
    text,
    asked.flatMap(({ kind, value }) => [kind, value]),
  );
  const { rows } = await db.executeQuery<Block>(query as CompiledQuery<Block>);
  const weights = new Map<number, number>();
  const names = new Map<number, KeyHit['namedBy']>();
  for (const { key, ids } of rows) {
    const block = ids === null ? [] : ids.split(',').map(Number);
    const { kind } = asked[key]!;
    if (kind === 'arxiv' || kind === 'doi') for (const id of block) names.set(id, names.get(id) ?? kind);
    const weight = weightOf(kind, block.length);
    if (weight > 0) for (const id of block) weights.set(id, (weights.get(id) ?? 0) + weight);
  }
  let byPieces = 0;
  return [...weights]
    .sort(([idA, a], [idB, b]) => b - a || idB - idA)
    .filter(([, weight]) => weight >= TITLE_WEIGHT || byPieces++ < MAX_BY_PIECES)
    .map(([id]) => ({ id, ...(names.has(id) && { namedBy: names.get(id) }) }));
}

function selectBlock({ kind }: PaperKey, key: number): string {
  const limit = kind === 'near' ? MAX_WITH_PIECE + 1 : MAX_WITH_TITLE;
  return `select ${key} as key, group_concat(paper_id) as ids from
    (select paper_id from paper_keys where kind = ? and value = ? order by paper_id desc limit ${limit})`;
}

/** An identity outweighs any title, and a title any number of pieces. */
const TITLE_WEIGHT = MAX_KEYS;
const IDENTITY_WEIGHT = MAX_KEYS ** 2;

function weightOf(kind: PaperKey['kind'], papers: number): number {
  if (kind === 'title') return TITLE_WEIGHT;
  if (kind !== 'near') return IDENTITY_WEIGHT;
  return papers > MAX_WITH_PIECE ? 0 : 1 / papers;
}

/** An identity that already names a paper keeps naming it: merging, not a new key, brings papers together. */
export async function addKeys(db: Kysely<Tables>, paperId: number, keys: readonly PaperKey[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(() => '(?, ?, ?)').join(', ');
  const values = keys.flatMap(({ kind, value }) => [kind, value, paperId]);
  await db.executeQuery(
    CompiledQuery.raw(`insert into paper_keys (kind, value, paper_id) values ${rows} on conflict do nothing`, values),
  );
}
