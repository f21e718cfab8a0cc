// Addresses that must get no mail, whoever lists them: kept as keyed hashes, with the reason and the date.
import type { KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { SuppressionStore } from '../domain/ports.ts';
import { addressHmac, keyOf } from './address-hmac.ts';
import type { Tables } from './tables.ts';

const DAY_MS = 86_400_000;
const POINTS_LAST_DAYS = 14;
const MARK_CHARS = 8;

/** @param addressKey HMAC key under which suppressed addresses are kept; never rotated */
export function suppressionStore(db: Kysely<Tables>, addressKey: KeyObject): SuppressionStore {
  const hmacOf = (address: string) => addressHmac(addressKey, keyOf(address));

  return {
    async add(address, reason, now, detail) {
      const { numInsertedOrUpdatedRows: added } = await db
        .insertInto('suppressions')
        .values({
          address_hmac: hmacOf(address),
          reason,
          at: now.toISOString(),
          lifted_at: null,
          detail: detail ?? null,
        })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return Number(added) > 0;
    },

    async reasonOf(address) {
      const row = await db
        .selectFrom('suppressions')
        .select('reason')
        .where('address_hmac', '=', hmacOf(address))
        .where('lifted_at', 'is', null)
        .executeTakeFirst();
      return row?.reason;
    },

    addSoftPoint: (address, now) => db.transaction().execute(tx => addPoint(tx, hmacOf(address), now)),

    lift: (address, now) =>
      db.transaction().execute(async tx => {
        const hmac = hmacOf(address);
        const lifted = await tx
          .updateTable('suppressions')
          .set({ lifted_at: now.toISOString() })
          .where('address_hmac', '=', hmac)
          .where('lifted_at', 'is', null)
          .returning('at')
          .execute();
        // Else the next soft bounce alone would suppress it again.
        await tx.deleteFrom('bounce_points').where('address_hmac', '=', hmac).execute();
        return lifted.length > 0;
      }),

    async list() {
      const rows = await db
        .selectFrom('suppressions')
        .leftJoin('subscribers', 'subscribers.address_hmac', 'suppressions.address_hmac')
        .select(['suppressions.address_hmac', 'address', 'reason', 'at', 'detail'])
        .where('lifted_at', 'is', null)
        .orderBy('at', 'desc')
        .orderBy('suppressions.address_hmac')
        .execute();
      return rows.map(({ address_hmac, address, reason, at, detail }) => ({
        mark: address_hmac.slice(0, MARK_CHARS),
        reason,
        at,
        ...(address !== null && { address }),
        ...(detail !== null && { detail }),
      }));
    },

    deliveryOf: publicId =>
      db
        .selectFrom('deliveries')
        .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
        .select(['subscribers.public_id as subscriberPublicId', 'address'])
        .where('deliveries.public_id', '=', publicId)
        .executeTakeFirst(),
  };
}

async function addPoint(tx: Kysely<Tables>, hmac: string, now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - (POINTS_LAST_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const today = now.toISOString().slice(0, 10);
  await tx.deleteFrom('bounce_points').where('address_hmac', '=', hmac).where('date', '<', oldest).execute();
  await tx
    .insertInto('bounce_points')
    .values({ address_hmac: hmac, date: today })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const { points } = await tx
    .selectFrom('bounce_points')
    .select(({ fn }) => fn.countAll<number>().as('points'))
    .where('address_hmac', '=', hmac)
    .where('date', '<=', today)
    .executeTakeFirstOrThrow();
  return Number(points);
}
