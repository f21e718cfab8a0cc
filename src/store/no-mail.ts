// Why a subscriber gets no mail at all: the rules by which planning and the ledger leave people out, with their dates.
import type { Kysely } from 'kysely';
import type { NoMail } from '../domain/subscriber.ts';
import type { Tables } from './tables.ts';

/** @returns undefined for who may get mail */
export async function noMail(db: Kysely<Tables>, subscriberId: number, now: Date): Promise<NoMail | undefined> {
  const { status, listed, suppressedAt, until } = await db
    .selectFrom('subscribers')
    .leftJoin('suppressions', join =>
      join.onRef('suppressions.address_hmac', '=', 'subscribers.address_hmac').on('lifted_at', 'is', null),
    )
    .select(['status', 'listed', 'suppressions.at as suppressedAt', 'paused_until as until'])
    .where('subscribers.id', '=', subscriberId)
    .executeTakeFirstOrThrow();
  if (status === 'unsubscribed') {
    const since = await withdrawnAt(db, subscriberId);
    return { kind: 'unsubscribed', ...(since !== undefined && { since }) };
  }
  if (suppressedAt !== null) return { kind: 'suppressed', since: suppressedAt };
  if (status === 'unconfirmed') return { kind: 'unconfirmed' };
  if (listed === 0) return { kind: 'unlisted' };
  return until !== null && until > now.toISOString() ? { kind: 'paused', until } : undefined;
}

async function withdrawnAt(db: Kysely<Tables>, subscriberId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('consents')
    .select('at')
    .where('subscriber_id', '=', subscriberId)
    .where('act', '=', 'withdrawn')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
