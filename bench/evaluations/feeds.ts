// How many of feedparser's own expectations about entries hold for our reader, over all of its feeds.
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { decode } from '../../src/parse/decode.ts';
import type { Feed } from '../../src/parse/feed/feed-entry.ts';
import { readFeed } from '../../src/parse/feed/read-feed.ts';
import { dataFiles } from '../data-folder.ts';
import { judge, type Measured } from '../measured.ts';
import { isSame, readExpectation, valueAt } from './feedparser-expectation.ts';

const FOLDERS = ['atom10', 'namespace', 'rdf', 'rss'];
const FETCHED_AT = '2026-10-05T12:00:00Z';

export async function measure({ data }: { data: string }): Promise<Measured> {
  const files = FOLDERS.flatMap(folder => dataFiles(data, `feeds/feedparser/${folder}`, '.xml'));
  const faults: string[] = [];
  const misses: string[] = [];
  let asserted = 0;
  let verbatim = 0;
  for (const path of files) {
    const name = `${basename(dirname(path))}/${basename(path)}`;
    const text = decode({ locator: name, fetchedAt: FETCHED_AT, bytes: readFileSync(path) });
    const feed = await readFeed(text).catch((error: Error) => {
      faults.push(`${name}: ${error.message}`);
      return undefined;
    });
    for (const clause of readExpectation(text)) {
      asserted++;
      const found = clause.paths?.map(at => valueAt(feed ?? NOTHING, at));
      if (found?.every(value => value?.value === clause.expected)) verbatim++;
      else if (!found?.every(value => isSame(value, clause.expected))) {
        misses.push(`${name}: ${clause.text}, is ${JSON.stringify(found?.map(value => value?.value))}`);
      }
    }
  }
  const parsed = share(files.length - faults.length, files.length);
  const held = share(asserted - misses.length, asserted);
  return judge({
    lines: [
      `${files.length} feeds, ${files.length - faults.length} read (${percent(parsed)})`,
      ...faults.map(line => `  not read  ${line}`),
      `${asserted} assertions about title, link, id, author and summary of entries, ${asserted - misses.length} hold (${percent(held)})`,
      `  ${verbatim} of them to the letter, the others as the same tree of HTML (parse5)`,
      ...misses.map(line => `  miss      ${line}`),
    ],
    metrics: { feeds: files.length, parsed, assertions: asserted, held, 'held verbatim': share(verbatim, asserted) },
    targets: { parsed: '>= 0.99', held: '>= 0.95' },
  });
}

const NOTHING: Feed = { entries: [] };

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Number((part / whole).toFixed(4));
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
