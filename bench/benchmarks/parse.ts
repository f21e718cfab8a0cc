// How fast digests are read: page text by the megabyte, a feed beside bare rss-parser, JSON beside JSON.parse.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Parser from 'rss-parser';
import { parse } from '../../src/parse/parse.ts';
import { RENDERINGS } from '../../test/parse/print-page.ts';
import { interleave, ratios, type Spread, spreadOf } from '../interleave.ts';
import { printApiRows, printFeed } from '../made-up/digests.ts';
import { type MadeUpPaper, madeUpPapers } from '../made-up/papers.ts';
import { judge, type Measured } from '../measured.ts';

const TARGET_BYTES = 5_000_000;
const PROBE_PAPERS = 200;
const REAL_PAGE = 'daily-papers-page.txt';
const FETCHED_AT = '2026-10-05T12:00:00Z';

export async function measure({ data }: { data: string }): Promise<Measured> {
  const pages = new Map(RENDERINGS.map(({ name, print }) => [name, pageOf(print)]));
  const realPage = join(data, REAL_PAGE);
  if (existsSync(realPage)) pages.set('the real page, repeated', repeat(readFileSync(realPage, 'utf8')));
  const pageRows = await measurePages(pages);
  const feed = await measureFeed(textOfSize(printFeed));
  const json = await measureJson(textOfSize(printApiRows));
  const slowest = Math.min(...pageRows.map(({ megabytes }) => megabytes.median));
  return judge({
    lines: [
      ...['page text through parse()', ...pageRows.map(({ name, megabytes }) => row(name, megabytes, 'MB/s')), ''],
      ...['a feed of 5 MB through parse(), as a share of bare rss-parser', row('RSS of arXiv', feed, '×'), ''],
      ...['rows of the Hugging Face API through parse(), as a share of JSON.parse', row('JSON', json, '×')],
    ],
    metrics: {
      ...Object.fromEntries(pageRows.map(({ name, megabytes }) => [`${name}, MB/s`, rounded(megabytes.median)])),
      'slowest page, MB/s': rounded(slowest),
      'feed / rss-parser': rounded(feed.median),
      'JSON / JSON.parse': rounded(json.median),
    },
    targets: { 'slowest page, MB/s': '>= 20', 'feed / rss-parser': '>= 0.6' },
  });
}

async function measurePages(pages: ReadonlyMap<string, string>): Promise<{ name: string; megabytes: Spread }[]> {
  const documents = [...pages].map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
  const runs = documents.map(({ name, bytes }) => [name, () => read(bytes)] as const);
  const times = await interleave(Object.fromEntries(runs));
  return documents.map(({ name, bytes }) => ({
    name,
    megabytes: spreadOf((times[name] ?? []).map(ms => bytes.length / 1e3 / ms)),
  }));
}

async function measureFeed(xml: string): Promise<Spread> {
  const bytes = new TextEncoder().encode(xml);
  const times = await interleave({ ours: () => read(bytes), bare: () => new Parser().parseString(xml) });
  return spreadOf(ratios(times.ours, times.bare));
}

async function measureJson(json: string): Promise<Spread> {
  const bytes = new TextEncoder().encode(json);
  const times = await interleave({ ours: () => read(bytes), bare: () => JSON.parse(json) });
  return spreadOf(ratios(times.ours, times.bare));
}

/** @throws Error where hardly anything was read: speed would mean nothing */
async function read(bytes: Uint8Array): Promise<void> {
  const { papers, rejected } = await parse({ locator: 'bench', fetchedAt: FETCHED_AT, bytes });
  if (papers.length < 1000 || rejected.length > 0) {
    throw new Error(`${papers.length} papers and ${rejected.length} rejects came out of ${bytes.length} bytes`);
  }
}

function pageOf(print: (typeof RENDERINGS)[number]['print']): string {
  return textOfSize(papers =>
    print(papers.map(paper => ({ ...paper, abstract: [paper.abstract], authors: paper.authors.length }))),
  );
}

/** As many papers as it takes to fill five megabytes. */
function textOfSize(print: (papers: readonly MadeUpPaper[]) => string): string {
  const papersInTarget = (PROBE_PAPERS * TARGET_BYTES) / print(madeUpPapers(PROBE_PAPERS)).length;
  return print(madeUpPapers(Math.ceil(papersInTarget)));
}

/** The same page again and again, each time with other titles: equal ones would be merged. */
function repeat(page: string): string {
  const [masthead, ...blocks] = page.trim().split(/\n\s*\n(?=[^\n]+\n\s*\n[^\n]{300})/);
  const times = Math.ceil(TARGET_BYTES / page.length);
  const copies = Array.from({ length: times }, (_, at) => blocks.map(block => block.replace(/\n/, ` ${at}\n`)));
  return [masthead, ...copies.flat()].join('\n\n');
}

function row(name: string, { median, low, high }: Spread, unit: string): string {
  return `  ${name.padEnd(34)} ${median.toFixed(2).padStart(8)} ${unit.padEnd(4)}  (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
