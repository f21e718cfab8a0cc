// Who agreed to get mail, when and how: rows are only ever added.
import { type Kysely, sql } from 'kysely';
import type { Consent } from '../domain/subscriber.ts';
import { jsonRows } from './json-rows.ts';
import type { Tables } from './tables.ts';

export async function addConsents(
  tx: Kysely<Tables>,
  consents: readonly (Omit<Consent, 'at'> & { subscriberId: number })[],
  now: Date,
): Promise<void> {
  if (consents.length === 0) return;
  const rows = consents.map(({ subscriberId, act, how, wording }) => [subscriberId, act, how, wording ?? null]);
  await sql`insert into consents (subscriber_id, at, act, how, wording)
    select subscriber_id, ${now.toISOString()}, act, how, wording
    from ${jsonRows(['subscriber_id', 'act', 'how', 'wording'], rows)} as consent`.execute(tx);
}

export async function consentsOf(db: Kysely<Tables>, subscriberId: number): Promise<Consent[]> {
  const rows = await db
    .selectFrom('consents')
    .select(['at', 'act', 'how', 'wording'])
    .where('subscriber_id', '=', subscriberId)
    .orderBy('id')
    .execute();
  return rows.map(({ wording, ...consent }) => ({ ...consent, ...(wording !== null && { wording }) }));
}
