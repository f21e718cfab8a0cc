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

export function hasAddressColumn(header: readonly string[]): boolean {
  return header.some(name => ADDRESS_COLUMNS.includes(name));
}

/** Columns that mean nothing here. */
export function unusedColumns(header: readonly string[]): string[] {
  return header.filter(name => !NOTED.has(name));
}

/** An entry as `readWish` takes it, and when the person agreed. */
interface ImportEntry {
  entry: Record<string, unknown>;
  since?: string;
}

/** Reads rows of a list with this header. A row has as many cells as the header, trimmed. */
export type RowReader = (cells: readonly string[]) => ImportEntry | { fault: string } | { gone: string };

/**
 * @param header names in lower case
 * @param isTimeZone what other programs guessed from an IP address is used only where it is one
 */
export function rowReader(header: readonly string[], isTimeZone: (name: string) => boolean): RowReader {
  const placeOf = (names: readonly string[]) => names.map(name => header.indexOf(name)).filter(place => place >= 0);
  const [addresses, dates] = [placeOf(ADDRESS_COLUMNS), placeOf(SINCE_COLUMNS)];
  const [names, foreignZones] = [placeOf(['first name', 'last name']), placeOf(['timezone'])];
  const own = SETTABLE_FIELDS.flatMap(field => placeOf([field]).map(place => ({ field, place })));
  const gone = goneReader(header);

  return cells => {
    const email = firstOf(cells, addresses) ?? '';
    const why = gone(cells);
    if (why !== undefined) return { gone: `${unguardCell(email)} ${why}` };
    const used: [string, string][] = [['email', email]];
    const name = names
      .map(place => cells[place])
      .join(' ')
      .trim();
    if (name !== '') used.push(['name', name]);
    const zone = firstOf(cells, foreignZones);
    if (zone !== undefined && isTimeZone(zone)) used.push(['time_zone', zone]);
    for (const { field, place } of own) if (cells[place]) used.push([field, cells[place]]);
    const entry: Record<string, unknown> = {};
    for (const [field, cell] of used) {
      if (FORMULA.test(cell)) return { fault: formulaFault(field, cell) };
      const text = unguardCell(cell);
      entry[field] = LISTS.has(field) ? splitList(text) : text;
    }
    const since = firstOf(cells, dates);
    return { entry, ...(since !== undefined && { since }) };
  };
}

function formulaFault(field: string, cell: string): string {
  return `${field} is ${JSON.stringify(cell)}, a formula to spreadsheets: expected an apostrophe before it`;
}

const MAILED = ['enabled', 'subscribed', 'confirmed', 'active', 'free', 'paid', 'comped'];

/** Why the other program would send nothing to a person either. */
function goneReader(header: readonly string[]): (cells: readonly string[]) => string | undefined {
  const rules: [string, (cell: string) => string | undefined][] = [
    ['unsub_time', cell => `unsubscribed there at ${cell}`],
    ['clean_time', cell => `could not be reached from there: ${cell}`],
    ['deleted_at', cell => `was deleted there at ${cell}`],
    ['subscribed_to_emails', cell => (cell.toLowerCase() === 'true' ? undefined : 'gets no mail there')],
    ['status', cell => (MAILED.includes(cell.toLowerCase()) ? undefined : `is ${cell.toLowerCase()} there`)],
  ];
  const present = rules
    .map(([name, rule]) => ({ place: header.indexOf(name), rule }))
    .filter(({ place }) => place >= 0);
  return cells => {
    for (const { place, rule } of present) {
      const why = cells[place] ? rule(cells[place]) : undefined;
      if (why !== undefined) return why;
    }
    return undefined;
  };
}

function firstOf(cells: readonly string[], places: readonly number[]): string | undefined {
  return places.map(place => cells[place]).find(cell => cell);
}

function splitList(text: string): string[] {
  const words = text.split(';').map(word => word.trim());
  return words.filter(word => word !== '');
}
