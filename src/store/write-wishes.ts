// Many people's wishes in a few statements: who is here, what each wish does, and the rows that follow.
import { type KeyObject, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { NewSubscriber, Standing } from '../domain/ports.ts';
import { type Decision, decideWish, type WantedRow } from '../domain/whose-word.ts';
import { addressHmac, keyOf } from './address-hmac.ts';
import { addConsents } from './consents.ts';
import { jsonRows, jsonValues } from './json-rows.ts';
import { subscriberRows, toSubscriber } from './subscriber-rows.ts';
import type { Tables } from './tables.ts';

export const WISHES_PER_PAGE = 1000;
const PUBLIC_ID_BYTES = 12;

export interface WriteOptions {
  addressKey: KeyObject;
  now: Date;
  dryRun?: boolean;
}

/** @param wishes of different people, a page at most @returns a decision for each wish, which is written unless it is a dry run */
export async function writeWishes(
  tx: Kysely<Tables>,
  wishes: readonly NewSubscriber[],
  { addressKey, now, dryRun }: WriteOptions,
): Promise<Decision[]> {
  const people = wishes.map(wish => {
    const key = keyOf(wish.address);
    return { wish, key, hmac: addressHmac(addressKey, key) };
  });
  const standings = await standingsOf(tx, people);
  const decided = people.map(person => {
    const standing = standings.get(person.key);
    return { ...person, subscriber: standing?.subscriber, decision: decideWish(standing, person.wish) };
  });
  if (!dryRun) {
    await insertAll(
      tx,
      decided.filter(({ decision }) => decision.outcome === 'added'),
      now,
    );
    await updateAll(
      tx,
      decided.filter(({ decision }) => decision.outcome === 'changed'),
      now,
    );
  }
  return decided.map(({ decision }) => decision);
}

interface Person {
  wish: NewSubscriber;
  key: string;
  hmac: string;
}

interface Decided extends Person {
  subscriber: Standing['subscriber'];
  decision: Decision;
}

async function standingsOf(tx: Kysely<Tables>, people: readonly Person[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await subscriberRows(tx)
    .where(sql<boolean>`address_key in ${jsonValues(people.map(({ key }) => key))}`)
    .execute();
  const subscribers = new Map(rows.map(row => [keyOf(row.address), toSubscriber(row)]));
  const suppressed = new Set(
    (
      await tx
        .selectFrom('suppressions')
        .select('address_hmac')
        .where('lifted_at', 'is', null)
        .where(sql<boolean>`address_hmac in ${jsonValues(people.map(({ hmac }) => hmac))}`)
        .execute()
    ).map(row => row.address_hmac),
  );
  return new Map(
    people.map(({ key, hmac }) => {
      const subscriber = subscribers.get(key);
      return [key, { subscriber, isLeft: subscriber?.status === 'unsubscribed' || suppressed.has(hmac) }];
    }),
  );
}

const CHANGEABLE = [
  'name',
  'time_zone',
  'send_at',
  'days',
  'papers_per_mail',
  'layout',
  'origin',
  'managed',
  'own_fields',
] as const;

/** In the order of `CHANGEABLE`. */
function changeable({ wish, origin, managed, ownFields }: WantedRow) {
  const { name = null, rhythm, papersPerMail, layout } = wish;
  const { timeZone, sendAt, days } = rhythm;
  const isManaged = managed ? 1 : 0;
  return [name, timeZone, sendAt, days, papersPerMail, layout, origin, isManaged, JSON.stringify(ownFields)];
}

async function insertAll(tx: Kysely<Tables>, added: readonly Decided[], now: Date): Promise<void> {
  if (added.length === 0) return;
  const columns = ['public_id', 'address', 'address_key', 'address_hmac', 'status', 'next_due_at', ...CHANGEABLE];
  const random = randomBytes(PUBLIC_ID_BYTES * added.length);
  const rows = added.map(({ wish, key, hmac, decision }, at) => [
    random.toString('base64url', at * PUBLIC_ID_BYTES, (at + 1) * PUBLIC_ID_BYTES),
    wish.address,
    key,
    hmac,
    wish.status,
    wish.nextDueAt(wish.rhythm),
    ...changeable(decision.row!),
  ]);
  const names = sql.join(columns.map(column => sql.ref(column)));
  const { rows: inserted } = await sql<{ id: number; address_key: string }>`
    insert into subscribers (created_at, listed, ${names})
    select ${now.toISOString()}, 1, ${names} from ${jsonRows(columns, rows)} as person
    returning id, address_key`.execute(tx);
  const ids = new Map(inserted.map(({ id, address_key }) => [address_key, id]));
  const interests = added.map(({ key, wish }) => [ids.get(key)!, JSON.stringify(wish.interests)]);
  await sql`insert into interests (subscriber_id, chosen)
    select subscriber_id, chosen from ${jsonRows(['subscriber_id', 'chosen'], interests)} as person`.execute(tx);
  await addConsents(
    tx,
    given(added, key => ids.get(key)!),
    now,
  );
}

async function updateAll(tx: Kysely<Tables>, changed: readonly Decided[], now: Date): Promise<void> {
  if (changed.length === 0) return;
  const columns = ['id', 'confirms', 'next_due_at', ...CHANGEABLE];
  const rows = changed.map(({ wish, subscriber, decision }) => {
    const { rhythm } = decision.row!.wish;
    const moved = JSON.stringify(rhythm) !== JSON.stringify(subscriber!.rhythm);
    return [
      subscriber!.id,
      decision.row!.confirms ? 1 : 0,
      moved ? wish.nextDueAt(rhythm) : null,
      ...changeable(decision.row!),
    ];
  });
  const sets = sql.join(CHANGEABLE.map(column => sql`${sql.ref(column)} = person.${sql.ref(column)}`));
  await sql`update subscribers set listed = 1, ${sets},
      status = case confirms when 1 then 'confirmed' else status end,
      next_due_at = coalesce(person.next_due_at, subscribers.next_due_at)
    from ${jsonRows(columns, rows)} as person where subscribers.id = person.id`.execute(tx);
  const interests = changed.map(({ subscriber, decision }) => [
    subscriber!.id,
    JSON.stringify(decision.row!.wish.interests),
  ]);
  await sql`update interests set chosen = person.chosen
    from ${jsonRows(['id', 'chosen'], interests)} as person where subscriber_id = person.id`.execute(tx);
  const ids = new Map(changed.map(({ key, subscriber }) => [key, subscriber!.id]));
  await addConsents(
    tx,
    given(changed, key => ids.get(key)!),
    now,
  );
}

function given(decided: readonly Decided[], idOf: (key: string) => number) {
  return decided
    .filter(({ decision }) => decision.row!.confirms)
    .map(({ key, wish: { consent, wording } }) => ({
      subscriberId: idOf(key),
      act: 'given' as const,
      how: consent,
      ...(wording !== undefined && { wording }),
    }));
}
