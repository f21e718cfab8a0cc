// docs/operations.md tells the operator about every state, and its queries work.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { DeliveryState } from '../../src/domain/delivery.ts';
import { openStore } from '../../src/store/store.ts';
import { fencedBlocks, onlyCode, readProjectFile, tableRows } from './markdown.ts';

const document = readProjectFile('docs/operations.md');

/** The compiler keeps this list complete. */
const STATES = {
  pending: true,
  claimed: true,
  committing: true,
  submitted: true,
  deferred: true,
  failed: true,
  suppressed: true,
  uncertain: true,
  skipped: true,
} as const satisfies Record<DeliveryState, true>;

test('every state of a delivery is explained', () => {
  const explained = tableRows(document, 'state').map(([state = '']) => onlyCode(state));
  expect(explained).toEqual(Object.keys(STATES));
});

test('every query runs on a database as Paperboy makes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-docs-'));
  try {
    const path = join(folder, 'paperboy.db');
    const store = await openStore(path, new Uint8Array(32));
    await store.close();
    const database = new DatabaseSync(path, { readOnly: true });
    const queries = fencedBlocks(document, 'sql');
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) expect(database.prepare(query).all()).toEqual([]);
    database.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
