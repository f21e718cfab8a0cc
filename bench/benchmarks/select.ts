// What choosing the papers of a hundred thousand and a million readers costs, beside the loop that everybody would write.
import { loadCatalogue, loadTopicWeights } from '../../src/assembly/package-files.ts';
import type { Selection } from '../../src/domain/issue.ts';
import { type CompiledReaders, compileReaders, type Reader } from '../../src/select/compile-readers.ts';
import { type CompiledCatalogue, compileCatalogue } from '../../src/select/match-topics.ts';
import { PaperIndex } from '../../src/select/paper-index.ts';
import { Selector } from '../../src/select/select.ts';
import { Terms } from '../../src/select/term.ts';
import { scanTopics, type TopicalPaper } from '../../src/select/topical-paper.ts';
import { interleave, ratios, type Spread, spreadOf } from '../interleave.ts';
import {
  prepareExactly,
  preparePlainly,
  prepareReaderExactly,
  prepareReaderPlainly,
  selectNaively,
} from '../made-up/naive-selection.ts';
import { ReaderMaker } from '../made-up/readers.ts';
import { TOPICS, topicalPapers } from '../made-up/topical-papers.ts';
import { judge, type Measured } from '../measured.ts';

const PAPERS = 100;
const READERS = 100_000;
const MANY_READERS = 1_000_000;
/** As the store hands them out. */
const PAGE = 1000;
const ROUNDS = 5;
/** The loop takes minutes for everybody: it is run for some, and its time taken for all in proportion. */
const SAMPLE = 200;
const MEGABYTE = 1e6;

type Part = 'topics' | 'compile' | 'index' | 'select';

/** Processor time of all threads, in milliseconds. */
class Stopwatch {
  readonly spent: Record<Part, number> = { topics: 0, compile: 0, index: 0, select: 0 };

  time<T>(part: Part, work: () => T): T {
    const start = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(start);
    this.spent[part] += (user + system) / 1000;
    return result;
  }
}

export async function measure(): Promise<Measured> {
  const before = process.memoryUsage.rss();
  const papers = topicalPapers(PAPERS);
  const maker = new ReaderMaker(papers);
  const readers = Array.from({ length: READERS }, () => maker.next());
  const catalogue = compileCatalogue(loadCatalogue(), loadTopicWeights());
  const first = run(papers, readers, catalogue);
  const grown = (process.resourceUsage().maxRSS * 1024 - before) / MEGABYTE;
  // Only the times are kept: selections of other runs would weigh on the garbage collector.
  const runs = Array.from({ length: ROUNDS }, () => run(papers, readers, catalogue).spent);
  const many = runMany(papers);
  const loop = await compare(papers, readers, first.selections);
  const spread = (part: Part) => spreadOf(runs.map(spent => spent[part]));
  const chosen = spreadOf(runs.map(({ index, select }) => index + select));
  const total = spreadOf(runs.map(({ topics, index, select }) => topics + index + select));
  const cold = first.spent.index + first.spent.select;
  const different = new Set(first.selections).size;
  const shown = first.selections.reduce((sum, { papers }) => sum + papers.length, 0) / READERS;
  return judge({
    lines: [
      `${READERS} readers × ${PAPERS} papers; processor time of all threads, medians of ${ROUNDS} runs after a first one`,
      `  readers compiled  ${inWords(spread('compile'))}`,
      `  topics matched    ${inWords(spread('topics'))}, with the shipped catalogue and weights`,
      `  papers indexed    ${inWords(spread('index'))}`,
      `  papers selected   ${inWords(spread('select'))}: ${shown.toFixed(1)} a mail, ${different} different selections`,
      `  the last two      ${inWords(chosen)}; ${cold.toFixed(0)} ms in the first run, while the program warms up`,
      `  with the topics   ${inWords(total)}; ${(cold + first.spent.topics).toFixed(0)} ms in the first run`,
      `  in it memory grew by at most ${grown.toFixed(0)} MB, readers and selections included`,
      `${MANY_READERS} readers: compiled ${many.compile.toFixed(0)} ms, indexed and selected ${(many.index + many.select).toFixed(0)} ms`,
      `a plain loop of regular expressions needs ${loop.seconds.toFixed(0)} s, by a sample of ${SAMPLE} readers: ` +
        `${loop.times.median.toFixed(0)} times as long (${loop.times.low.toFixed(0)} to ${loop.times.high.toFixed(0)})`,
      `  ${loop.differing} readers of the sample get other papers from a loop by our exact rules`,
    ],
    metrics: {
      'compile, ms': Math.round(spread('compile').median),
      'topics, ms': Math.round(spread('topics').median),
      'index and select, ms': Math.round(chosen.median),
      'index and select, first run, ms': Math.round(cold),
      'topics, index and select, ms': Math.round(total.median),
      'topics, index and select, first run, ms': Math.round(cold + first.spent.topics),
      'memory, MB': Math.round(grown),
      'compile 1M, ms': Math.round(many.compile),
      'index and select 1M, ms': Math.round(many.index + many.select),
      'times the loop': Math.round(loop.times.median),
      'differing from the loop': loop.differing,
      'different selections': different,
    },
    targets: {
      'compile, ms': '<= 1000',
      'index and select, ms': '<= 500',
      'memory, MB': '<= 300',
      'compile 1M, ms': '<= 10000',
      'index and select 1M, ms': '<= 6000',
      'times the loop': '>= 100',
      'differing from the loop': '= 0',
    },
  });
}

