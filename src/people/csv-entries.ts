// The entries of a people file in CSV: a header line with the names of the fields, lists inside a cell separated by `;`.
import { type CsvError, parse } from 'csv-parse/sync';
import { unguardCell } from './csv-cell.ts';
import type { Entries } from './entry.ts';

const LISTS = new Set(['topics', 'keywords', 'muted', 'authors', 'labs', 'categories']);

export function csvEntries(text: string): Entries {
  const whole = readTable(text);
  if (whole.faults.length === 0) return whole;
  // Line by line, so that one open quote does not swallow the people after it.
  const [header = '', ...lines] = text.split(/\r?\n/);
  const read: Entries = { entries: [], faults: [] };
  for (const [index, row] of lines.entries()) {
    const { entries, faults } = readTable(`${header}\n${row}`);
    const line = index + 2;
    read.entries.push(...entries.map(({ value }) => ({ line, value })));
    read.faults.push(...faults.map(({ reason }) => ({ line, reason })));
  }
  return read;
}

function readTable(text: string): Entries {
  try {
    const rows = parse(text, {
      bom: true,
      columns: header => header.map((name: string) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return { entries: rows.map(({ info, record }) => ({ line: info.lines, value: fromCells(record) })), faults: [] };
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number };
    return { entries: [], faults: [{ line: lines ?? 1, reason: message }] };
  }
}

function fromCells(record: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(record).filter(([, cell]) => cell !== '');
  return Object.fromEntries(
    filled.map(([field, cell]) => {
      const text = unguardCell(cell);
      return [field, LISTS.has(field) ? splitList(text) : text];
    }),
  );
}

function splitList(text: string): string[] {
  const words = text.split(';').map(word => word.trim());
  return words.filter(word => word !== '');
}
