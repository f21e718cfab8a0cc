// The columns of a list of people, whoever wrote it: Paperboy itself, listmonk, Mailchimp or Ghost.
import { SETTABLE_FIELDS } from '../domain/subscriber.ts';
import { unguardCell } from './csv-cell.ts';

/** How each program names the columns that are of use here, in lower case. */
const ADDRESS_COLUMNS = ['email', 'email address', 'e-mail', 'e-mail address', 'email_address'];
const TIME_ZONE_COLUMNS = ['time_zone', 'timezone'];
/** When the person agreed, as far as the other program knows; the best first. */
const SINCE_COLUMNS = ['confirm_time', 'optin_time', 'created_at'];
const LISTS = new Set<string>(['topics', 'keywords', 'muted', 'authors', 'labs', 'categories']);
const OWN_COLUMNS = new Set<string>(SETTABLE_FIELDS);
const NOTED = new Set([
  ...['first name', 'last name', 'subscribed_to_emails', 'deleted_at', 'unsub_time', 'clean_time', 'status'],
  ...[...ADDRESS_COLUMNS, ...TIME_ZONE_COLUMNS, ...SINCE_COLUMNS, ...OWN_COLUMNS],
]);

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** One row by its columns: names in lower case, cells trimmed. */
export type ImportCells = Readonly<Record<string, string>>;

export function hasAddressColumn(header: readonly string[]): boolean {
  return header.some(name => ADDRESS_COLUMNS.includes(name));
}

/** Columns that mean nothing here. */
export function unusedColumns(header: readonly string[]): string[] {
  return header.filter(name => !NOTED.has(name));
}

/** An entry as `readWish` takes it, and when the person agreed. */
export interface ImportEntry {
  entry: Record<string, unknown>;
  since?: string;
}

/** @param isTimeZone what other programs guessed from an IP address is used only where it is one */
export function entryOf(
  cells: ImportCells,
  isTimeZone: (name: string) => boolean,
): ImportEntry | { fault: string } | { gone: string } {
  const email = first(cells, ADDRESS_COLUMNS) ?? '';
  const gone = whyGone(cells);
  if (gone !== undefined) return { gone: `${unguardCell(email)} ${gone}` };
  const used = { email, ...ownCells(cells, isTimeZone) };
  for (const [field, cell] of Object.entries(used))
    if (FORMULA.test(cell))
      return {
        fault: `${field} is ${JSON.stringify(cell)}, a formula to spreadsheets: expected an apostrophe before it`,
      };
  const entry = Object.fromEntries(
    Object.entries(used).map(([field, cell]) => {
      const text = unguardCell(cell);
      return [field, LISTS.has(field) ? splitList(text) : text];
    }),
  );
  const since = first(cells, SINCE_COLUMNS);
  return { entry, ...(since !== undefined && { since }) };
}

function ownCells(cells: ImportCells, isTimeZone: (name: string) => boolean): Record<string, string> {
  const own = Object.entries(cells).filter(([name, cell]) => OWN_COLUMNS.has(name) && cell !== '');
  const name = [cells['first name'], cells['last name']].filter(part => part).join(' ');
  const foreignZone = cells.timezone;
  return {
    ...(name !== '' && { name }),
    ...(foreignZone && isTimeZone(foreignZone) && { time_zone: foreignZone }),
    ...Object.fromEntries(own),
  };
}

/** Why the other program would send nothing to the person either. */
function whyGone(cells: ImportCells): string | undefined {
  if (cells.unsub_time) return `unsubscribed there at ${cells.unsub_time}`;
  if (cells.clean_time) return `could not be reached from there: ${cells.clean_time}`;
  if (cells.deleted_at) return `was deleted there at ${cells.deleted_at}`;
  if (cells.subscribed_to_emails && cells.subscribed_to_emails.toLowerCase() !== 'true') return 'gets no mail there';
  const status = cells.status?.toLowerCase();
  return status && !['enabled', 'subscribed', 'confirmed', 'active', 'free', 'paid', 'comped'].includes(status)
    ? `is ${status} there`
    : undefined;
}

function first(cells: ImportCells, columns: readonly string[]): string | undefined {
  return columns.map(column => cells[column]).find(cell => cell);
}

function splitList(text: string): string[] {
  const words = text.split(';').map(word => word.trim());
  return words.filter(word => word !== '');
}
