// Does "More like this" help? Simulated readers of one keyword each, before and after their first likes.
import { loadTextPrior } from '../../src/assembly/package-files.ts';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { OpinionKind, ReaderOpinions } from '../../src/domain/opinion.ts';
import type { Paper } from '../../src/domain/paper.ts';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { rank } from '../../src/rank/rank.ts';
import { worthOf } from '../../src/select/learnt-order.ts';
import { TermSpace } from '../../src/select/learnt-space.ts';
import { learnTaste } from '../../src/select/learnt-taste.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { select } from '../../src/select/select.ts';
import { judge, type Measured } from '../measured.ts';
import { type SimulatedReader, simulateReaders, splitByDay, type TaggedPaper, taggedPapers } from './feedback-data.ts';
import { average, averagePrecision, pairedDifference } from './ranking-measures.ts';

const LIKES = [1, 3, 5, 10] as const;

/** The later papers, as they would be selected from. */
interface Pool {
  /** By falling trend. */
  papers: readonly RankedPaper[];
  tagsOf: ReadonlyMap<number, TaggedPaper['tags']>;
  index: PaperIndex;
  space: TermSpace;
  now: Date;
}

/** Average precision of one reader's ranking of the whole pool: without likes, then after each number of them. */
interface Found {
  alone: number;
  after: number[];
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const { from, earlier, later } = splitByDay(taggedPapers(data));
  const readers = simulateReaders(earlier, later);
  const pool = poolOf(later, new Date(from));
  const found = readers.map(reader => findFor(reader, pool));
  // The constants of `learnt-*.ts` were chosen on the one half; the other is reported.
  const [chosenOn = [], reported = []] = [0, 1].map(half => found.filter((_, at) => at % 2 === half));
  const alone = reported.map(reader => reader.alone);
  const gains = LIKES.map((_, at) =>
    pairedDifference(
      reported.map(({ after }) => after[at]!),
      alone,
    ),
  );
  const metrics: Record<string, number> = { 'map keyword alone': round(average(alone)) };
  const targets: Record<string, string> = {};
  for (const [at, likes] of LIKES.entries()) {
    metrics[`map after ${likes}`] = round(average(reported.map(({ after }) => after[at]!)));
    metrics[`gain after ${likes}, low`] = round(gains[at]!.low);
    targets[`map after ${likes}`] = `>= ${metrics['map keyword alone']}`;
  }
  const row = (name: string, half: readonly Found[]) =>
    `  ${name.padEnd(24)}${percent(average(half.map(reader => reader.alone)))}${LIKES.map((_, at) => percent(average(half.map(({ after }) => after[at]!)))).join('')}`;
  return judge({
    lines: [
      `${readers.length} keywords; likes are of ${earlier.length} papers before ${from}, found are those tagged with the keyword among ${later.length} since`,
      '',
      `  MAP                       alone${LIKES.map(likes => `  +${likes}`.padStart(8)).join('')}`,
      row(`reported, ${reported.length} keywords`, reported),
      `  ${'gain'.padEnd(24)}        ${gains.map(({ mean }) => percent(mean)).join('')}`,
      `  ${'its interval, 95 %'.padEnd(24)}        ${gains.map(({ low }) => percent(low)).join('')}`,
      `  ${''.padEnd(24)}        ${gains.map(({ high }) => percent(high)).join('')}`,
      row(`chosen on, ${chosenOn.length} keywords`, chosenOn),
    ],
    metrics,
    targets,
  });
}

function poolOf(later: readonly TaggedPaper[], now: Date): Pool {
  const papers = rank(later.map(toPaper), now, loadTextPrior());
  return {
    papers,
    tagsOf: new Map(later.map(({ id, tags }) => [id, tags])),
    index: new PaperIndex(
      papers.map(paper => ({ paper, topics: new Map() })),
      [],
    ),
    space: new TermSpace(papers),
    now,
  };
}

function findFor(reader: SimulatedReader, pool: Pool): Found {
  const { papers, tagsOf, index } = pool;
  const interests = { ...NO_INTERESTS, keywords: [reader.keyword] };
  const everything = { papersPerMail: papers.length, windowStart: new Date(0), alreadySent: new Map() };
  const matched = new Set(select(index, { interests, ...everything }).papers.map(({ paperId }) => paperId));
  const places = papers.map(({ id }, place) => ({ place, matches: matched.has(id) }));
  const precision = (similarities: Float64Array) => {
    const worth = places.map(choice =>
      worthOf(choice, { papers: papers.length, hasInterests: true }, { similarities }),
    );
    const order = [...papers.keys()].sort((a, b) => worth[b]! - worth[a]! || a - b);
    return averagePrecision(order.map(place => tagsOf.get(papers[place]!.id)!.has(reader.tag)));
  };
  return {
    alone: precision(new Float64Array(papers.length)),
    after: LIKES.map(likes =>
      precision(learnTaste(say('more', reader.toLike.slice(0, likes)), pool, pool.now)!.similarities),
    ),
  };
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
