import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import * as start from '../../src/store/migrations/0001-start.ts';
import { sqliteDialect } from '../../src/store/sqlite.ts';
import { openStore } from '../../src/store/store.ts';
import { ADDRESS_KEY, temporaryFolder, temporaryStore } from './open.ts';
import { claimAt } from './sending.ts';

test('makes the schema once and keeps the instance id', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const first = await temporaryStore(path);
  const second = await temporaryStore(path);
  expect(first.schema).toEqual({ from: 0, to: 11 });
  expect(second.schema).toEqual({ from: 11, to: 11 });
  expect(second.instanceId).toBe(first.instanceId);
});

test('brings a database of the first schema along, with its papers, documents and people', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const database = new DatabaseSync(path);
  const db = new Kysely<unknown>({ dialect: sqliteDialect(path) });
  await start.up(db);
  await db.destroy();
  database.exec(`
    insert into meta values (1, 1, 1, 'an-instance');
    insert into sources (source, last_read_at, state) values ('hf://daily', '2026-11-20T07:00:00.000Z', 'fresh');
    insert into raw_documents (locator, fetched_at, sha256, bytes)
      values ('./old.txt', '2026-11-20T07:00:00.000Z', 'abc', x'00');
    insert into papers (facts, entered_at) values ('{"title":"Hives"}', '2026-11-20T07:00:00.000Z');
    insert into subscribers (public_id, address, address_key, address_hmac, status, time_zone, send_at, days,
      papers_per_mail, origin, listed, created_at, next_due_at)
      values ('readerreader0001', 'ada@lab.org', 'ada@lab.org', 'x', 'confirmed', 'UTC', '07:00', 'daily',
      10, 'file', 1, '2026-11-20T07:00:00.000Z', '2026-11-21T07:00:00.000Z');
    insert into interests (subscriber_id, chosen) values (1, '{}');
    insert into batches (date, due_at, state, papers)
      values ('2026-11-20', '2026-11-20T07:00:00.000Z', 'ready', '[]');
    insert into selections (batch_id, hash, selection) values (1, 'abc', '{"papers":[],"considered":0,"matched":0}');
    insert into deliveries (public_id, kind, dedupe_key, subscriber_id, batch_id, selection_hash, state, attempt, fence,
      next_at, updated_at) values ('deliverydelivery', 'issue', 'issue:2026-11-20:1', 1, 1, 'abc', 'pending', 0, 0,
      '2026-11-20T07:00:00.000Z', '2026-11-20T07:00:00.000Z');
    insert into suppressions (address_hmac, reason, at) values ('y', 'hard bounce', '2026-11-20T07:00:00.000Z'),
      ('y', 'hard bounce', '2026-11-21T07:00:00.000Z');
  `);
  database.close();
  const store = await temporaryStore(path);
  expect(store.schema).toEqual({ from: 1, to: 11 });
  expect(await store.paperById(1)).toMatchObject({ title: 'Hives' });
  expect(await store.sources.statuses()).toEqual([]);
  expect(await store.subscribers.list()).toMatchObject([{ address: 'ada@lab.org', layout: 'full' }]);
  expect((await store.subscribers.list())[0]).not.toHaveProperty('pausedUntil');
  // What it had planned never goes stale, and an address is suppressed once.
  expect(await claimAt(store.ledger, new Date('2027-01-01T00:00:00Z'))).toMatchObject([{ address: 'ada@lab.org' }]);
  expect(await store.suppressions.list()).toMatchObject([{ at: '2026-11-20T07:00:00.000Z' }]);
  // It was read long ago: nothing is left to do.
  expect(await store.documents.unread(new Date())).toEqual([]);
});

test('survives processes that make it at the same moment', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const module = new URL('../../src/store/store.ts', import.meta.url).href;
  const script = `import { openStore } from ${JSON.stringify(module)};
    const store = await openStore(${JSON.stringify(path)}, Buffer.alloc(32));
    console.log(store.instanceId);
    await store.close();`;
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script]);
  const ids = (await Promise.all([run(), run(), run()])).map(({ stdout }) => stdout.trim());
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(ids).size).toBe(1);
});

test('refuses a database that needs a newer program', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  await (await openStore(path, ADDRESS_KEY)).close();
  const database = new DatabaseSync(path);
  database.exec('update meta set schema = 99, min_reader = 98');
  database.close();
  await expect(openStore(path, ADDRESS_KEY)).rejects.toMatchObject({
    code: 'database_newer',
    message: expect.stringContaining('98'),
  });
});

test('says what is wrong with a file that is no database', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  writeFileSync(path, 'not a database, but long enough to be looked at as one');
  await expect(openStore(path, ADDRESS_KEY)).rejects.toMatchObject({
    code: 'database_unusable',
    message: expect.stringContaining(path),
  });
});

test('commits durably: write-ahead log and full synchronisation', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  await temporaryStore(path);
  const database = new DatabaseSync(path);
  expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  database.close();
});
