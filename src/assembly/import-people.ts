// A list of people from elsewhere into the store, a page of rows at a time.

import { createReadStream } from 'node:fs';
import { AppError } from '../domain/errors.ts';
import type { NewSubscriber } from '../domain/ports.ts';
import type { WishOutcome } from '../domain/subscriber.ts';
import { type FileBytes, type ImportRow, importRows, surveyCsv } from '../people/import-csv.ts';
import { readPeopleFile } from '../people/people-file.ts';
import type { PeopleRules } from '../people/wish.ts';
import { dueTimes } from '../schedule/due-times.ts';
import type { House } from './house.ts';
import { peopleRules, toSubscriber } from './sync-people.ts';

/** More at once live longer than the young generation of the heap, which grows with them. */
const PAGE = 200;

export interface ImportSettings {
  /** Where their consent came from; without it they stay unconfirmed. */
  consent?: string;
  dryRun?: boolean;
  onProgress(done: number, total: number): void;
}

export interface ImportReport extends Record<WishOutcome, number> {
  faults: { line: number; reason: string }[];
  /** Rows that were left out, since the other program would send them nothing either. */
  gone: { line: number; reason: string }[];
  /** Columns that mean nothing here. */
  unused: readonly string[];
}

/** @throws AppError input_unreadable */
export async function importPeople(house: House, file: string, settings: ImportSettings): Promise<ImportReport> {
  const counts = { added: 0, changed: 0, known: 0, left: 0, managed: 0 };
  const report: ImportReport = { ...counts, faults: [], gone: [], unused: [] };
  const { rows, total, unused } = await readList(file, peopleRules(house));
  report.unused = unused;
  const now = house.clock.now();
  const times = dueTimes(now);
  let [page, done]: [NewSubscriber[], number] = [[], 0];
  const write = async () => {
    const outcomes = await house.store.subscribers.addAll(page, { now, dryRun: settings.dryRun });
    for (const outcome of outcomes) report[outcome] += 1;
    page = [];
    settings.onProgress(done, total);
  };
  for await (const row of rows) {
    done += 1;
    if (row.kind === 'person')
      page.push(toSubscriber(row, { origin: 'import', consent: consentOf(settings.consent, row.since) }, times));
    else (row.kind === 'fault' ? report.faults : report.gone).push({ line: row.line, reason: row.reason });
    if (page.length === PAGE) await write();
  }
  await write();
  return report;
}

function consentOf(consent: string | undefined, since: string | undefined): string | undefined {
  return consent !== undefined && since !== undefined ? `${consent} (there since ${since})` : consent;
}

interface List {
  rows: AsyncIterable<ImportRow> | Iterable<ImportRow>;
  total: number;
  unused: readonly string[];
}

async function readList(file: string, rules: PeopleRules): Promise<List> {
  if (/\.ya?ml$/i.test(file)) {
    const { people, faults } = readPeopleFile(
      file,
      Buffer.concat(await Array.fromAsync(bytesOf(file)())).toString(),
      rules,
    );
    const rows: ImportRow[] = [
      ...people.map(person => ({ kind: 'person' as const, ...person })),
      ...faults.map(({ line, reason }) => ({ kind: 'fault' as const, line, reason })),
    ];
    return { rows, total: rows.length, unused: [] };
  }
  const survey = await surveyCsv(file, bytesOf(file));
  return { rows: importRows(file, bytesOf(file), { survey, rules }), total: survey.rows, unused: survey.unused };
}

function bytesOf(file: string): FileBytes {
  return async function* () {
    try {
      yield* createReadStream(file);
    } catch (cause) {
      throw new AppError('input_unreadable', `cannot read ${file}: ${(cause as Error).message}`, { cause });
    }
  };
}
