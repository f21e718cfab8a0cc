// People: their rows, what they chose, what they consented to, and who must get no mail.
import { type KeyObject, randomBytes } from 'node:crypto';
import { type Insertable, type Kysely, sql } from 'kysely';
import type { NewSubscriber, SubscriberStore, SyncReport } from '../domain/ports.ts';
import { type Interests, NO_INTERESTS, type Subscriber } from '../domain/subscriber.ts';
import { addressHmac, keyOf } from './address-hmac.ts';
import { noMail } from './no-mail.ts';
import { isSuppressed } from './suppressions.ts';
import type { Tables } from './tables.ts';

/** @param addressKey HMAC key under which suppressed addresses are kept; never rotated */
export function subscriberStore(db: Kysely<Tables>, addressKey: KeyObject): SubscriberStore {
  const hmac = (key: string) => addressHmac(addressKey, key);

  return {
    sync: (origin, wishes, options) => db.transaction().execute(tx => sync(tx, hmac, { origin, wishes, ...options })),

    add: (wish, now) =>
      db.transaction().execute(async tx => {
        const row = await rowByAddress(tx, wish.address);
        if (row?.status === 'unsubscribed' || (await isSuppressed(tx, hmac(keyOf(wish.address))))) return 'left';
        if (row) return (await update(tx, row, wish, now)) ? 'changed' : 'known';
        await insert(tx, hmac, wish, now);
        return 'added';
      }),

    async list() {
      const rows = await subscriberRows(db).orderBy('subscribers.address_key').execute();
      return rows.map(toSubscriber);
    },

    async byAddress(address) {
      const row = await subscriberRows(db).where('address_key', '=', keyOf(address)).executeTakeFirst();
      return row && toSubscriber(row);
    },

    async byPublicId(publicId) {
      const row = await subscriberRows(db).where('public_id', '=', publicId).executeTakeFirst();
      return row && toSubscriber(row);
    },

    noMail: (subscriberId, now) => noMail(db, subscriberId, now),

    unsubscribe: (publicId, now, how) =>
      db.transaction().execute(tx => setStatus(tx, { publicId, status: 'unsubscribed', act: 'withdrawn', now, how })),
    resubscribe: (publicId, now, how) =>
      db.transaction().execute(tx => setStatus(tx, { publicId, status: 'confirmed', act: 'given', now, how })),

    async pause(publicId, until, now) {
      const at = now.toISOString();
      // Its end is remembered, so that what was due during the pause stays left out.
      const ended = sql<string | null>`case when paused_until > ${at} then ${at} else paused_until end`;
      const rows = await db
        .updateTable('subscribers')
        .set({ paused_until: until?.toISOString() ?? ended })
        .where('public_id', '=', publicId)
        .returning('id')
        .execute();
      return rows.length > 0;
    },
  };
}

/** All columns of a subscriber with the interests beside them; the shape `toSubscriber` reads. */
export function subscriberRows(db: Kysely<Tables>) {
  return db.selectFrom('subscribers').innerJoin('interests', 'interests.subscriber_id', 'subscribers.id').selectAll();
}

export function toSubscriber(
  row: Awaited<ReturnType<ReturnType<typeof subscriberRows>['execute']>>[number],
): Subscriber {
  return {
    id: row.id,
    publicId: row.public_id,
    address: row.address,
    name: row.name ?? undefined,
    status: row.status,
    // What an older program stored has not all of the fields.
    interests: { ...NO_INTERESTS, ...(JSON.parse(row.chosen) as Partial<Interests>) },
    rhythm: { timeZone: row.time_zone, sendAt: row.send_at, days: row.days },
    papersPerMail: row.papers_per_mail,
    layout: row.layout,
    origin: row.origin,
    listed: row.listed === 1,
    createdAt: row.created_at,
    nextDueAt: row.next_due_at,
    ...(row.paused_until !== null && { pausedUntil: row.paused_until }),
  };
}

interface SyncInput {
  origin: string;
  wishes: readonly NewSubscriber[];
  now: Date;
  complete: boolean;
}

