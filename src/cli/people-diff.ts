// What a sync of the people files changed, as a diff.
import type { PeopleReport, PersonChange } from '../domain/ports.ts';
import type { FieldChange, FieldValue } from '../domain/wish-fields.ts';
import { people } from './plural.ts';

const SHOWN = 10;

/** `+2 ~1 -1 =40`. */
export function diffCounts({ added, changed, removed, unchanged }: PeopleReport): string {
  return `+${added.length} ~${changed.length} -${removed.length} =${unchanged}`;
}

/** The counts, then who: of each kind the first ten. */
export function diffLines(report: PeopleReport): string[] {
  const { added, changed, removed, left, kept, erased, faults } = report;
  return [
    diffCounts(report),
    ...firstOf(added, address => `+ ${address}`),
    ...firstOf(changed, change => `~ ${changeText(change)}`),
    ...firstOf(removed, address => `- ${address}  no longer in the files: no mail from now on`),
    ...firstOf(left, address => `! ${address}  unsubscribed or suppressed, and stays so`),
    ...firstOf(kept, keptText),
    ...erasedLines(erased),
    ...faultLines(faults),
  ];
}

export function erasedLines(erased: number): string[] {
  return erased > 0 ? [`✓ ${people(erased)} erased, who did not confirm in seven days`] : [];
}

export function faultLines(faults: PeopleReport['faults']): string[] {
  return faults.map(({ file, line, reason }) => `✗ ${file}:${line}: ${reason}`);
}

function firstOf<T>(list: readonly T[], text: (item: T) => string): string[] {
  const more = list.length - SHOWN;
  return [...list.slice(0, SHOWN).map(text), ...(more > 0 ? [`  and ${people(more)} more`] : [])];
}

function changeText({ address, changes }: PersonChange): string {
  const fields = changes.map(({ field, before, after }) => `${field}: ${valueText(before)} → ${valueText(after)}`);
  return [address, fields.join('; ') || 'is listed'].join('  ');
}

function keptText({ address, changes }: PersonChange): string {
  return `! ${address}  keeps ${changes.map(keptField).join('; ')}`;
}

function keptField({ field, before, after }: FieldChange): string {
  return `own ${field}: ${valueText(after)} (file: ${valueText(before)})`;
}

export function valueText(value: FieldValue): string {
  if (value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value.length > 0 ? value.join(', ') : 'none';
}
