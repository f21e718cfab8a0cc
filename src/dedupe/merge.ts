// Several records of one paper become one: the best value of each field, whatever the order they came in.
import { ANNOUNCE_TYPES, type AnnounceType, type PaperFacts, type PaperLinks, type Upvotes } from '../domain/paper.ts';
import { MAX_OTHER_DOIS } from './identity.ts';
import { foldedTitle, leastTitles } from './known-titles.ts';
import { undressed } from './title-dress.ts';

type Choice<T> = (a: T, b: T) => T;

/** Chosen together with others, below. */
type Together =
  | 'title'
  | 'otherTitles'
  | 'abstract'
  | 'abstractVersion'
  | 'authors'
  | 'authorsVersion'
  | 'doi'
  | 'otherDois'
  | 'year'
  | 'lastYear';

/**
 * How each field is chosen where both records have it. Each is commutative and associative; so is the whole. It is
 * idempotent for what was merged or parsed: longer lists than are kept are cut, and then stay.
 */
const CHOICES: { [K in Exclude<keyof PaperFacts, Together>]-?: Choice<NonNullable<PaperFacts[K]>> } = {
  authorCount: Math.max,
  arxivId: leastText,
  version: Math.max,
  primaryCategory: leastText,
  categories: united,
  announceType: newest,
  publishedAt: earliest,
  listedAt: leastText,
  listedTime: earliest,
  listedYearInferred: (a, b) => a && b,
  position: Math.min,
  venue: longest,
  upvotes: unitedUpvotes,
  comments: Math.max,
  links: unitedLinks,
  codeStars: Math.max,
  keywords: united,
  organization: longest,
  tldr: longest,
};

/**
 * Merges two records of one paper. Fields that are not a paper's facts are kept too, the least JSON text where they differ.
 */
export function mergeFacts<T extends PaperFacts>(a: T, b: T): T {
  const merged: Partial<PaperFacts> & Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [(a as Record<string, unknown>)[field], (b as Record<string, unknown>)[field]];
    const choose = (CHOICES as Record<string, Choice<unknown>>)[field] ?? leastJson;
    const value = left === undefined || right === undefined ? (left ?? right) : choose(left, right);
    if (value !== undefined) merged[field] = value;
  }
  setListing(merged, a, b);
  setTitles(merged, a, b);
  setNewest(merged, [a, b], 'abstract', 'abstractVersion', longest);
  setNewest(merged, [a, b], 'authors', 'authorsVersion', mostNames);
  setDois(merged, [a, b]);
  setYears(merged, [a, b]);
  return merged as unknown as T;
}

/** A date whose year was shown beats one whose year was inferred; among equals the earliest listing counts. */
function setListing(merged: Partial<PaperFacts>, a: PaperFacts, b: PaperFacts): void {
  const listed = [a, b].filter(({ listedAt }) => listedAt !== undefined);
  const shown = listed.filter(({ listedYearInferred }) => !listedYearInferred);
  const dates = (shown.length > 0 ? shown : listed).map(({ listedAt }) => listedAt!);
  if (dates.length > 0) merged.listedAt = dates.reduce(leastText);
  if (shown.length > 0) delete merged.listedYearInferred;
}

/** The newest version's title counts; the others are remembered, so that a third record under one of them is found. */
function setTitles(merged: Partial<PaperFacts>, a: PaperFacts, b: PaperFacts): void {
  const ahead = (a.version ?? 0) - (b.version ?? 0);
  const title = ahead === 0 ? bestTitle(a.title, b.title) : (ahead > 0 ? a : b).title;
  merged.title = title;
  setList(merged, 'otherTitles', leastTitles([a, b].flatMap(knownTitles), foldedTitle(title)));
}

function knownTitles({ title, otherTitles = [] }: PaperFacts): string[] {
  return [foldedTitle(title), ...otherTitles];
}

function setList(merged: Partial<PaperFacts>, field: 'otherTitles' | 'otherDois', values: string[]): void {
  if (values.length > 0) merged[field] = values;
  else delete merged[field];
}

/** The value of the newest version that has one; where that is not the newest of all, its version is remembered. */
function setNewest<F extends 'abstract' | 'authors'>(
  merged: Partial<PaperFacts>,
  records: readonly PaperFacts[],
  field: F,
  versionField: `${F}Version`,
  choose: Choice<NonNullable<PaperFacts[F]>>,
): void {
  delete merged[versionField];
  const dated = records.flatMap(record => {
    const value = record[field];
    return value === undefined ? [] : [{ value, version: record[versionField] ?? record.version ?? 0 }];
  });
  if (dated.length === 0) return;
  const newest = Math.max(...dated.map(({ version }) => version));
  const values = dated.filter(({ version }) => version === newest).map(({ value }) => value);
  merged[field] = values.reduce((a, b) => choose(a, b));
  if (newest !== (merged.version ?? 0)) merged[versionField] = newest;
}