async function sync(tx: Kysely<Tables>, hmac: Hmac, { origin, wishes, now, complete }: SyncInput): Promise<SyncReport> {
  const report: SyncReport = { added: [], changed: [], removed: [], unchanged: 0, kept: [] };
  const named = new Set<string>();
  for (const wish of wishes) {
    named.add(keyOf(wish.address));
    const row = await rowByAddress(tx, wish.address);
    if (row?.status === 'unsubscribed' || (await isSuppressed(tx, hmac(keyOf(wish.address))))) {
      report.kept.push(wish.address);
    } else if (!row) {
      await insert(tx, hmac, wish, now);
      report.added.push(wish.address);
    } else if (await update(tx, row, wish, now)) {
      report.changed.push(wish.address);
    } else {
      report.unchanged += 1;
    }
  }
  if (!complete) return report;
  const listed = await tx
    .selectFrom('subscribers')
    .selectAll()
    .where('origin', '=', origin)
    .where('listed', '=', 1)
    .execute();
  for (const row of listed.filter(({ address_key }) => !named.has(address_key))) {
    await tx.updateTable('subscribers').set({ listed: 0 }).where('id', '=', row.id).execute();
    report.removed.push(row.address);
  }
  return report;
}

type Hmac = (addressKey: string) => string;

async function insert(tx: Kysely<Tables>, hmac: Hmac, wish: NewSubscriber, now: Date): Promise<void> {
  const { id } = await tx
    .insertInto('subscribers')
    .values({
      public_id: randomBytes(12).toString('base64url'),
      address: wish.address,
      address_key: keyOf(wish.address),
      address_hmac: hmac(keyOf(wish.address)),
      status: wish.status,
      created_at: now.toISOString(),
      ...changeable(wish),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('interests')
    .values({ subscriber_id: id, chosen: JSON.stringify(wish.interests) })
    .execute();
  if (wish.status === 'confirmed') await addConsent(tx, id, { act: 'given', how: wish.consent, now });
}

/** @returns whether anything changed */
async function update(tx: Kysely<Tables>, row: { id: number }, wish: NewSubscriber, now: Date): Promise<boolean> {
  const before = toSubscriber(await subscriberRows(tx).where('subscribers.id', '=', row.id).executeTakeFirstOrThrow());
  const { rhythm, interests, papersPerMail, layout, name } = before;
  const confirms = before.status === 'unconfirmed' && wish.status === 'confirmed';
  const same =
    before.listed &&
    !confirms &&
    JSON.stringify([rhythm, interests, papersPerMail, layout, name]) ===
      JSON.stringify([wish.rhythm, wish.interests, wish.papersPerMail, wish.layout, wish.name]);
  if (same) return false;
  const { next_due_at, ...columns } = changeable(wish);
  const moved = JSON.stringify(rhythm) !== JSON.stringify(wish.rhythm);
  await tx
    .updateTable('subscribers')
    .set(moved ? { ...columns, next_due_at } : columns)
    .where('id', '=', row.id)
    .execute();
  await tx
    .updateTable('interests')
    .set({ chosen: JSON.stringify(wish.interests) })
    .where('subscriber_id', '=', row.id)
    .execute();
  if (confirms) {
    await tx.updateTable('subscribers').set({ status: 'confirmed' }).where('id', '=', row.id).execute();
    await addConsent(tx, row.id, { act: 'given', how: wish.consent, now });
  }
  return true;
}

function changeable(wish: NewSubscriber) {
  return {
    name: wish.name ?? null,
    time_zone: wish.rhythm.timeZone,
    send_at: wish.rhythm.sendAt,
    days: wish.rhythm.days,
    papers_per_mail: wish.papersPerMail,
    layout: wish.layout,
    origin: wish.origin,
    listed: 1,
    next_due_at: wish.nextDueAt,
  } satisfies Partial<Insertable<Tables['subscribers']>>;
}

interface StatusChange {
  publicId: string;
  status: 'confirmed' | 'unsubscribed';
  act: 'given' | 'withdrawn';
  now: Date;
  how: string;
}

async function setStatus(tx: Kysely<Tables>, { publicId, status, act, now, how }: StatusChange): Promise<boolean> {
  const row = await tx
    .selectFrom('subscribers')
    .select(['id', 'status'])
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  if (!row) return false;
  if (row.status === status) return true;
  await tx.updateTable('subscribers').set({ status }).where('id', '=', row.id).execute();
  await addConsent(tx, row.id, { act, how, now });
  return true;
}

async function addConsent(
  tx: Kysely<Tables>,
  subscriberId: number,
  consent: { act: 'given' | 'withdrawn'; how: string; now: Date },
): Promise<void> {
  const { act, how, now } = consent;
  await tx.insertInto('consents').values({ subscriber_id: subscriberId, at: now.toISOString(), act, how }).execute();
}

async function rowByAddress(tx: Kysely<Tables>, address: string) {
  return tx.selectFrom('subscribers').selectAll().where('address_key', '=', keyOf(address)).executeTakeFirst();
}
