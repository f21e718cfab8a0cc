// People: what they asked for, what they consented to, and whether they get mail.
import type { KeyObject } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { SubscriberStore } from '../domain/ports.ts';
import type { Consent, SettableField } from '../domain/subscriber.ts';
import { addressHmac, keyOf } from './address-hmac.ts';
import { addConsents, consentsOf } from './consents.ts';
import { noMail } from './no-mail.ts';
import { listSubscribers, subscriberRows, toSubscriber } from './subscriber-rows.ts';
import { syncListed } from './sync-listed.ts';
import type { Tables } from './tables.ts';
import { writeWishes } from './write-wishes.ts';

/** @param addressKey HMAC key under which suppressed addresses are kept; never rotated */
export function subscriberStore(db: Kysely<Tables>, addressKey: KeyObject): SubscriberStore {
  const addAll: SubscriberStore['addAll'] = async (wishes, options) => {
    const decisions = await db.transaction().execute(tx => writeWishes(tx, wishes, { addressKey, ...options }));
    return decisions.map(({ outcome }) => outcome);
  };

  return {
    sync: (wishes, options) => db.transaction().execute(tx => syncListed(tx, wishes, { addressKey, ...options })),

    addAll,

    async add(wish, now) {
      const [outcome] = await addAll([wish], { now });
      return outcome!;
    },

    release: (publicId, fields) => db.transaction().execute(tx => release(tx, publicId, new Set(fields))),

    consents: subscriberId => consentsOf(db, subscriberId),

    list: (filter = {}, now = new Date(0)) => listSubscribers(db, filter, now),

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
      db.transaction().execute(tx => setStatus(tx, publicId, { status: 'unsubscribed', act: 'withdrawn', now, how })),
    resubscribe: (publicId, now, how) =>
      db.transaction().execute(tx => setStatus(tx, publicId, { status: 'confirmed', act: 'given', now, how })),

    async sayWhyLeft(publicId, now, how) {
      const row = await subscriberRows(db)
        .where('public_id', '=', publicId)
        .where('status', '=', 'unsubscribed')
        .executeTakeFirst();
      if (row) await addConsents(db, [{ subscriberId: row.id, act: 'withdrawn', how }], now);
    },

    move: (publicId, address) =>
      db.transaction().execute(async tx => {
        const key = keyOf(address);
        const taken = await tx.selectFrom('subscribers').select('public_id').where('address_key', '=', key).execute();
        if (taken.some(({ public_id }) => public_id !== publicId)) return false;
        const moved = await tx
          .updateTable('subscribers')
          .set({ address, address_key: key, address_hmac: addressHmac(addressKey, key) })
          .where('public_id', '=', publicId)
          .where('erased_at', 'is', null)
          .returning('id')
          .execute();
        return moved.length > 0;
      }),

    async pause(publicId, until, now) {
      const at = now.toISOString();
      // Its end is remembered, so that what was due during the pause stays left out.
      const ended = sql<string | null>`case when paused_until > ${at} then ${at} else paused_until end`;
      const rows = await db
        .updateTable('subscribers')
        .set({ paused_until: until?.toISOString() ?? ended })
        .where('public_id', '=', publicId)
        .where('erased_at', 'is', null)
        .returning('id')
        .execute();
      return rows.length > 0;
    },
  };
}

interface StatusChange {
  status: 'confirmed' | 'unsubscribed';
  act: Consent['act'];
  now: Date;
  how: string;
}

async function setStatus(
  tx: Kysely<Tables>,
  publicId: string,
  { status, act, now, how }: StatusChange,
): Promise<boolean> {
  const row = await tx
    .selectFrom('subscribers')
    .select(['id', 'status'])
    .where('public_id', '=', publicId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (!row) return false;
  if (row.status === status) return true;
  await tx.updateTable('subscribers').set({ status }).where('id', '=', row.id).execute();
  await addConsents(tx, [{ subscriberId: row.id, act, how }], now);
  return true;
}

async function release(tx: Kysely<Tables>, publicId: string, fields: ReadonlySet<SettableField>): Promise<boolean> {
  const row = await tx
    .selectFrom('subscribers')
    .select(['id', 'own_fields'])
    .where('public_id', '=', publicId)
    .executeTakeFirst();
  if (!row) return false;
  const own = (JSON.parse(row.own_fields) as SettableField[]).filter(field => !fields.has(field));
  await tx
    .updateTable('subscribers')
    .set({ own_fields: JSON.stringify(own) })
    .where('id', '=', row.id)
    .execute();
  return true;
}
