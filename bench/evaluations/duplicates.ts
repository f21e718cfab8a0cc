// How well records of one work are told from those of others: on pairs and tables with gold answers, and on our own sources.
import { basename } from 'node:path';
import { bestMatch } from '../../src/dedupe/best-match.ts';
import { blockingKeys } from '../../src/dedupe/blocking-keys.ts';
import { decide } from '../../src/dedupe/decide.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';
import { dataFiles } from '../data-folder.ts';
import { judge, type Measured } from '../measured.ts';
import { dblpAcmTables, type LabelledPair, labelledPairs } from './duplicate-data.ts';
import { idsWithheld } from './ids-withheld.ts';
import { ingestDays } from './ingest-days.ts';
import { huggingFacePapers, trendPapers, type WrongMerges, wrongMerges } from './other-works.ts';

const PAIR_TARGETS = {
  'Structured-DBLP-ACM': 0.97,
  'Dirty-DBLP-ACM': 0.95,
  'Structured-DBLP-GoogleScholar': 0.9,
  'Dirty-DBLP-GoogleScholar': 0.86,
};
const TABLES = 'dblp-acm';
const TABLES_TARGET = 0.97;
const BLOCKING_TARGET = 0.99;
/** Two of arXiv's are told apart by their ids alone: an extended version and an abbreviation spelt out, over one abstract. */
const WRONG_TARGET = 2;
const NAME_WIDTH = 32;

interface Result {
  name: string;
  precision: number;
  recall: number;
  f1: number;
  /** F1 of the usual way: equal titles, letters and digits only. */
  exact: number;
  /** Share of the true pairs that share a key. */
  found: number;
  truePairs: number;
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const results = [
    measureTables(data),
    ...Object.keys(PAIR_TARGETS).map(set => measurePairs(set, labelledPairs(data, set, 'valid'))),
  ];
  const files = [...dataFiles(data, 'hf-api', '.json'), ...dataFiles(data, 'hf-rss', '.xml')];
  const days = await ingestDays(files.toSorted((a, b) => (basename(a) < basename(b) ? -1 : 1)));
  const withheld = await idsWithheld(files);
  const others = [
    { name: 'arXiv', ...wrongMerges(trendPapers(data)) },
    { name: 'hf-api', ...wrongMerges(await huggingFacePapers(data)) },
  ];
  const found = results.reduce((sum, result) => sum + result.found * result.truePairs, 0);
  const blocking = found / results.reduce((sum, { truePairs }) => sum + truePairs, 0);
  return judge({
    lines: [
      row('', ['precision', 'recall', 'F1', 'F1 of equal titles', 'true pairs that share a key']),
      ...results.map(result =>
        row(
          result.name,
          [result.precision, result.recall, result.f1, result.exact, result.found].map(share => share.toFixed(4)),
        ),
      ),
      `all true pairs together: ${blocking.toFixed(4)} share a key`,
      '',
      `hf-api and hf-rss through ingest: ${days.ids} arXiv ids in ${days.days} files, ${days.papers} papers in the store, ` +
        `${days.missing} wrong merges, ${days.duplicates} missed`,
      `the same with the ids withheld: ${withheld.records} records of ${withheld.ids} ids, ${withheld.works} works, ` +
        `${withheld.mixed} of them of two ids, ${withheld.split} ids in two works`,
      '',
      'different papers without their ids that were taken for one, by what their records show beside the title:',
      ...others.map(inOneLine),
    ],
    metrics: {
      ...Object.fromEntries(results.map(({ name, f1 }) => [name, rounded(f1)])),
      blocking: rounded(blocking),
      'wrong merges': days.missing,
      missed: days.duplicates,
      'ids withheld, mixed': withheld.mixed,
      'ids withheld, split': withheld.split,
      ...Object.fromEntries(others.map(({ name, wrong }) => [`most wrong of ${name}`, Math.max(...wrong.values())])),
    },
    targets: {
      [TABLES]: `>= ${TABLES_TARGET}`,
      ...Object.fromEntries(Object.entries(PAIR_TARGETS).map(([set, target]) => [set, `>= ${target}`])),
      blocking: `>= ${BLOCKING_TARGET}`,
      'wrong merges': '= 0',
      missed: '= 0',
      ...Object.fromEntries(others.map(({ name }) => [`most wrong of ${name}`, `<= ${WRONG_TARGET}`])),
    },
  });
}

function inOneLine({ name, papers, pairs, wrong }: WrongMerges & { name: string }): string {
  const counts = [...wrong].map(([shown, count]) => `${shown} ${count}`).join(', ');
  return `${name}: ${papers} papers, ${pairs} pairs that share a key; ${counts}`;
}

function measurePairs(name: string, pairs: readonly LabelledPair[]): Result {
  const same = pairs.filter(pair => pair.same);
  return {
    name,
    ...score(
      pairs.map(({ a, b, same }) => ({ said: decide(a, b).same, same })),
      same.length,
    ),
    exact: score(
      pairs.map(({ a, b, same }) => ({ said: bareTitle(a) === bareTitle(b), same })),
      same.length,
    ).f1,
    found: same.filter(({ a, b }) => shareKey(a, b)).length / same.length,
    truePairs: same.length,
  };
}

/** As the pipeline does it: the left table is known, and each record of the right one is the likeliest of what its keys find. */
function measureTables(data: string): Result {
  const { left, right, matches } = dblpAcmTables(data);
  const gold = new Set(matches.map(String));
  const places = new Map<string, number[]>();
  for (const [at, paper] of left.entries()) {
    for (const key of keysOf(paper)) {
      const block = places.get(key) ?? [];
      block.push(at);
      places.set(key, block);
    }
  }
  const said = right.flatMap((record, at): [number, number][] => {
    const candidates = [...new Set(keysOf(record).flatMap(key => places.get(key) ?? []))];
    const match = bestMatch(
      record,
      candidates.map(place => left[place]!),
    );
    return match === undefined ? [] : [[candidates[match]!, at]];
  });
  const byTitle = Map.groupBy(left.keys(), at => bareTitle(left[at]!));
  const equal = right.flatMap((record, at) => (byTitle.get(bareTitle(record)) ?? []).map(place => [place, at]));
  const judged = (pairs: readonly number[][]) => pairs.map(pair => ({ said: true, same: gold.has(String(pair)) }));
  return {
    name: TABLES,
    ...score(judged(said), matches.length),
    exact: score(judged(equal), matches.length).f1,
    found: matches.filter(([l, r]) => shareKey(left[l]!, right[r]!)).length / matches.length,
    truePairs: matches.length,
  };
}

function score(answers: readonly { said: boolean; same: boolean }[], truePairs: number) {
  const said = answers.filter(answer => answer.said);
  const right = said.filter(({ same }) => same).length;
  const [precision, recall] = [right / Math.max(1, said.length), right / Math.max(1, truePairs)];
  return { precision, recall, f1: (2 * right) / Math.max(1, said.length + truePairs) };
}

function bareTitle({ title }: PaperFacts): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function shareKey(a: PaperFacts, b: PaperFacts): boolean {
  const keys = new Set(keysOf(a));
  return keysOf(b).some(key => keys.has(key));
}

function keysOf(paper: PaperFacts): string[] {
  return blockingKeys(paper).map(({ kind, value }) => `${kind}:${value}`);
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(NAME_WIDTH)}${cells.map((cell, at) => cell.padStart([9, 8, 8, 20, 29][at] ?? 0)).join('')}`;
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
