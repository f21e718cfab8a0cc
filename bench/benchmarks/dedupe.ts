// What a day's papers cost beside ten thousand and a million known ones, and how many near-duplicates of them are found.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { Candidate } from '../../src/domain/paper.ts';
import { keepPaper } from '../../src/pipeline/keep-paper.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { spreadOf } from '../interleave.ts';
import { manyPapers, nearDuplicate } from '../made-up/many-papers.ts';
import { Chance } from '../made-up/papers.ts';
import { judge, type Measured } from '../measured.ts';

const SMALL = 10_000;
const LARGE = 1_000_000;
const DAY = 500;
const NEAR_DUPLICATES = 100;
const ROUNDS = 5;
const NOW = new Date('2026-10-05T12:00:00Z');
const MEGABYTE = 1e6;
const FILL_SCRIPT = join(import.meta.dirname, '../made-up/fill-store.ts');

interface KnownStore {
  known: number;
  path: string;
  store: Store;
}

interface Day {
  /** Of the one write, commit included. */
  totalMs: number;
  /** Of each paper. */
  paperMs: number[];
  /** Near-duplicates that were merged into the paper they are of. */
  found: number;
  /** Papers that were merged into one they are not. */
  wrong: number;
}

export async function measure(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'));
  try {
    const [small, large] = [await filled(folder, SMALL), await filled(folder, LARGE)];
    const before = process.memoryUsage.rss();
    const days = { small: [] as Day[], large: [] as Day[] };
    for (let round = 0; round < ROUNDS + 1; round++) {
      const [first, second] = [await liveDay(small, round), await liveDay(large, round)];
      // The first day only warms up.
      if (round > 0) days.small.push(first);
      if (round > 0) days.large.push(second);
    }
    const grownMb = (process.resourceUsage().maxRSS * 1024 - before) / MEGABYTE;
    const blocks = [blockSizes(small.path), blockSizes(large.path)] as const;
    await Promise.all([small.store.close(), large.store.close()]);
    return report(days, grownMb, blocks);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Filled by another process, whose memory is not ours. */
async function filled(folder: string, known: number): Promise<KnownStore> {
  const path = join(folder, `${known}.db`);
  await promisify(execFile)(process.execPath, [FILL_SCRIPT, path, String(known)]);
  return { known, path, store: await openStore(path, new Uint8Array(32)) };
}

/** Papers that nobody has seen, every fifth of them another record of a known one. */
async function liveDay({ known, store }: KnownStore, day: number): Promise<Day> {
  const chance = new Chance(1000 + day);
  const records = Array.from({ length: DAY }, (_, at): { record: Candidate; paperId?: number } => {
    if (at % (DAY / NEAR_DUPLICATES) > 0) return { record: { ...manyPapers(2_000_000 + day * DAY + at) } };
    const number = chance.below(known);
    return { record: { ...nearDuplicate(manyPapers(number), chance) }, paperId: number + 1 };
  });
  const result: Day = { totalMs: 0, paperMs: [], found: 0, wrong: 0 };
  const start = performance.now();
  await store.papers.write(async papers => {
    for (const { record, paperId } of records) {
      const begun = performance.now();
      const kept = await keepPaper(record, papers, { now: NOW });
      result.paperMs.push(performance.now() - begun);
      if (kept && paperId !== undefined && kept.paperId === paperId) result.found++;
      else if (kept && !kept.inserted) result.wrong++;
    }
  });
  result.totalMs = performance.now() - start;
  return result;
}

interface Blocks {
  keys: number;
  median: number;
  p99: number;
  max: number;
}

/** How many papers share a key, over all keys of near-duplicates. */
function blockSizes(path: string): Blocks {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare(`select papers, count(*) as keys from
      (select count(*) as papers from paper_keys where kind = 'near' group by value) group by papers order by papers`)
    .all() as { papers: number; keys: number }[];
  database.close();
  const keys = rows.reduce((sum, row) => sum + row.keys, 0);
  const quantile = (share: number) => {
    let seen = 0;
    for (const row of rows) {
      seen += row.keys;
      if (seen >= share * keys) return row.papers;
    }
    return 0;
  };
  return { keys, median: quantile(0.5), p99: quantile(0.99), max: rows.at(-1)?.papers ?? 0 };
}

function report(
  days: Record<'small' | 'large', readonly Day[]>,
  grownMb: number,
  [smallBlocks, largeBlocks]: readonly [Blocks, Blocks],
): Measured {
  const [small, large] = [summary(days.small), summary(days.large)];
  const ratio = spreadOf(days.large.map((day, at) => medianOf(day) / medianOf(days.small[at]!)));
  return judge({
    lines: [
      `a day of ${DAY} papers, ${NEAR_DUPLICATES} of them near-duplicates of known ones, in one write; medians of ${ROUNDS} days`,
      line('known papers', ['whole day', 'a paper', 'found', 'wrong', 'keys', 'block: median', 'p99', 'max']),
      line(String(SMALL), cells(small, smallBlocks)),
      line(String(LARGE), cells(large, largeBlocks)),
      `a paper beside ${LARGE} costs ${ratio.median.toFixed(2)} times as much (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
      `memory of this process grew by at most ${grownMb.toFixed(0)} MB`,
    ],
    metrics: {
      'day at 1M, ms': rounded(large.totalMs),
      'paper at 1M / at 10k': rounded(ratio.median),
      'found at 1M': rounded(large.found),
      'wrong at 1M': large.wrong,
      'memory, MB': rounded(grownMb),
      'block median': largeBlocks.median,
      'block p99': largeBlocks.p99,
      'block max': largeBlocks.max,
    },
    targets: {
      'day at 1M, ms': '<= 1000',
      'paper at 1M / at 10k': '<= 2',
      'found at 1M': '>= 0.9',
      'wrong at 1M': '= 0',
      'memory, MB': '<= 400',
    },
  });
}

function medianOf({ paperMs }: Day): number {
  return spreadOf(paperMs).median;
}

function summary(days: readonly Day[]) {
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    totalMs: spreadOf(days.map(({ totalMs }) => totalMs)).median,
    paperMs: spreadOf(days.map(medianOf)).median,
    found: sum(({ found }) => found) / (days.length * NEAR_DUPLICATES),
    wrong: sum(({ wrong }) => wrong),
  };
}

function cells({ totalMs, paperMs, found, wrong }: ReturnType<typeof summary>, { keys, median, p99, max }: Blocks) {
  return [`${totalMs.toFixed(0)} ms`, `${paperMs.toFixed(2)} ms`, found.toFixed(3), wrong, keys, median, p99, max].map(
    String,
  );
}

function line(name: string, columns: readonly string[]): string {
  return `  ${name.padEnd(14)}${columns.map((cell, at) => cell.padStart([10, 10, 8, 7, 10, 15, 7, 9][at] ?? 8)).join('')}`;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
