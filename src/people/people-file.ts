// People kept in files: YAML or CSV text to wishes; a bad entry is named by line and the others still count.
import { parseAddress } from '../domain/address.ts';
import type { PeopleFault } from '../domain/ports.ts';
import { csvEntries } from './csv-entries.ts';
import { type PeopleRules, type ReadWish, readWish } from './wish.ts';
import { yamlEntries } from './yaml-entries.ts';

/** A person as a file lists them. */
interface ListedPerson extends ReadWish {
  /** Where the entry begins, from 1. */
  line: number;
}

export interface PeopleFile {
  people: ListedPerson[];
  faults: PeopleFault[];
}

/** @param file name with its extension: `.yaml`, `.yml` or `.csv` */
export function readPeopleFile(file: string, text: string, rules: PeopleRules): PeopleFile {
  const { entries, faults, managed } = file.toLowerCase().endsWith('.csv') ? csvEntries(text) : yamlEntries(text);
  const wishes = new Map<string, ListedPerson>();
  for (const { line, value } of entries) {
    const result = readWish(value, rules);
    if ('fault' in result) {
      faults.push({ line, reason: result.fault });
      continue;
    }
    const { wish } = result;
    const { key } = parseAddress(wish.address)!;
    const earlier = wishes.get(key);
    if (earlier) {
      const reason = `${wish.address} is listed a second time: line ${earlier.line} has it already`;
      faults.push({ line, reason });
    } else wishes.set(key, { ...(managed !== undefined && { managed }), ...result, line });
  }
  return {
    people: [...wishes.values()],
    faults: faults.map(fault => ({ file, ...fault })).sort((a, b) => a.line - b.line),
  };
}
