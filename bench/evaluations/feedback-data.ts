// Simulated readers: one keyword of Daily Papers each, the earlier papers tagged with it to like, the later ones to find.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenize } from '../../src/select/tokens.ts';
import { MissingData } from '../data-folder.ts';

interface LabelledLine {
  id: string;
  title: string;
  abstract: string;
  source: string;
  day?: string;
  /** The keywords that Hugging Face shows with it. */
  raw: string[];
}

export interface TaggedPaper {
  id: number;
  title: string;
  abstract: string;
  /** YYYY-MM-DD. */
  day: string;
  /** Keywords as written, by their words folded as for matching. */
  tags: ReadonlyMap<string, string>;
}

export interface SimulatedReader {
  /** As the first paper tagged with it writes it. */
  keyword: string;
  tag: string;
  /** The earlier papers with the tag, latest first, at most `LIKES_MAX`. */
  toLike: readonly TaggedPaper[];
}

const FILE = 'topics/labelled-dev.jsonl';
/** The share of the papers, by day, that can be liked; the rest is to be found. */
const EARLIER = 0.6;
const LIKES_MAX = 10;
const TO_FIND_MIN = 5;
/** A reader's keyword with one of these is more than its words. */
const SYNTAX = /[+*"“”„]/;

/** Those of Hugging Face, by day, then by identifier. @throws MissingData */
export function taggedPapers(data: string): TaggedPaper[] {
  const path = join(data, FILE);
  if (!existsSync(path)) {
    throw new MissingData(`${path} is not there: name the folder with the data by --data DIR or PAPERBOY_DATA`);
  }
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines
    .map(line => JSON.parse(line) as LabelledLine)
    .filter((line): line is LabelledLine & { day: string } => line.source === 'hf' && line.day !== undefined)
    .sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id))
    .map(({ title, abstract, day, raw }, at) => ({ id: at + 1, title, abstract, day, tags: readTags(raw) }));
}

/** No day is in both parts. */
export function splitByDay(papers: readonly TaggedPaper[]) {
  const from = papers[Math.floor(papers.length * EARLIER)]?.day ?? '';
  return { from, earlier: papers.filter(({ day }) => day < from), later: papers.filter(({ day }) => day >= from) };
}

/** One for each keyword with enough papers to like and to find, in the order of their tags. */
export function simulateReaders(earlier: readonly TaggedPaper[], later: readonly TaggedPaper[]): SimulatedReader[] {
  const toFind = byTag(later);
  return [...byTag(earlier)]
    .filter(([tag, papers]) => papers.length >= LIKES_MAX && (toFind.get(tag)?.length ?? 0) >= TO_FIND_MIN)
    .map(([tag, papers]) => ({ tag, keyword: papers[0]!.tags.get(tag)!, toLike: papers.slice(-LIKES_MAX).reverse() }))
    .sort((a, b) => compare(a.tag, b.tag));
}

function byTag(papers: readonly TaggedPaper[]): Map<string, TaggedPaper[]> {
  const tagged = new Map<string, TaggedPaper[]>();
  for (const paper of papers) {
    for (const tag of paper.tags.keys()) tagged.set(tag, [...(tagged.get(tag) ?? []), paper]);
  }
  return tagged;
}

function readTags(keywords: readonly string[]): Map<string, string> {
  const plain = keywords.filter(keyword => !SYNTAX.test(keyword));
  const tags = plain.map((keyword): [string, string] => [fold(keyword), keyword]);
  return new Map(tags.filter(([tag]) => tag !== ''));
}

function fold(keyword: string): string {
  return tokenize(keyword)
    .map(({ folded }) => folded)
    .join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