function inWords({ median, low, high }: Spread): string {
  return `${median.toFixed(0)} ms (${low.toFixed(0)} to ${high.toFixed(0)})`;
}

/**
 * Everything from papers and readers to selections with their reasons, equal ones grouped. The topics found cost their time and
 * are not used: made-up papers are about nothing, and readers choose among made-up topics, which many papers have.
 */
function run(papers: readonly TopicalPaper[], readers: readonly Reader[], catalogue: CompiledCatalogue) {
  const watch = new Stopwatch();
  const terms = new Terms();
  watch.time('topics', () =>
    scanTopics(
      papers.map(({ paper }) => paper),
      catalogue,
    ),
  );
  const compiled = watch.time('compile', () => compilePages(readers, terms));
  const index = watch.time('index', () => new PaperIndex(papers, TOPICS, terms));
  const selections = watch.time('select', () => selectPages(index, compiled));
  return { spent: watch.spent, selections };
}

/** Nobody holds a million readers at once: they come in pages, as the store hands them out, and go again. */
function runMany(papers: readonly TopicalPaper[]): Record<Part, number> {
  const watch = new Stopwatch();
  const maker = new ReaderMaker(papers);
  const index = watch.time('index', () => new PaperIndex(papers, TOPICS));
  const selector = watch.time('index', () => new Selector(index));
  const selections: Selection[] = [];
  for (let at = 0; at < MANY_READERS; at += PAGE) {
    const page = Array.from({ length: PAGE }, () => maker.next());
    const compiled = watch.time('compile', () => compileReaders(page, index.terms));
    for (const selection of watch.time('select', () => selector.select(compiled))) selections.push(selection);
  }
  return watch.spent;
}

function compilePages(readers: readonly Reader[], terms: Terms): CompiledReaders[] {
  const pages = Array.from({ length: readers.length / PAGE }, (_, page) =>
    readers.slice(page * PAGE, (page + 1) * PAGE),
  );
  return pages.map(page => compileReaders(page, terms));
}

function selectPages(index: PaperIndex, pages: readonly CompiledReaders[]): Selection[] {
  const selector = new Selector(index);
  return pages.flatMap(page => selector.select(page));
}

/** The plain loop for a sample of the readers, in turns with ours for all; in both everybody's interests are compiled before. */
async function compare(papers: readonly TopicalPaper[], readers: readonly Reader[], selections: readonly Selection[]) {
  const sample = Array.from({ length: SAMPLE }, (_, at) => at * (READERS / SAMPLE));
  const prepared = sample.map(at => prepareReaderPlainly(readers[at]!));
  const texts = papers.map(preparePlainly);
  const terms = new Terms();
  const compiled = compilePages(readers, terms);
  const times = await interleave(
    {
      ours: () => selectPages(new PaperIndex(papers, TOPICS, terms), compiled),
      loop: () => prepared.map(reader => selectNaively(texts, reader)),
    },
    ROUNDS,
  );
  const loop = times.loop.map(ms => (ms * READERS) / SAMPLE);
  const words = papers.map(prepareExactly);
  const differing = sample.filter(at => {
    const ids = selections[at]!.papers.map(({ paperId }) => paperId);
    return ids.join() !== selectNaively(words, prepareReaderExactly(readers[at]!)).join();
  });
  return {
    seconds: spreadOf(loop).median / 1000,
    times: spreadOf(ratios(times.ours, loop)),
    differing: differing.length,
  };
}
