// Several records of one paper become one: the best value of each field, whatever the order they came in.
import { ANNOUNCE_TYPES, type AnnounceType, type PaperFacts, type PaperLinks, type Upvotes } from '../domain/paper.ts';
import { foldedWords } from './fold-text.ts';

type Choice<T> = (a: T, b: T) => T;

/** How each field is chosen where both records have it. Each is commutative, associative and idempotent; so is the whole. */
const CHOICES: { [K in keyof PaperFacts]-?: Choice<NonNullable<PaperFacts[K]>> } = {
  title: bestTitle,
  otherTitles: united,
  abstract: longest,
  authors: mostNames,
  authorCount: Math.max,
  arxivId: leastText,
  version: Math.max,
  doi: publishersDoi,
  primaryCategory: leastText,
  categories: united,
  announceType: newest,
  publishedAt: earliest,
  listedAt: leastText,
  listedTime: earliest,
  listedYearInferred: (a, b) => a && b,
  position: Math.min,
  year: Math.min,
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

/** A work is not renamed this often; what calls itself so is a mistake that must not make every comparison dear. */
const MAX_OTHER_TITLES = 8;

/** The newest version's title counts; the others are remembered, so that a third record under one of them is found. */
function setTitles(merged: Partial<PaperFacts>, a: PaperFacts, b: PaperFacts): void {
  const ahead = (a.version ?? 0) - (b.version ?? 0);
  const title = ahead === 0 ? bestTitle(a.title, b.title) : (ahead > 0 ? a : b).title;
  const others = new Set([a, b].flatMap(each => [folded(each.title), ...(each.otherTitles ?? [])]));
  others.delete(folded(title));
  others.delete('');
  merged.title = title;
  if (others.size > 0) merged.otherTitles = [...others].sort().slice(0, MAX_OTHER_TITLES);
  else delete merged.otherTitles;
}

function folded(title: string): string {
  return foldedWords(title).join(' ');
}

const LEFTOVERS = /[\\$\uFFFD]|&\w+;/;

/** Without leftovers of TeX, HTML or a wrong character set, in mixed case, and the longer one. */
function bestTitle(a: string, b: string): string {
  const [left, right] = [titleFaults(a), titleFaults(b)];
  if (left !== right) return left < right ? a : b;
  return longest(a, b);
}

function titleFaults(title: string): number {
  const isOneCase = title === title.toLowerCase() || title === title.toUpperCase();
  return (LEFTOVERS.test(title) ? 2 : 0) + (isOneCase ? 1 : 0);
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
    if (left !== undefined && right !== undefined) links[kind] = leastText(left, right);
  }
  return links;
}

function unitedUpvotes(a: Upvotes[], b: Upvotes[]): Upvotes[] {
  const highest = new Map<string, number>();
  for (const { at, count } of [...a, ...b]) highest.set(at, Math.max(count, highest.get(at) ?? 0));
  return [...highest].map(([at, count]) => ({ at, count })).sort((x, y) => compareInstants(x.at, y.at));
}
