// Subscribers back into the format of the people files, so that an export can be read again.
import { stringify } from 'yaml';
import type { Wish } from '../domain/subscriber.ts';
import { ENTRY_FIELDS } from './wish.ts';

export function writePeople(people: readonly Wish[], format: 'yaml' | 'csv'): string {
  const entries = people.map(toEntry);
  if (format === 'yaml') return entries.length > 0 ? stringify(entries) : '[]\n';
  const rows = entries.map(entry => ENTRY_FIELDS.map(field => cell(entry[field])).join(','));
  return `${[ENTRY_FIELDS.join(','), ...rows].join('\r\n')}\r\n`;
}

function toEntry({ address, name, interests, rhythm, papersPerMail }: Wish): Record<string, unknown> {
  const lists = Object.entries(interests).filter(([, words]) => words.length > 0);
  return {
    email: address,
    ...(name && { name }),
    ...Object.fromEntries(lists),
    papers: papersPerMail,
    time_zone: rhythm.timeZone,
    at: rhythm.sendAt,
    days: rhythm.days,
  };
}

/** RFC 4180 quoting; a spreadsheet must not take a cell for a formula. */
function cell(value: unknown): string {
  const text = Array.isArray(value) ? value.join('; ') : String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}
