// Does "More like this" help? Simulated readers of one keyword each, before and after their first likes.
import { loadTextPrior } from '../../src/assembly/package-files.ts';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { OpinionKind, ReaderOpinions } from '../../src/domain/opinion.ts';
import type { Paper } from '../../src/domain/paper.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { rank } from '../../src/rank/rank.ts';
import { worthOf } from '../../src/select/learnt-order.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste, type Taste } from '../../src/select/learnt-taste.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { select } from '../../src/select/select.ts';
import { judge, type Measured } from '../measured.ts';
import { type SimulatedReader, simulateReaders, splitByDay, type TaggedPaper, taggedPapers } from './feedback-data.ts';
import { average, averagePrecision, pairedDifference } from './ranking-measures.ts';

const LIKES = [1, 3, 5, 10] as const;
/** In this one ranking of everything; a mail simply holds all that matches before anything else. */
const MATCH_WORTH = 0.2;

/** The later papers, as they would be selected from. */
interface Pool {
  /** By falling trend. */
  papers: readonly RankedPaper[];
  tagsOf: ReadonlyMap<number, TaggedPaper['tags']>;
  index: PaperIndex;
  space: TermSpace;
  now: Date;
}

/** Average precision of one reader's papers: without likes, then after each number of them. */
interface Found {
  alone: number;
  after: number[];
}

/** What is judged: all papers in the order of the reader's interests and taste, or only what a mail would hold of them. */
const ORDERS = { everything: orderOfEverything, 'a mail': orderOfMail } as const;
type Order = keyof typeof ORDERS;
/** What the metrics of each begin with. */
const METRIC = { everything: 'map', 'a mail': 'mail map' } as const satisfies Record<Order, string>;

export async function measure({ data }: { data: string }): Promise<Measured> {
  const { from, earlier, later } = splitByDay(taggedPapers(data));
  const readers = simulateReaders(earlier, later);
  const pool = poolOf(later, new Date(from));
  const judged = (Object.keys(ORDERS) as Order[]).map(order =>
    judgeOrder(
      order,
      readers.map(reader => findFor(reader, pool, ORDERS[order])),
    ),
  );
  return judge({
    lines: [
      `${readers.length} keywords; likes are of ${earlier.length} papers before ${from}, found are those tagged with the keyword among ${later.length} since`,
      ...judged.flatMap(({ lines }) => lines),
      '',
      'A mail holds what matches and the few that taste lets in; a paper that it does not hold counts as not found.',
    ],
    metrics: Object.assign({}, ...judged.map(({ metrics }) => metrics)),
    targets: Object.assign({}, ...judged.map(({ targets }) => targets)),
  });
}

function judgeOrder(order: Order, found: readonly Found[]): Omit<Measured, 'ok'> {
  // The constants of `learnt-*.ts` were chosen on the one half; the other is reported.
  const [chosenOn = [], reported = []] = [0, 1].map(half => found.filter((_, at) => at % 2 === half));
  const alone = reported.map(reader => reader.alone);
  const gains = LIKES.map((_, at) =>
    pairedDifference(
      reported.map(({ after }) => after[at]!),
      alone,
    ),
  );
  const name = METRIC[order];
  const metrics: Record<string, number> = { [`${name} keyword alone`]: round(average(alone)) };
  const targets: Record<string, string> = {};
  for (const [at, likes] of LIKES.entries()) {
    metrics[`${name} after ${likes}`] = round(average(reported.map(({ after }) => after[at]!)));
    metrics[`${name} gain after ${likes}, low`] = round(gains[at]!.low);
    targets[`${name} after ${likes}`] = `> ${metrics[`${name} keyword alone`]}`;
  }
  const row = (title: string, half: readonly Found[]) =>
    `  ${title.padEnd(24)}${percent(average(half.map(reader => reader.alone)))}${LIKES.map((_, at) => percent(average(half.map(({ after }) => after[at]!)))).join('')}`;
  const lines = [
    '',
    `  ${`MAP of ${order}`.padEnd(24)}   alone${LIKES.map(likes => `  +${likes}`.padStart(8)).join('')}`,
    row(`reported, ${reported.length} keywords`, reported),
    `  ${'gain'.padEnd(24)}        ${gains.map(({ mean }) => percent(mean)).join('')}`,
    `  ${'its interval, 95 %'.padEnd(24)}        ${gains.map(({ low }) => percent(low)).join('')}`,
    `  ${''.padEnd(24)}        ${gains.map(({ high }) => percent(high)).join('')}`,
    row(`chosen on, ${chosenOn.length} keywords`, chosenOn),
  ];
  return { lines, metrics, targets };
}

function poolOf(later: readonly TaggedPaper[], now: Date): Pool {
  const papers = rank(later.map(toPaper), now, loadTextPrior());
  return {
    papers,
    tagsOf: new Map(later.map(({ id, tags }) => [id, tags])),
    index: new PaperIndex(
      papers.map(paper => ({ paper, topics: new Map(), hints: new Set() })),
      [],
    ),
    space: new TermSpace(papers),
    now,
  };
}

function findFor({ keyword, tag, toLike }: SimulatedReader, pool: Pool, orderOf: typeof orderOfMail): Found {
  const isToFind = (id: number) => pool.tagsOf.get(id)!.has(tag);
  const toFind = pool.papers.filter(({ id }) => isToFind(id)).length;
  const precision = (taste?: Taste) => {
    const shown = orderOf(pool, keyword, taste).map(isToFind);
    return (averagePrecision(shown) * shown.filter(Boolean).length) / toFind;
  };
  return {
    alone: precision(),
    after: LIKES.map(likes => precision(learnTaste(say('more', toLike.slice(0, likes)), pool, pool.now))),
  };
}

/** @returns ids: as the product selects for a mail that has room for all */
function orderOfMail({ papers, index }: Pool, keyword: string, taste?: Taste): number[] {
  const reader = {
    interests: { ...NO_INTERESTS, keywords: [keyword] },
    papersPerMail: papers.length,
    windowStart: new Date(0),
    alreadySent: new Map(),
    ...(taste && { taste }),
  };
  return select(index, reader).papers.map(({ paperId }) => paperId);
}

/** @returns ids: everything by one worth, so that a paper without the keyword can come before one that has it */
function orderOfEverything(pool: Pool, keyword: string, taste?: Taste): number[] {
  const { papers } = pool;
  const matched = new Set(orderOfMail(pool, keyword));
  const scale = { papers: papers.length, hasInterests: true };
  const { similarities } = taste ?? { similarities: new Float64Array(papers.length) };
  const worth = papers.map(
    ({ id }, place) => worthOf(place, scale, { similarities }) + (matched.has(id) ? MATCH_WORTH : 0),
  );
  return [...papers.keys()].sort((a, b) => worth[b]! - worth[a]! || a - b).map(place => papers[place]!.id);
}

function say(kind: OpinionKind, papers: readonly TaggedPaper[]): ReaderOpinions {
  return { isOn: true, dropped: [], opinions: papers.map(paper => ({ kind, at: paper.day, paper: toPaper(paper) })) };
}

function toPaper({ id, title, abstract, day }: TaggedPaper): Paper {
  return { id, title, abstract, enteredAt: new Date(day).toISOString() };
}

function percent(share: number): string {
  return (share * 100).toFixed(1).padStart(8);
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
