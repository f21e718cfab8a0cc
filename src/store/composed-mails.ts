// Messages that were composed: what the ledger, and the batch behind it, remember of each.
import type { KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Selection } from '../domain/issue.ts';
import type { ComposedMails } from '../domain/ports.ts';
import { toFrozenBatch } from './batches.ts';
import { mailboxMark } from './mailbox-mark.ts';
import type { Tables } from './tables.ts';

export function composedMails(db: Kysely<Tables>, addressKey: KeyObject): ComposedMails {
  return {
    async find(date, subscriberPublicId) {
      const row = await db
        .selectFrom('deliveries')
        .innerJoin('batches', 'batches.id', 'deliveries.batch_id')
        .innerJoin('subscribers', 'subscribers.id', 'deliveries.subscriber_id')
        .leftJoin('selections', join =>
          join.onRef('selections.batch_id', '=', 'batches.id').onRef('selections.hash', '=', 'selection_hash'),
        )
        .selectAll('batches')
        .select(['deliveries.public_id', 'deliveries.state as delivery_state', 'deliveries.updated_at'])
        .select(['composed_at', 'mime_sha256', 'mailbox_mark', 'look', 'token_kid', 'selection'])
        .select(['subscribers.public_id as reader', 'address', 'name'])
        .where('kind', '=', 'issue')
        .where('batches.date', '=', date)
        .where('subscribers.public_id', '=', subscriberPublicId)
        .executeTakeFirst();
      if (!row) return undefined;
      const { composed_at: at, mime_sha256: sha256 } = row;
      if (at === null || sha256 === null) return { state: row.delivery_state };
      const to = { publicId: row.public_id, address: row.address, ...(row.name !== null && { name: row.name }) };
      return {
        ...to,
        subscriberPublicId: row.reader,
        state: row.delivery_state,
        changedAt: row.updated_at,
        composedAt: at,
        mimeSha256: sha256,
        isMailboxSame: row.mailbox_mark === mailboxMark(addressKey, to),
        batch: toFrozenBatch(row),
        ...(row.look !== null && { look: row.look }),
        ...(row.token_kid !== null && { tokenKid: row.token_kid }),
        ...(row.selection !== null && { selection: JSON.parse(row.selection) as Selection }),
      };
    },
  };
}
