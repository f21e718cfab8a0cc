import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteDialect } from '../../src/store/sqlite.ts';

test('a full disk is told in plain words, and what was written before is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-full-'));
  const db = new Kysely<Record<string, never>>({ dialect: sqliteDialect(join(folder, 'full.db')) });
  onTestFinished(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });
  await sql`create table letters (text)`.execute(db);
  await sql`insert into letters values ('kept')`.execute(db);
  // To SQLite the end of what it may use is the end of the disk.
  await sql`pragma max_page_count = 3`.execute(db);
  const writing = db.transaction().execute(tx => sql`insert into letters values (${'x'.repeat(50_000)})`.execute(tx));
  await expect(writing).rejects.toMatchObject({
    code: 'database_unusable',
    message: 'the database cannot be written, since the disk is full: make room',
  });
  expect((await sql`select text from letters`.execute(db)).rows).toEqual([{ text: 'kept' }]);
});
