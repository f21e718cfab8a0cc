// The labelled papers of `trend/`: which papers of arXiv appeared on Daily Papers.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PaperText } from '../../src/rank/text-features.ts';
import { MissingData } from '../data-folder.ts';

export interface TrendPaper {
  id: string;
  /** Date (YYYY-MM-DD) of its announcement. */
  day: string;
  text: PaperText;
  onDailyPapers: boolean;
}

/** The file holds every paper that appeared, and of those that did not 9,000 of 37,275. */
export const ABSENT_PER_SAMPLED = 37_275 / 9_000;

const FILE = 'trend/arxiv-2025.jsonl.gz';

/** By day, then by id. @throws MissingData */
export function trendPapers(data: string): TrendPaper[] {
  const path = join(data, FILE);
  if (!existsSync(path)) {
    throw new MissingData(`${path} is not there: name the folder with the data by --data DIR or PAPERBOY_DATA`);
  }
  const lines = gunzipSync(readFileSync(path)).toString().trim().split('\n');
  return lines.map(line => toPaper(JSON.parse(line))).sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id));
}

interface TrendLine {
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  day: string;
  on_hf: boolean;
}

/** Names of authors end here: what is learned from can know their number only. */
function toPaper({ id, title, abstract, authors, categories, day, on_hf }: TrendLine): TrendPaper {
  const text = { title, abstract, authorCount: authors.length, primaryCategory: categories[0], categories };
  return { id, day, text, onDailyPapers: on_hf };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
