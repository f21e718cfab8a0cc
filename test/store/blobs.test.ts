import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder, temporaryStore } from './open.ts';

const TEXTS = ['a template', '\uFEFFwith a byte order mark and ünïcödé', ''];

test('gives back each text under the SHA-256 of its UTF-8', async () => {
  const { blobs } = await temporaryStore();
  const hashes = await blobs.put(TEXTS);
  expect(hashes).toEqual(TEXTS.map(text => createHash('sha256').update(text).digest('hex')));
  expect(await Promise.all(hashes.map(blobs.get))).toEqual(TEXTS);
  expect(await blobs.get('0'.repeat(64))).toBeUndefined();
});

test('keeps the same text once, however often it is put', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const { blobs } = await temporaryStore(path);
  expect(await blobs.put(['one', 'one', 'two'])).toEqual([...(await blobs.put(['one', 'one'])), expect.any(String)]);
  const database = new DatabaseSync(path);
  expect(database.prepare('select count(*) as blobs from blobs').get()).toEqual({ blobs: 2 });
  database.close();
});

test('gives back nothing where the bytes are no longer those of the hash', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const { blobs } = await temporaryStore(path);
  const [hash] = await blobs.put(['as it was']);
  const database = new DatabaseSync(path);
  database.exec(`update blobs set bytes = x'00'`);
  database.close();
  expect(await blobs.get(hash!)).toBeUndefined();
});
