// Subscribers back into the format of the people files, so that an export can be read again.
import { stringify } from 'yaml';
import { SETTABLE_FIELDS, type Wish } from '../domain/subscriber.ts';
import { guardCell } from './csv-cell.ts';

const COLUMNS = ['email', ...SETTABLE_FIELDS];

export function writePeople(people: readonly Wish[], format: 'yaml' | 'csv'): string {
  const entries = people.map(toEntry);
  // Never as anchors and aliases, which reading refuses.
  if (format === 'yaml') return entries.length > 0 ? stringify(entries, { aliasDuplicateObjects: false }) : '[]\n';
  const rows = entries.map(entry => COLUMNS.map(field => guardCell(cellText(entry[field]))).join(','));
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function toEntry({ address, name, interests, rhythm, papersPerMail, layout }: Wish): Record<string, unknown> {
  const { outside, ...lists } = interests;
  return {
    email: address,
    ...(name && { name }),
    ...Object.fromEntries(Object.entries(lists).filter(([, words]) => words.length > 0)),
    ...(outside && { outside }),
    papers: papersPerMail,
    time_zone: rhythm.timeZone,
    at: rhythm.sendAt,
    days: rhythm.days,
    ...(layout !== 'full' && { layout }),
  };
}

function cellText(value: unknown): string {
  return Array.isArray(value) ? value.join('; ') : String(value ?? '');
}
