// Brings a database to this program's schema: numbered, forward only, each step in one transaction.
import { randomUUID } from 'node:crypto';
import { type Kysely, type QueryExecutorProvider, type SchemaModule, sql } from 'kysely';
import { AppError } from '../domain/errors.ts';
import * as start from './migrations/0001-start.ts';
import * as sources from './migrations/0002-sources.ts';
import * as nearKeys from './migrations/0003-near-keys.ts';
import * as curation from './migrations/0004-curation.ts';
import * as opinions from './migrations/0005-opinions.ts';
import * as mail from './migrations/0006-mail.ts';
import * as delivery from './migrations/0007-delivery.ts';
import * as people from './migrations/0008-people.ts';
import * as lookUps from './migrations/0009-look-ups.ts';
import * as letters from './migrations/0010-letters.ts';
import * as search from './migrations/0011-search.ts';
import type { Tables } from './tables.ts';

interface Migration {
  number: number;
  /** The oldest program schema that can still work with the result. */
  minReader: number;
  up(db: { schema: SchemaModule } & QueryExecutorProvider): Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [
  { number: 1, minReader: 1, up: start.up },
  { number: 2, minReader: 2, up: sources.up },
  { number: 3, minReader: 2, up: nearKeys.up },
  // An older program would mail what was hidden and join what was split.
  { number: 4, minReader: 4, up: curation.up },
  { number: 5, minReader: 4, up: opinions.up },
  // An older program would mail readers who paused.
  { number: 6, minReader: 6, up: mail.up },
  // An older program would send what is held, and what is stale.
  { number: 7, minReader: 7, up: delivery.up },
  // An older program would undo what people set themselves, and show a note that holds no paper as a mail.
  { number: 8, minReader: 8, up: people.up },
  { number: 9, minReader: 8, up: lookUps.up },
  { number: 10, minReader: 8, up: letters.up },
  { number: 11, minReader: 8, up: search.up },
];

const SCHEMA = MIGRATIONS.at(-1)!.number;

/**
 * @returns the schema numbers before and after
 * @throws AppError database_newer if the database needs a newer program than this
 */
export async function migrate(db: Kysely<Tables>): Promise<{ from: number; to: number }> {
  const from = await readSchema(db);
  for (const migration of MIGRATIONS.filter(({ number }) => number > from)) {
    await db.transaction().execute(async tx => {
      // Another process may have been faster while this one waited for the lock.
      if ((await readSchema(tx)) >= migration.number) return;
      await migration.up(tx);
      await writeMeta(tx, migration);
    });
  }
  return { from, to: Math.max(from, SCHEMA) };
}

async function readSchema(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where name = 'meta'`.execute(db);
  if (rows.length === 0) return 0;
  const meta = await db.selectFrom('meta').selectAll().executeTakeFirst();
  if (meta && meta.min_reader > SCHEMA) {
    throw new AppError(
      'database_newer',
      `the database has schema ${meta.schema} and needs a program of at least schema ${meta.min_reader}; this one knows ${SCHEMA}: install a newer Paperboy`,
    );
  }
  return meta?.schema ?? 0;
}

async function writeMeta(tx: Kysely<Tables>, { number, minReader }: Migration): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ id: 1, schema: number, min_reader: minReader, instance_id: randomUUID() })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ schema: number, min_reader: minReader }))
    .execute();
}
