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

interface Page {
  name: string;
  text: string;
  /** Without abstracts a megabyte is seven thousand cards, and making papers of them is what takes the time. */
  hasAbstracts: boolean;
}

interface PageSpeed extends Page {
  /** A second, of UTF-8. */
  megabytes: Spread;
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const pages = await measurePages([...madeUpPages(), ...realPages(data)]);
  const feed = await shareOf(textOfSize(printFeed), xml => new Parser().parseString(xml));
  const json = await shareOf(textOfSize(printApiRows), rows => JSON.parse(rows));
  const metricOf = ({ name }: Page) => `${name}, MB/s`;
  return judge({
    lines: [
      ...['page text through parse()', ...pages.map(({ name, megabytes }) => row(name, megabytes, 'MB/s')), ''],
      ...['a feed of 5 MB through parse(), beside bare rss-parser', row('RSS of arXiv', feed, 'times as fast'), ''],
      ...['5 MB of rows of the Hugging Face API, beside JSON.parse', row('JSON', json, 'times as fast')],
    ],
    metrics: {
      ...Object.fromEntries(pages.map(page => [metricOf(page), rounded(page.megabytes.median)])),
      'feed / rss-parser': rounded(feed.median),
      'JSON / JSON.parse': rounded(json.median),
    },
    targets: {
      ...Object.fromEntries(pages.filter(({ hasAbstracts }) => hasAbstracts).map(page => [metricOf(page), '>= 20'])),
      'feed / rss-parser': '>= 0.6',
    },
  });
}

function madeUpPages(): Page[] {
  return RENDERINGS.map(({ name, print, shows }) => ({
    name,
    text: textOfSize(papers =>
      print(papers.map(paper => ({ ...paper, abstract: [paper.abstract], authors: paper.authors.length }))),
    ),
    hasAbstracts: shows.has('abstract'),
  }));
}

function realPages(data: string): Page[] {
  const file = join(data, REAL_PAGE);
  if (!existsSync(file)) return [];
  return [{ name: 'the real page, repeated', text: repeat(readFileSync(file, 'utf8')), hasAbstracts: true }];
}

async function measurePages(pages: readonly Page[]): Promise<PageSpeed[]> {
  const documents = pages.map(page => ({ page, bytes: new TextEncoder().encode(page.text) }));
  const runs = documents.map(({ page, bytes }) => [page.name, () => read(bytes)] as const);
  const times = await interleave(Object.fromEntries(runs));
  return documents.map(({ page, bytes }) => ({
    ...page,
    megabytes: spreadOf((times[page.name] ?? []).map(ms => bytes.length / 1e3 / ms)),
  }));
}

/** How fast parse() reads a text, as a multiple of how fast a library reads it that makes no papers of it. */
async function shareOf(text: string, bare: (text: string) => unknown): Promise<Spread> {
  const bytes = new TextEncoder().encode(text);
  const times = await interleave({ ours: () => read(bytes), bare: () => bare(text) });
  return spreadOf(ratios(times.ours, times.bare));
}

/** @throws Error where hardly anything was read: speed would mean nothing */
async function read(bytes: Uint8Array): Promise<void> {
  const { papers, rejected } = await parse({ locator: 'bench', fetchedAt: FETCHED_AT, bytes });
  if (papers.length < 1000 || rejected.length > 0) {
    throw new Error(`${papers.length} papers and ${rejected.length} rejects came out of ${bytes.length} bytes`);
  }
}

/** As many papers as it takes to fill five megabytes. */
function textOfSize(print: (papers: readonly MadeUpPaper[]) => string): string {
  const papersInTarget = (PROBE_PAPERS * TARGET_BYTES) / print(madeUpPapers(PROBE_PAPERS)).length;
  return print(madeUpPapers(Math.ceil(papersInTarget)));
}

/** The same page again and again, each time with other titles: equal ones would be merged. */
function repeat(page: string): string {
  const blocks = page.trim().split(/\n\s*\n/);
  const first = blocks.findIndex(block => block.length > 300) - 1;
  const copies = Array.from({ length: Math.ceil(TARGET_BYTES / page.length) }, (_, copy) =>
    blocks.slice(first).map((block, at) => (at % 2 === 0 ? `${block} ${copy}` : block)),
  );
  return [...blocks.slice(0, first), ...copies.flat()].join('\n\n');
}

function row(name: string, { median, low, high }: Spread, unit: string): string {
  return `  ${name.padEnd(34)} ${median.toFixed(2).padStart(8)} ${unit}  (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
