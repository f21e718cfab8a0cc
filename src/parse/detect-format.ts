// Which format a document is in, judged by its content; the first that recognises it reads it.
import { AppError } from '../domain/errors.ts';
import { excerptOf } from './clean-text.ts';
import type { Format } from './format.ts';
import type { InputText } from './input-text.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** Loaded where a document begins like one of theirs: their libraries take longer to start than most digests to read. */
const DATA_FORMATS: readonly { begin: RegExp; load(): Promise<readonly Format[]> }[] = [
  { begin: /^\s*[[{]/m, load: async () => (await import('./json-formats.ts')).JSON_FORMATS },
  { begin: /^</, load: async () => (await import('./markup-formats.ts')).MARKUP_FORMATS },
];

/** Whatever begins so is JSON, or was meant to be: no line of a text. A list of links begins with a bracket too. */
const BEGINS_AS_JSON = /^(?:\{\s*["}]|\[\s*[{"\]])/;
/** A table of cells, `title,abstract,…`, is no text, though its rows may look like one. */
const CELL_END = /[,;\t]/;
const COLUMN_NAME = /^[\p{L}_][\p{L}\p{N}_.()-]{0,30}(?: [\p{L}\p{N}_.()-]{1,30}){0,2}$/u;
const BEGINS_AS_XML = /^<(?:[?!]|html\b)/i;

/** @throws AppError format_unknown, naming what would have been understood */
export async function detectFormat(input: InputText): Promise<Format> {
  const isData = hasHeaderOfCells(input.head) || BEGINS_AS_JSON.test(input.head) || BEGINS_AS_XML.test(input.head);
  const data = await load(({ begin }) => begin.test(input.head));
  const format = [...data, ...(isData ? [] : TEXT_FORMATS)].find(candidate => candidate.recognises(input));
  if (format) return format;
  const known = [...(await load(() => true)), ...TEXT_FORMATS].map(({ looksLike }) => looksLike);
  const expected = [...new Set(known)].join('; ');
  throw new AppError('format_unknown', `${input.locator} ${describe(input)}: expected ${expected}`);
}

async function load(isWanted: (family: (typeof DATA_FORMATS)[number]) => boolean): Promise<Format[]> {
  const families = await Promise.all(DATA_FORMATS.filter(isWanted).map(family => family.load()));
  return families.flat();
}

/** The first line is nothing but names of columns, one of them the title. */
function hasHeaderOfCells(head: string): boolean {
  const cells = firstLineOf(head)
    .split(CELL_END)
    .map(cell => cell.trim().replace(/^"(.*)"$/, '$1'));
  return cells.length > 1 && cells.every(cell => COLUMN_NAME.test(cell)) && cells.some(cell => /^title$/i.test(cell));
}

function firstLineOf(head: string): string {
  return head.split(/[\r\n]/, 1)[0] ?? '';
}

function describe(input: InputText): string {
  const beginning = JSON.stringify(excerptOf(input.head).slice(0, 60));
  if (hasHeaderOfCells(input.head)) {
    return `is a table of cells such as CSV (${JSON.stringify(excerptOf(firstLineOf(input.head)).slice(0, 60))})`;
  }
  if (/^<(?:!doctype html|html)/i.test(input.head)) return `is an HTML page (${beginning})`;
  if (/^<[?!a-z]/i.test(input.head)) return `is XML or HTML of an unknown kind (${beginning})`;
  if (!/^[[{"\d]/.test(input.head)) return `is in no known format, it begins ${beginning}`;
  if (!('value' in input.json)) return `begins like JSON (${beginning}) but is none (${input.json.fault})`;
  const error = errorIn(input.json.value);
  return error === undefined
    ? `holds JSON of another shape (${beginning})`
    : `reports an error instead of papers ("${excerptOf(error)}")`;
}

/** What an API says in place of its list: `{"error": "Invalid date"}`, `{"status": 400, "message": "…"}`. */
function errorIn(value: unknown): string | undefined {
  const { error, message } = (value ?? {}) as { error?: unknown; message?: unknown };
  return [error, message].find(text => typeof text === 'string');
}
