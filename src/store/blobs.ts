// Pieces of text, each kept once under its own hash.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { BlobStore } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

export function blobStore(db: Kysely<Tables>): BlobStore {
  return {
    put: texts =>
      db.transaction().execute(async tx => {
        const rows = texts.map(text => Buffer.from(text)).map(bytes => ({ sha256: sha256(bytes), bytes }));
        for (const row of rows) {
          await tx
            .insertInto('blobs')
            .values(row)
            .onConflict(conflict => conflict.doNothing())
            .execute();
        }
        return rows.map(row => row.sha256);
      }),

    async get(hash) {
      const row = await db.selectFrom('blobs').select('bytes').where('sha256', '=', hash).executeTakeFirst();
      if (!row || sha256(row.bytes) !== hash) return undefined;
      return Buffer.from(row.bytes).toString();
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
