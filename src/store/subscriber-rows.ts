// Rows of subscribers as the rest of the program knows them.
import { type Kysely, sql } from 'kysely';
import type { SubscriberFilter } from '../domain/ports.ts';
import { type Interests, NO_INTERESTS, type SettableField, type Subscriber } from '../domain/subscriber.ts';
import type { Tables } from './tables.ts';

const COLUMNS = [
  'id',
  'public_id',
  'address',
  'name',
  'status',
  'chosen',
  'time_zone',
  'send_at',
  'days',
  'papers_per_mail',
  'layout',
  'origin',
  'listed',
  'created_at',
  'next_due_at',
  'paused_until',
  'managed',
  'own_fields',
] as const;

/** A subscriber with the interests beside it; the shape `toSubscriber` reads. Nobody who was erased. */
export function subscriberRows(db: Kysely<Tables>) {
  return db
    .selectFrom('subscribers')
    .innerJoin('interests', 'interests.subscriber_id', 'subscribers.id')
    .select(COLUMNS)
    .where('erased_at', 'is', null);
}

export type SubscriberRow = Awaited<ReturnType<ReturnType<typeof subscriberRows>['execute']>>[number];

export function toSubscriber(row: SubscriberRow): Subscriber {
  const interests = JSON.parse(row.chosen) as Partial<Interests>;
  // Called for everybody who is due, at once: plain assignments are several times as fast as spreads.
  const subscriber: Subscriber = {
    id: row.id,
    publicId: row.public_id,
    address: row.address,
    name: row.name ?? undefined,
    status: row.status,
    // What an older program stored has not all of the fields.
    interests: isWhole(interests) ? interests : { ...NO_INTERESTS, ...interests },
    rhythm: { timeZone: row.time_zone, sendAt: row.send_at, days: row.days },
    papersPerMail: row.papers_per_mail,
    layout: row.layout,
    origin: row.origin,
    listed: row.listed === 1,
    createdAt: row.created_at,
    nextDueAt: row.next_due_at,
  };
  if (row.paused_until !== null) subscriber.pausedUntil = row.paused_until;
  if (row.managed === 1) subscriber.managed = true;
  if (row.own_fields !== '[]') subscriber.ownFields = JSON.parse(row.own_fields) as SettableField[];
  return subscriber;
}

/** `labs` and `outside` came last. */
function isWhole(interests: Partial<Interests>): interests is Interests {
  return interests.labs !== undefined && interests.outside !== undefined;
}

export async function listSubscribers(
  db: Kysely<Tables>,
  { status, topic, domain, timeZone, text }: SubscriberFilter,
  now: Date,
): Promise<Subscriber[]> {
  let rows = subscriberRows(db);
  if (status !== undefined) rows = rows.where(hasStatus(status, now));
  if (topic !== undefined)
    rows = rows.where(
      sql<boolean>`exists (select 1 from json_each(chosen, '$.topics') as topic where topic.value = ${topic})`,
    );
  if (domain !== undefined)
    rows = rows.where(
      sql<boolean>`(address_key like ${`%@${likeText(domain)}`} escape '\\' or address_key like ${`%@%.${likeText(domain)}`} escape '\\')`,
    );
  if (timeZone !== undefined) rows = rows.where('time_zone', '=', timeZone);
  if (text !== undefined) {
    const part = `%${likeText(text)}%`;
    rows = rows.where(sql<boolean>`(address_key like ${part} escape '\\' or name like ${part} escape '\\')`);
  }
  return (await rows.orderBy('address_key').execute()).map(toSubscriber);
}

/** `_` and `%` stand for themselves. */
function likeText(text: string): string {
  return text.toLowerCase().replace(/[\\%_]/g, '\\$&');
}

function hasStatus(status: NonNullable<SubscriberFilter['status']>, now: Date) {
  const suppressed = sql<boolean>`address_hmac in (select address_hmac from suppressions where lifted_at is null)`;
  const mailed = sql<boolean>`status = 'confirmed' and listed = 1 and not ${suppressed}`;
  switch (status) {
    case 'suppressed':
      return suppressed;
    case 'unlisted':
      return sql<boolean>`listed = 0 and status <> 'unsubscribed'`;
    case 'paused':
      return sql<boolean>`${mailed} and paused_until > ${now.toISOString()}`;
    case 'confirmed':
      return mailed;
    default:
      return sql<boolean>`status = ${status} and listed = 1`;
  }
}
