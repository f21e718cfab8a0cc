// Where the rows of Hugging Face's daily papers stand in a decoded value, and what becomes of each.
import type { Harvest, Place } from '../harvest.ts';
import { readPythonLiteral } from '../python-literal.ts';
import { readRow } from './row.ts';
import { candidateOfRow } from './row-candidate.ts';

/** Some archives hold what Python prints for a row, as a string in place of the row. */
const PRINTED_ROW = /^\s{0,100}\{(?:[\s\S]{0,2000}?[\s,])?\s{0,20}'paper'\s{0,20}:/;

/**
 * The list itself, a list wrapped in an object such as `{"data": […]}`, or one bare row.
 * @returns undefined where there is none; an empty list is a day without papers
 */
export function rowsIn(value: unknown): unknown[] | undefined {
  if (isRow(value)) return [value];
  if (Array.isArray(value)) return value.length === 0 || hasRow(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const rows = Object.values(value).find(list => Array.isArray(list) && hasRow(list));
  const { dailyPapers } = value as { dailyPapers?: unknown };
  return rows ?? (Array.isArray(dailyPapers) && dailyPapers.length === 0 ? dailyPapers : undefined);
}

export function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'paper' in value;
}

/** Keeps every row that can be read and names every other. */
export function addRows(rows: readonly unknown[], harvest: Harvest): void {
  for (const [index, value] of rows.entries()) {
    const decoded = decodeRow(value);
    const result = 'fault' in decoded ? decoded : readRow(decoded.value);
    if ('row' in result) harvest.add(candidateOfRow(result.row, harvest.fetchedAt), placeOf(value));
    else harvest.reject(`row ${index + 1} ${result.fault}`, placeOf(value));
  }
}

function hasRow(list: readonly unknown[]): boolean {
  return list.some(item => isRow(item) || (typeof item === 'string' && PRINTED_ROW.test(item)));
}

/** Written out only where a reject quotes it. */
function placeOf(value: unknown): Place {
  return {
    get text() {
      return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    },
  };
}

function decodeRow(value: unknown): { value: unknown } | { fault: string } {
  if (typeof value !== 'string') return { value };
  if (!PRINTED_ROW.test(value)) return { fault: 'is a string: expected a JSON object with "paper"' };
  const literal = readPythonLiteral(value);
  return 'value' in literal ? literal : { fault: `is a printed Python dict that breaks: ${literal.fault}` };
}
