// A CSV list of people of any length, read as a stream: once to see whether it holds together, once row by row.
import { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { parseAddress } from '../domain/address.ts';
import { AppError } from '../domain/errors.ts';
import { hasAddressColumn, type RowReader, rowReader, unusedColumns } from './import-columns.ts';
import { type PeopleRules, type ReadWish, readWish } from './wish.ts';

const DELIMITERS = [',', ';', '\t'];

/** The bytes of a file, from its beginning each time. */
export type FileBytes = () => AsyncIterable<Uint8Array>;

export interface CsvSurvey {
  /** Rows with people, the header not counted. */
  rows: number;
  delimiter: string;
  /** False where a quote is open or stands in the wrong place: each line is a row of its own then. */
  isWhole: boolean;
  header: readonly string[];
  unused: readonly string[];
}

/** A row of the list, from line 2 on. */
export type ImportRow = { line: number } & (
  | ({ kind: 'person'; since?: string } & ReadWish)
  /** `gone`: the other program would send them nothing either. */
  | { kind: 'fault' | 'gone'; reason: string }
);

/** @throws AppError input_unreadable where the text is not UTF-8 or no column has addresses */
export async function surveyCsv(file: string, bytes: FileBytes): Promise<CsvSurvey> {
  const firstLine = await headerLine(file, bytes);
  const delimiter = DELIMITERS.reduce((best, one) => (count(firstLine, one) > count(firstLine, best) ? one : best));
  const [header = []] = parseNow(firstLine, { delimiter, relax_quotes: true, trim: true }) as string[][];
  const columns = header.map(columnName);
  if (!hasAddressColumn(columns))
    throw new AppError(
      'input_unreadable',
      `${file}:1: no column holds addresses: expected one named email, found ${header.map(name => `"${name.slice(0, 40)}"`).join(', ') || 'nothing'}`,
    );
  const found = { delimiter, header: columns, unused: unusedColumns(columns) };
  let rows = 0;
  try {
    for await (const _ of records(file, bytes, delimiter)) rows += 1;
    return { ...found, rows, isWhole: true };
  } catch (error) {
    if (error instanceof AppError) throw error;
    rows = -1;
    for await (const _ of linesOf(file, bytes)) rows += 1;
    return { ...found, rows, isWhole: false };
  }
}

/** Each person once; what is wrong with a row is told with its line, and the others follow. */
export async function* importRows(
  file: string,
  bytes: FileBytes,
  { survey, rules }: { survey: CsvSurvey; rules: PeopleRules },
): AsyncGenerator<ImportRow> {
  const lineOfKey = new Map<string, number>();
  const read = rowReader(survey.header, rules.isTimeZone);
  const rows = survey.isWhole ? wholeRows(file, bytes, survey) : lineRows(file, bytes, survey);
  for await (const { line, cells, fault } of rows) {
    const row = readRow(line, { cells, fault, width: survey.header.length }, read, rules);
    if (row.kind === 'person') {
      const { address } = row.wish;
      const { key } = parseAddress(address)!;
      const earlier = lineOfKey.get(key);
      if (earlier !== undefined) {
        yield { kind: 'fault', line, reason: `${address} is here a second time: line ${earlier} has it already` };
        continue;
      }
      lineOfKey.set(key, line);
    }
    yield row;
  }
}

function readRow(
  line: number,
  { cells, fault, width }: Pick<RawRow, 'cells' | 'fault'> & { width: number },
  read: RowReader,
  rules: PeopleRules,
): ImportRow {
  if (fault !== undefined) return { kind: 'fault', line, reason: fault };
  if (cells.length !== width)
    return { kind: 'fault', line, reason: `${cells.length} cells: expected ${width}, as in the first line` };
  const found = read(cells);
  if ('fault' in found) return { kind: 'fault', line, reason: found.fault };
  if ('gone' in found) return { kind: 'gone', line, reason: found.gone };
  const wish = readWish(found.entry, rules);
  if ('fault' in wish) return { kind: 'fault', line, reason: wish.fault };
  return { kind: 'person', line, ...wish, ...(found.since !== undefined && { since: found.since }) };
}

interface RawRow {
  line: number;
  cells: readonly string[];
  fault?: string;
}

async function* wholeRows(file: string, bytes: FileBytes, { delimiter }: CsvSurvey): AsyncGenerator<RawRow> {
  for await (const { info, record } of records(file, bytes, delimiter)) yield { line: info.lines, cells: record };
}

async function* lineRows(file: string, bytes: FileBytes, { delimiter }: CsvSurvey): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const text of linesOf(file, bytes)) {
    line += 1;
    if (line === 1 || text.trim() === '') continue;
    try {
      const [cells = []] = parseNow(text, { delimiter, trim: true, relax_column_count: true }) as string[][];
      yield { line, cells };
    } catch (error) {
      yield { line, cells: [], fault: (error as Error).message.replace(/ at line \d+/, '') };
    }
  }
}

/** Without the header. */
async function* records(file: string, bytes: FileBytes, delimiter: string) {
  const parser = parse({
    delimiter,
    info: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
    from: 2,
  });
  const texts = Readable.from(decoded(file, bytes));
  texts.once('error', error => parser.destroy(error)).pipe(parser);
  for await (const row of parser as AsyncIterable<{ info: Info; record: string[] }>) yield row;
}

async function headerLine(file: string, bytes: FileBytes): Promise<string> {
  for await (const line of linesOf(file, bytes)) return line;
  return '';
}

async function* linesOf(file: string, bytes: FileBytes): AsyncGenerator<string> {
  let rest = '';
  for await (const text of decoded(file, bytes)) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function* decoded(file: string, bytes: FileBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes()) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new AppError('input_unreadable', `${file} is not UTF-8: expected a list saved as "CSV UTF-8"`, { cause });
  }
}

function columnName(written: string): string {
  return written.trim().toLowerCase();
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
