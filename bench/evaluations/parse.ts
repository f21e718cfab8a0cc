// Whether every real digest is read whole: counts file by file, and six months of days into one store.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { AppError } from '../../src/domain/errors.ts';
import type { Candidate } from '../../src/domain/paper.ts';
import { parse } from '../../src/parse/parse.ts';
import { dataFiles } from '../data-folder.ts';
import { judge, type Measured } from '../measured.ts';
import { ingestDays } from './ingest-days.ts';
import { type RawRecord, rawRecords } from './raw-records.ts';

const FETCHED_AT = '2026-10-05T12:00:00Z';
/** What no independent reader understands: nothing can be called lacking, and a file may be refused with a message. */
const MALFORMED = 'hf-api/malformed';
const FOLDERS = ['hf-api', MALFORMED, 'hf-rss', 'arxiv'];
const COUNTED = ['records', 'papers', 'rejects', 'noId', 'noTitle', 'noAbstract', 'noAuthors'] as const;
const HEADER = ['records', 'papers', 'rejects', 'no id', 'no title', 'no abstract', 'no authors'];
const NAME_WIDTH = 46;

/** A record lacks what its file has and the paper has not; a paper that did not come out lacks everything. */
type Counts = Record<(typeof COUNTED)[number], number>;

interface FileResult {
  name: string;
  format: string;
  counts: Counts;
  /** The document was refused with a message, or the program broke. */
  failure?: { isCrash: boolean; message: string };
}

export async function measure({ data }: { data: string }): Promise<Measured> {
  const lines: string[] = [row('file', 'format', HEADER)];
  const all: FileResult[] = [];
  for (const folder of FOLDERS) {
    const results: FileResult[] = [];
    for (const file of dataFiles(data, folder)) results.push(await readDigest(file, data, folder !== MALFORMED));
    lines.push(...results.flatMap(linesOf), row(`${folder}: ${results.length} files`, '', total(results)), '');
    all.push(...results);
  }
  const days = await ingestDays(dataFiles(data, 'hf-rss', '.xml'));
  lines.push(
    `${days.days} days of hf-rss through ingest: ${days.ids} arXiv ids in the files, ${days.papers} papers in the store, ` +
      `${days.announced} times new, ${days.duplicates} duplicates, ${days.missing} missing`,
  );
  const [records = 0, papers = 0, rejects = 0, noId = 0, noTitle = 0, noAbstract = 0, noAuthors = 0] = total(all);
  const zero = {
    crashes: all.filter(({ failure }) => failure?.isCrash).length,
    refused: all.filter(({ name, failure }) => failure && !failure.isCrash && !name.startsWith(MALFORMED)).length,
    ...{ noId, noTitle, noAbstract, noAuthors },
    ...{ duplicates: days.duplicates, missing: days.missing, announcedAgain: days.announced - days.ids },
  };
  return judge({
    lines,
    metrics: { files: all.length, records, papers, rejects, ids: days.ids, ...zero },
    targets: Object.fromEntries(Object.keys(zero).map(name => [name, '= 0'])),
  });
}

async function readDigest(file: string, data: string, isWellFormed: boolean): Promise<FileResult> {
  const bytes = readFileSync(file);
  const records = isWellFormed ? rawRecords(bytes.toString()) : [];
  const name = relative(data, file);
  try {
    const { format, papers, rejected } = await parse({ locator: name, fetchedAt: FETCHED_AT, bytes });
    return { name, format, counts: count(records, papers, rejected.length) };
  } catch (error) {
    const failure = { isCrash: !(error instanceof AppError), message: (error as Error).message };
    return { name, format: '-', counts: count(records, [], 0), failure };
  }
}

function count(records: readonly RawRecord[], papers: readonly Candidate[], rejects: number): Counts {
  const byId = new Map(papers.map(paper => [paper.arxivId, paper]));
  const lacking = (has: (record: RawRecord) => boolean, shows: (paper: Candidate) => boolean) =>
    records.filter(record => has(record) && !shows(byId.get(record.arxivId) ?? { title: '' })).length;
  return {
    ...{ records: records.length, papers: papers.length, rejects },
    noId: lacking(
      ({ arxivId }) => arxivId !== '',
      paper => paper.arxivId !== undefined,
    ),
    noTitle: lacking(
      ({ title }) => title !== '',
      paper => paper.title !== '',
    ),
    noAbstract: lacking(
      ({ abstract }) => abstract !== '',
      paper => Boolean(paper.abstract),
    ),
    noAuthors: lacking(
      ({ authors }) => authors !== '',
      paper => Boolean(paper.authors?.length),
    ),
  };
}

function total(results: readonly FileResult[]): number[] {
  return COUNTED.map(name => results.reduce((sum, { counts }) => sum + counts[name], 0));
}

function linesOf({ name, format, counts, failure }: FileResult): string[] {
  const shown = row(
    name,
    format,
    COUNTED.map(column => counts[column]),
  );
  return failure ? [shown, `    ${failure.isCrash ? 'CRASH' : 'refused'}: ${failure.message}`] : [shown];
}

function row(name: string, format: string, columns: readonly (string | number)[]): string {
  const cells = columns.map((column, at) => String(column).padStart((HEADER[at] ?? '').length + 2));
  return `${name.padEnd(NAME_WIDTH)} ${format.padEnd(12)}${cells.join('')}`;
}