/** The one that says most is shown; all are remembered, since each goes on naming the work. */
function setDois(merged: Partial<PaperFacts>, records: readonly PaperFacts[]): void {
  const all = records.flatMap(({ doi, otherDois = [] }) => (doi === undefined ? otherDois : [doi, ...otherDois]));
  if (all.length === 0) return;
  // In the order in which they are preferred, so that what the cap keeps follows from all of them.
  const [shown, ...others] = [...new Set(all)].sort((a, b) => (publishersDoi(a, b) === a ? -1 : 1));
  merged.doi = shown!;
  setList(merged, 'otherDois', others.slice(0, MAX_OTHER_DOIS).sort());
}

/** A work is as old as its first record, and may have been published as late as its last. */
function setYears(merged: Partial<PaperFacts>, records: readonly PaperFacts[]): void {
  const years = records.flatMap(({ year, lastYear }) => [year, lastYear].filter(each => each !== undefined));
  if (years.length === 0) return;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  merged.year = first;
  if (last > first) merged.lastYear = last;
  else delete merged.lastYear;
}

const LEFTOVERS = /[\\$\uFFFD]|&\w+;/;

/** Without what a site wraps around it, leftovers of TeX, HTML or a wrong character set, in mixed case, and the longer one. */
function bestTitle(a: string, b: string): string {
  const [left, right] = [titleFaults(a), titleFaults(b)];
  if (left !== right) return left < right ? a : b;
  return longest(a, b);
}

function titleFaults(title: string): number {
  const isOneCase = title === title.toLowerCase() || title === title.toUpperCase();
  return (undressed(title) === title ? 0 : 4) + (LEFTOVERS.test(title) ? 2 : 0) + (isOneCase ? 1 : 0);
}

function leastText<T extends string>(a: T, b: T): T {
  return a <= b ? a : b;
}

/** The DOI that arXiv registers says less than the one of a journal or conference. */
function publishersDoi(a: string, b: string): string {
  const [left, right] = [isArxivDoi(a), isArxivDoi(b)];
  if (left !== right) return left ? b : a;
  return leastText(a, b);
}

function isArxivDoi(doi: string): boolean {
  return /^10\.48550\//.test(doi);
}

/** New in one category and cross-listed in another is new. */
function newest(a: AnnounceType, b: AnnounceType): AnnounceType {
  return ANNOUNCE_TYPES.find(type => type === a || type === b) ?? a;
}

function earliest(a: string, b: string): string {
  return compareInstants(a, b) <= 0 ? a : b;
}

/** By time, whichever zone or precision it is written in; the text decides between two spellings of one instant. */
function compareInstants(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function leastJson(a: unknown, b: unknown): unknown {
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b;
}

function longest(a: string, b: string): string {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return leastText(a, b);
}

/** A longer list beats a shorter one, and full names beat initials. */
function mostNames(a: string[], b: string[]): string[] {
  if (a.length !== b.length) return a.length > b.length ? a : b;
  const [left, right] = [a.join('\n'), b.join('\n')];
  return longest(left, right) === left ? a : b;
}

function united(a: string[], b: string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}

function unitedLinks(a: PaperLinks, b: PaperLinks): PaperLinks {
  const links: PaperLinks = { ...a, ...b };
  for (const kind of Object.keys(links) as (keyof PaperLinks)[]) {
    const [left, right] = [a[kind], b[kind]];
    if (left !== undefined && right !== undefined) links[kind] = lastingLink(left, right);
  }
  return links;
}

/** "2401.00001v2" and "2401.00001v2.pdf". */
const VERSION_OF_LINK = /\d{4,7}v(\d+)(?:\.pdf)?$/;

/** One that leads to the newest version, whichever that is, or else to the newer one. */
function lastingLink(a: string, b: string): string {
  const [left, right] = [a, b].map(link => Number(VERSION_OF_LINK.exec(link)?.[1] ?? Number.POSITIVE_INFINITY));
  return left === right ? leastText(a, b) : left! > right! ? a : b;
}

function unitedUpvotes(a: Upvotes[], b: Upvotes[]): Upvotes[] {
  const highest = new Map<string, number>();
  for (const { at, count } of [...a, ...b]) highest.set(at, Math.max(count, highest.get(at) ?? 0));
  return [...highest].map(([at, count]) => ({ at, count })).sort((x, y) => compareInstants(x.at, y.at));
}
