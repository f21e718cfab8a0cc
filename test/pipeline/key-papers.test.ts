// A store of an older program: its papers get the keys that came later.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import { keyPapers } from '../../src/pipeline/key-papers.ts';
import * as start from '../../src/store/migrations/0001-start.ts';
import * as sources from '../../src/store/migrations/0002-sources.ts';
import { sqliteDialect } from '../../src/store/sqlite.ts';
import { temporaryFolder, temporaryStore } from '../store/open.ts';

const NOW = new Date('2026-11-23T15:00:00Z');

test('papers from before an upgrade are found by near-duplicates, and by the titles of all their records', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const db = new Kysely<unknown>({ dialect: sqliteDialect(path) });
  await start.up(db);
  await sources.up(db);
  await db.destroy();
  const database = new DatabaseSync(path);
  database.exec(`
    insert into meta values (1, 2, 2, 'an-instance');
    insert into raw_documents (locator, fetched_at, sha256, bytes, read_at) values ('old.txt', '2026', 'abc', x'00', '2026');
    insert into papers (facts, entered_at)
      values ('{"title":"Sparse Hives: Counting Bees with Graph Models","arxivId":"2511.00001"}', '2026-11-20T07:00:00.000Z');
    insert into paper_keys values ('arxiv', '2511.00001', 1), ('title', 'sparsehivescountingbeeswithgraphmodels', 1);
    insert into records (document_id, paper_id, source, record)
      values (1, 1, 'page-text', '{"title":"Bounding the Bees of Every Comb","arxivId":"2511.00001"}');
  `);
  database.close();

  const store = await temporaryStore(path);
  await keyPapers(store.papers);
  expect(await store.papers.withoutKeys(10)).toEqual([]);
  const keep = (title: string) => store.papers.write(papers => keepPaper({ title }, papers, { now: NOW }));
  expect(await keep('Sparse Hives: Couting Bees with Graph Models')).toEqual({ paperId: 1, inserted: false });
  const byOldTitle = await store.papersByKeys([{ kind: 'title', value: 'boundingthebeesofeverycomb' }]);
  expect(byOldTitle.map(({ id }) => id)).toEqual([1]);
});
