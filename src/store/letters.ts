// Letters that people asked for on a page: written down before the page answers, and sent from here.
import { type KeyObject, randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { LETTER_MS, type Letter, type LetterAct } from '../domain/letter.ts';
import type { LetterStore } from '../domain/ports.ts';
import { addressHmac, keyOf } from './address-hmac.ts';
import type { LettersTable, Tables } from './tables.ts';

const PUBLIC_ID_BYTES = 12;
/** Whoever sends has died meanwhile: no message takes so long. */
const LOST_MS = 10 * 60_000;
const KEPT_MS = 7 * 86_400_000;

/** @param addressKey HMAC key of addresses; never rotated */
export function letterStore(db: Kysely<Tables>, addressKey: KeyObject): LetterStore {
  const hmacOf = (address: string) => addressHmac(addressKey, keyOf(address));
  const one = (publicId: string) => db.updateTable('letters').where('public_id', '=', publicId);

  return {
    async ask(letters, now) {
      const at = now.toISOString();
      const rows = letters.map(({ address, act, isTrusted }) => ({
        public_id: randomBytes(PUBLIC_ID_BYTES).toString('base64url'),
        kind: act.kind,
        address,
        address_hmac: hmacOf(address),
        act: JSON.stringify(act),
        state: 'waiting' as const,
        asked_at: at,
        expires_at: new Date(now.getTime() + LETTER_MS).toISOString(),
        next_at: at,
        trusted: isTrusted ? 1 : 0,
      }));
      await db.insertInto('letters').values(rows).execute();
    },

    async due(now, limit) {
      const rows = await db
        .selectFrom('letters')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now.toISOString())
        .orderBy('trusted', 'desc')
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toLetter);
    },

    async history(letter, since) {
      const rows = await db
        .selectFrom('letters')
        .select(['public_id', 'kind', 'state', 'sent_at'])
        .where('address_hmac', '=', hmacOf(letter.address))
        .orderBy('id', 'desc')
        .execute();
      const later = rows.slice(
        0,
        rows.findIndex(({ public_id }) => public_id === letter.publicId),
      );
      return {
        sentAt: rows.map(({ sent_at }) => sent_at ?? '').filter(at => at > since.toISOString()),
        isSuperseded: later.some(({ kind, state }) => kind === letter.act.kind && state === 'waiting'),
      };
    },

    async sentSince(since) {
      const { count } = await db
        .selectFrom('letters')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('sent_at', '>', since.toISOString())
        .where('trusted', '=', 0)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async commit(publicId, now) {
      const rows = await one(publicId)
        .set(({ eb }) => ({
          state: 'sending',
          sent_at: now.toISOString(),
          // The link counts from when it leaves.
          expires_at: new Date(now.getTime() + LETTER_MS).toISOString(),
          attempt: eb('attempt', '+', 1),
        }))
        .where('state', '=', 'waiting')
        .returning('id')
        .execute();
      return rows.length > 0;
    },

    async postpone(publicId, until, reply) {
      await one(publicId)
        .set({ state: 'waiting', next_at: until.toISOString(), sent_at: null, ...(reply !== undefined && { reply }) })
        .execute();
    },

    settle: (publicId, state, reply) =>
      db.transaction().execute(async tx => {
        const row = await tx
          .updateTable('letters')
          .set({ state, reply: reply ?? null, ...((state === 'failed' || state === 'dropped') && { sent_at: null }) })
          .where('public_id', '=', publicId)
          .returning(['id', 'kind', 'address_hmac'])
          .executeTakeFirst();
        if (row?.kind !== 'subscribe' || (state !== 'sent' && state !== 'uncertain')) return;
        // Only now that a later link is out there the earlier ones stop to count.
        await tx
          .updateTable('letters')
          .set({ state: 'superseded' })
          .where('address_hmac', '=', row.address_hmac)
          .where('kind', '=', 'subscribe')
          .where('id', '<', row.id)
          .where('state', 'in', ['sent', 'uncertain'])
          .where('answered_at', 'is', null)
          .execute();
      }),

    async recover(now) {
      const rows = await db
        .updateTable('letters')
        .set({ state: 'uncertain', reply: 'the program ended before the server answered' })
        .where('state', '=', 'sending')
        .where('sent_at', '<', new Date(now.getTime() - LOST_MS).toISOString())
        .returning('id')
        .execute();
      return rows.length;
    },

    async byPublicId(publicId) {
      const row = await db.selectFrom('letters').selectAll().where('public_id', '=', publicId).executeTakeFirst();
      return row && toLetter(row);
    },

    async answer(publicId, now) {
      await one(publicId).set({ answered_at: now.toISOString() }).where('answered_at', 'is', null).execute();
    },

    async otherOfMove(letter) {
      const rows = await db.selectFrom('letters').selectAll().where('kind', '=', 'move').execute();
      return rows
        .map(toLetter)
        .find(({ publicId, act }) => publicId !== letter.publicId && moveOf(act) === moveOf(letter.act));
    },

    async prune(now) {
      const before = new Date(now.getTime() - KEPT_MS).toISOString();
      const rows = await db.deleteFrom('letters').where('asked_at', '<', before).returning('id').execute();
      return rows.length;
    },
  };
}

function moveOf(act: LetterAct): string | undefined {
  return act.kind === 'move' ? act.move : undefined;
}

function toLetter(row: Selectable<LettersTable>): Letter {
  return {
    publicId: row.public_id,
    address: row.address,
    act: JSON.parse(row.act) as LetterAct,
    state: row.state,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    attempt: row.attempt,
    ...(row.trusted === 1 && { isTrusted: true as const }),
    ...(row.answered_at !== null && { answeredAt: row.answered_at }),
  };
}
