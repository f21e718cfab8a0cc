import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collect } from '../../src/ingest/collect.ts';
import { readSource } from '../../src/ingest/source.ts';
import { DIGEST, startWebServer } from './web-server.ts';

const NOW = new Date('2026-11-23T07:00:00Z');
const LIMITS = { allowPrivate: true, userAgent: 'Paperboy/0 (test)' };

test('one failing source never stops the others, and all come in the order they were named', async () => {
  await using server = await startWebServer();
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-collect-'));
  for (const name of ['1.txt', '2.txt']) writeFileSync(join(folder, name), name);
  const words = [
    server.url('reset'),
    join(folder, '*.txt'),
    server.url('404'),
    join(folder, 'none'),
    server.url('plain'),
  ];
  const collected = await collect(
    words.map(word => readSource(word, '')),
    NOW,
    LIMITS,
  );
  rmSync(folder, { recursive: true });

  expect(collected.map(({ source }) => source.name)).toEqual(words);
  const outcome = collected.map(each =>
    'failure' in each ? each.failure.code : each.documents.map(({ bytes }) => Buffer.from(bytes).toString()),
  );
  expect(outcome).toEqual([
    'source_unreachable',
    ['1.txt', '2.txt'],
    'source_unreachable',
    'input_unreadable',
    [DIGEST],
  ]);
});

test('every document says when it was fetched', async () => {
  await using server = await startWebServer();
  const [collected] = await collect([readSource(server.url('plain'), '')], NOW, LIMITS);
  expect(collected).toMatchObject({ documents: [{ fetchedAt: '2026-11-23T07:00:00.000Z' }] });
});
