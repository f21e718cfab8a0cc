// `paperboy papers`: what is known of one paper and from where; an operator's corrections of it.
import { Command, Option } from 'commander';
import type { House } from '../assembly/house.ts';
import { loadConfig } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';
import type { PaperRecord } from '../domain/ports.ts';
import { joinPapers, splitPaper } from '../pipeline/curate-papers.ts';
import { minute } from './ingest-report.ts';
import { printLine } from './json-lines.ts';
import { PAPER_ARGUMENT, wantedPaper } from './wanted-paper.ts';

interface ListOptions {
  days: number;
  hidden?: true;
  json?: true;
}

const DAY_MS = 86_400_000;
const MAX_DAYS = 3650;

export function papersCommand(): Command {
  const command = new Command('papers').description(
    'what is known of a paper and from where; correct what is one paper',
  );
  command
    .command('list')
    .description('the papers that came in lately, latest first')
    .addOption(new Option('--days <number>', 'how far back').argParser(daysBack).default(7))
    .option('--hidden', 'those that are hidden instead, whenever they came in')
    .option('--json', 'print them as JSON Lines, as the filters read them')
    .action((options: ListOptions) => inHouse(house => list(house, options)));
  command
    .command('show')
    .description('the facts of a paper, and every record that went into it')
    .argument('<paper>', PAPER_ARGUMENT)
    .option('--json', 'print them as JSON')
    .action((paper: string, { json }: { json?: true }) => inHouse(house => show(house, paper, json)));
  command
    .command('merge')
    .description('two papers are one work: the second becomes part of the first')
    .argument('<paper>', PAPER_ARGUMENT)
    .argument('<other>', 'likewise')
    .action((paper: string, other: string) => inHouse(house => merge(house, paper, other)));
  command
    .command('split')
    .description('some records of a paper are another work: they become a paper of their own, and stay so')
    .argument('<paper>', PAPER_ARGUMENT)
    .argument('<records...>', 'numbers of the records that leave, as `papers show` prints them')
    .action((paper: string, records: string[]) => inHouse(house => split(house, paper, records)));
  command
    .command('hide')
    .description('keep a paper out of all further mails and of the pages')
    .argument('<paper>', PAPER_ARGUMENT)
    .action((paper: string) => inHouse(house => hide(house, paper, true)));
  command
    .command('unhide')
    .description('take `papers hide` back')
    .argument('<paper>', PAPER_ARGUMENT)
    .action((paper: string) => inHouse(house => hide(house, paper, false)));
  return command;
}

async function inHouse(work: (house: House) => Promise<void>): Promise<void> {
  const { openHouse } = await import('../assembly/house.ts');
  const house = await openHouse(loadConfig());
  await work(house).finally(() => house.close());
}

function daysBack(text: string): number {
  const days = Number(text);
  if (!(days > 0 && days <= MAX_DAYS))
    throw new AppError('usage', `--days is "${text}": expected a number above 0, at most ${MAX_DAYS}`);
  return days;
}

async function list({ store, clock }: House, { days, hidden, json }: ListOptions): Promise<void> {
  const now = clock.now().getTime();
  const entered = () => store.papers.enteredBetween(new Date(now - days * DAY_MS), new Date(now + 1));
  for (const paper of hidden ? await store.papers.hidden() : (await entered()).toReversed()) {
    const { id, arxivId, title, enteredAt } = paper;
    if (json) printLine(paper);
    else console.log([String(id).padStart(6), minute(enteredAt), (arxivId ?? '').padEnd(10), title].join('  '));
  }
}

async function show(house: House, wanted: string, json?: true): Promise<void> {
  const { store } = house;
  const paper = await wantedPaper(house, wanted);
  const { records, apart } = await store.papers.curate(async papers => ({
    records: await papers.recordsOf(paper.id),
    apart: [...(await papers.apartFrom(paper.id))],
  }));
  if (json) console.log(JSON.stringify({ ...paper, keptApartFrom: apart, records }));
  else for (const line of shownLines(paper, { records, apart })) console.log(line);
}

function shownLines(paper: Paper, { records, apart }: { records: PaperRecord[]; apart: number[] }): string[] {
  const { id, title, arxivId, doi, authors = [], enteredAt, hiddenAt, upvotes } = paper;
  const names = [arxivId && `arXiv ${arxivId}`, doi && `DOI ${doi}`].filter(Boolean).join(', ');
  return [
    title,
    `  paper ${id}${names ? `, ${names}` : ''}, came in ${minute(enteredAt)}`,
    ...(authors.length > 0 ? [`  by ${authors.join(', ')}`] : []),
    ...(upvotes?.length
      ? [`  upvotes: ${upvotes.map(({ at, count }) => `${count} at ${minute(at)}`).join(', ')}`]
      : []),
    ...(hiddenAt === undefined ? [] : [`  hidden since ${minute(hiddenAt)}`]),
    ...(apart.length > 0 ? [`  kept apart from ${apart.map(other => `paper ${other}`).join(', ')}`] : []),
    '  records:',
    ...records.map(recordLine),
  ];
}

function recordLine({ id, fetchedAt, source, locator, record }: PaperRecord): string {
  const { arxivId, version, doi } = record;
  const names = [arxivId && `${arxivId}${version ? `v${version}` : ''}`, doi].filter(Boolean);
  return `    ${id}  ${minute(fetchedAt)}  ${source}  ${locator}  “${record.title}”${names.length > 0 ? ` [${names.join(', ')}]` : ''}`;
}

async function merge(house: House, wanted: string, otherWanted: string): Promise<void> {
  const { store } = house;
  const [paper, other] = [await wantedPaper(house, wanted), await wantedPaper(house, otherWanted)];
  await joinPapers(store.papers, paper.id, other.id);
  console.log(`Paper ${other.id}, “${other.title}”, is part of paper ${paper.id}, “${paper.title}”, from now on.`);
}

async function split(house: House, wanted: string, records: readonly string[]): Promise<void> {
  const { store } = house;
  const paper = await wantedPaper(house, wanted);
  const { stayingId, leavingId } = await splitPaper(store.papers, paper.id, records.map(recordNumber));
  const [staying, leaving] = [await store.paperById(stayingId), await store.paperById(leavingId)];
  console.log(`Two papers from now on: ${stayingId}, “${staying?.title}”, and ${leavingId}, “${leaving?.title}”.`);
}

function recordNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new AppError('usage', `"${text}" is no record: expected a number as \`paperboy papers show\` prints it`);
  return number;
}

async function hide(house: House, wanted: string, hidden: boolean): Promise<void> {
  const { store, clock } = house;
  const { id, title, hiddenAt } = await wantedPaper(house, wanted);
  if (hidden === (hiddenAt !== undefined)) {
    console.log(
      hidden
        ? `Paper ${id}, “${title}”, is hidden since ${minute(hiddenAt!)}.`
        : `Paper ${id}, “${title}”, is not hidden.`,
    );
    return;
  }
  await store.papers.curate(papers => papers.hide(id, hidden ? clock.now() : undefined));
  console.log(
    hidden
      ? `Paper ${id}, “${title}”, is hidden. Mails that are planned already still show it.`
      : `Paper ${id}, “${title}”, is shown again.`,
  );
}
