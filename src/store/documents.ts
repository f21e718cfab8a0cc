// Raw documents: the bytes of every digest as they came, with what their server said of them.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DocumentCounts, DocumentStore, KeptDocument } from '../domain/ports.ts';
import type { Tables } from './tables.ts';

export function documentStore(db: Kysely<Tables>): DocumentStore {
  return {
    keep: (document, source) =>
      db.transaction().execute(async tx => {
        const { locator, fetchedAt, mediaType, charset, etag, lastModified, bytes } = document;
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const before = await tx
          .selectFrom('raw_documents')
          .select(['id', 'fetched_at', 'parsed', 'known', 'rejected'])
          .where('locator', '=', locator)
          .where('sha256', '=', sha256)
          .executeTakeFirst();
        if (before) {
          await tx
            .updateTable('raw_documents')
            .set({ etag: etag ?? null, last_modified: lastModified ?? null, seen_at: fetchedAt })
            .where('id', '=', before.id)
            .execute();
          return { ...document, fetchedAt: before.fetched_at, source, id: before.id, seen: countsOf(before) };
        }
        const { id } = await tx
          .insertInto('raw_documents')
          .values({
            source,
            locator,
            fetched_at: fetchedAt,
            seen_at: fetchedAt,
            media_type: mediaType ?? null,
            charset: charset ?? null,
            etag: etag ?? null,
            last_modified: lastModified ?? null,
            sha256,
            bytes,
            read_at: null,
            failure: null,
            parsed: null,
            known: null,
            rejected: null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return { ...document, source, id };
      }),

    async unread(before) {
      const rows = await db
        .selectFrom('raw_documents')
        .selectAll()
        .where('read_at', 'is', null)
        .where('failure', 'is', null)
        .where('seen_at', '<', before.toISOString())
        .orderBy('id')
        .execute();
      return rows.map(
        (row): KeptDocument => ({
          id: row.id,
          source: row.source ?? row.locator,
          locator: row.locator,
          fetchedAt: row.fetched_at,
          mediaType: row.media_type ?? undefined,
          charset: row.charset ?? undefined,
          bytes: row.bytes,
        }),
      );
    },

    refuse: (documentId, failure) =>
      db.transaction().execute(async tx => {
        const refused = await tx
          .updateTable('raw_documents')
          .set({ failure })
          .where('id', '=', documentId)
          .where('read_at', 'is', null)
          .returning('locator')
          .executeTakeFirst();
        if (!refused) return;
        await tx
          .deleteFrom('raw_documents')
          .where('locator', '=', refused.locator)
          .where('failure', 'is not', null)
          .where('id', '<>', documentId)
          .execute();
      }),

    async latest(locator) {
      const row = await db
        .selectFrom('raw_documents')
        .select(['etag', 'last_modified', 'bytes'])
        .where('locator', '=', locator)
        .where('read_at', 'is not', null)
        .orderBy('seen_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { etag: row.etag ?? undefined, lastModified: row.last_modified ?? undefined, bytes: row.bytes };
    },
  };
}

/** Where it was read before the counts were kept there are none, and it is read once more. */
function countsOf(row: { [count in keyof DocumentCounts]: number | null }): DocumentCounts | undefined {
  const { parsed, known, rejected } = row;
  return parsed === null || known === null || rejected === null ? undefined : { parsed, known, rejected };
}
