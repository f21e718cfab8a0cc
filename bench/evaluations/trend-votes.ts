// With votes: each morning's list as the pipeline ranks it, against the votes of the next night.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Candidate } from '../../src/domain/paper.ts';
import { parse } from '../../src/parse/parse.ts';
import { rank } from '../../src/rank/rank.ts';
import type { TextPrior } from '../../src/rank/text-prior.ts';
import { dataFiles } from '../data-folder.ts';
import { average, ndcg, pairedDifference, precision, randomNdcg } from './ranking-measures.ts';

/** The lists were taken at about eight (FACTS, the Hugging Face API); they do not say so themselves. */
const TAKEN_AT = 'T08:00:00Z';
const TOP = 5;
/** Weights were chosen on the days before; the others show whether they hold. */
const CHOSEN_BEFORE = '2025-10-01';
const DAY_MS = 86_400_000;

/** One day's papers, each with the votes it had the next night, in three orders. */
interface Day {
  date: string;
  ranked: number[];
  byVotes: number[];
}

export async function measureVotes(data: string, prior: TextPrior) {
  const nights = new Map(dataFiles(data, 'hf-rss', '.xml').map(file => [basename(file).slice(0, 10), file]));
  const days: Day[] = [];
  for (const morning of dataFiles(data, 'hf-api', '.json')) {
    const date = basename(morning, '.json');
    const night = nights.get(new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10));
    const day = night && (await compareDay({ date, morning, night }, prior));
    // In a list of five every paper is among the first five.
    if (day && day.ranked.length > TOP) days.push(day);
  }
  const parts = {
    'days weights were chosen on': days.filter(({ date }) => date < CHOSEN_BEFORE),
    'later days': days.filter(({ date }) => date >= CHOSEN_BEFORE),
    'all days': days,
  };
  const difference = pairedDifference(
    days.map(({ ranked }) => ndcg(ranked, TOP)),
    days.map(({ byVotes }) => ndcg(byVotes, TOP)),
  );
  return {
    metrics: {
      ...metricsOf(days),
      'ndcg@5 later days': round(average(parts['later days'].map(({ ranked }) => ndcg(ranked, TOP)))),
      'ndcg@5 gain': round(difference.mean),
      'ndcg@5 gain, low': round(difference.low),
      'ndcg@5 gain, high': round(difference.high),
    },
    lines: [
      `With votes: the lists of ${days.length} mornings with more than ${TOP} papers, ranked as of 08:00 UTC, against the votes of the next night`,
      `${''.padEnd(30)} ${['NDCG@5', 'votes', 'random', 'P@5', 'votes', 'random'].map(head => head.padStart(7)).join('')}`,
      ...Object.entries(parts).map(([name, part]) => row(name, part)),
      `  NDCG@5 above raw votes: ${signed(difference.mean)}, 95 % of bootstrap samples of days ${signed(difference.low)} to ${signed(difference.high)}`,
    ],
  };
}

async function compareDay(
  { date, morning, night }: { date: string; morning: string; night: string },
  prior: TextPrior,
): Promise<Day> {
  const at = new Date(`${date}${TAKEN_AT}`);
  const later = new Map((await read(night, at)).map(paper => [paper.arxivId, votesOf(paper)]));
  const papers = (await read(morning, at)).filter(({ arxivId }) => later.has(arxivId));
  const gains = (ordered: readonly Candidate[]) => ordered.map(({ arxivId }) => later.get(arxivId) ?? 0);
  const byKey = papers.toSorted((a, b) => ((a.arxivId ?? '') < (b.arxivId ?? '') ? -1 : 1));
  return {
    date,
    ranked: gains(rank(papers, at, prior)),
    byVotes: gains(byKey.toSorted((a, b) => votesOf(b) - votesOf(a))),
  };
}

async function read(file: string, at: Date): Promise<Candidate[]> {
  const { papers } = await parse({ locator: file, fetchedAt: at.toISOString(), bytes: readFileSync(file) });
  return papers;
}

function votesOf({ upvotes }: Candidate): number {
  return upvotes?.at(-1)?.count ?? 0;
}

function metricsOf(days: readonly Day[]) {
  const over = (measure: (day: Day) => number) => round(average(days.map(measure)));
  return {
    'ndcg@5': over(({ ranked }) => ndcg(ranked, TOP)),
    'ndcg@5 raw votes': over(({ byVotes }) => ndcg(byVotes, TOP)),
    'ndcg@5 random': over(({ ranked }) => randomNdcg(ranked, TOP)),
    'p@5': over(({ ranked }) => precision(ranked, TOP)),
    'p@5 raw votes': over(({ byVotes }) => precision(byVotes, TOP)),
    'p@5 random': over(({ ranked }) => TOP / ranked.length),
  };
}

function row(name: string, days: readonly Day[]): string {
  const cells = Object.values(metricsOf(days)).map(value => value.toFixed(4).padStart(7));
  return `  ${`${name} (${days.length})`.padEnd(34)} ${cells.join(' ')}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
