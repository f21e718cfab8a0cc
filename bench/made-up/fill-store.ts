// `node bench/made-up/fill-store.ts PATH COUNT`: a store full of made-up papers. A process of its own, so that its memory is not counted.
import { DatabaseSync } from 'node:sqlite';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import { openStore } from '../../src/store/store.ts';
import { manyPapers } from './many-papers.ts';

const [path, count] = process.argv.slice(2);
if (path === undefined || count === undefined) throw new Error('expected a path and a number of papers');

await (await openStore(path, new Uint8Array(32))).close();
const database = new DatabaseSync(path);
// Nobody else reads it, and nothing is lost if it breaks.
database.exec('pragma synchronous = off; pragma cache_size = -200000; pragma temp_store = file; begin');
database.exec('create temp table unsorted (kind text, value text, paper_id integer)');
const addPaper = database.prepare(
  "insert into papers (id, facts, entered_at, keyed) values (?, ?, '2025-01-01T00:00:00.000Z', 1)",
);
const addKey = database.prepare('insert into temp.unsorted values (?, ?, ?)');
for (let number = 0; number < Number(count); number++) {
  const paper = manyPapers(number);
  addPaper.run(number + 1, JSON.stringify(paper));
  for (const { kind, value } of blockingKeys(paper)) addKey.run(kind, value, number + 1);
}
// In the order of the index: adding them as they come would read and write all of it again and again.
database.exec(
  'insert into paper_keys select kind, value, paper_id from temp.unsorted order by kind, value, paper_id; commit',
);
database.close();
