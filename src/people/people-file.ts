// People kept in files: YAML or CSV text to wishes; a bad entry is named by line and the others still count.
import { parse as parseCsv } from 'csv-parse/sync';
import { isSeq, LineCounter, parseDocument, type YAMLSeq } from 'yaml';
import { parseAddress } from '../domain/address.ts';
import type { Wish } from '../domain/subscriber.ts';
import { type PeopleRules, readWish } from './wish.ts';

export interface PeopleFault {
  file: string;
  /** From 1. */
  line: number;
  reason: string;
}

export interface PeopleFile {
  wishes: Wish[];
  faults: PeopleFault[];
}

interface Entry {
  line: number;
  value: unknown;
}

/** @param file name with its extension: `.yaml`, `.yml` or `.csv` */
export function readPeopleFile(file: string, text: string, rules: PeopleRules): PeopleFile {
  const { entries, faults } = file.toLowerCase().endsWith('.csv') ? csvEntries(text) : yamlEntries(text);
  const wishes = new Map<string, { wish: Wish; line: number }>();
  for (const { line, value } of entries) {
    const result = readWish(value, rules);
    if ('fault' in result) {
      faults.push({ line, reason: result.fault });
      continue;
    }
    const { key } = parseAddress(result.wish.address)!;
    const earlier = wishes.get(key);
    if (earlier)
      faults.push({
        line,
        reason: `${result.wish.address} is listed a second time: line ${earlier.line} has it already`,
      });
    else wishes.set(key, { wish: result.wish, line });
  }
  return {
    wishes: [...wishes.values()].map(({ wish }) => wish),
    faults: faults.map(fault => ({ file, ...fault })).sort((a, b) => a.line - b.line),
  };
}

type Entries = { entries: Entry[]; faults: { line: number; reason: string }[] };

/** A list of entries, by itself or under `subscribers:`. */
function yamlEntries(text: string): Entries {
  const lines = new LineCounter();
  // YAML's aliases can be nested into a bomb; nobody needs them here.
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => ({
      line: lines.linePos(pos[0]).line,
      reason: message.split('\n')[0]!,
    }));
    return { entries: [], faults };
  }
  if (document.contents === null) return { entries: [], faults: [] };
  const list = isSeq(document.contents) ? document.contents : document.get('subscribers');
  if (!isSeq(list)) {
    return {
      entries: [],
      faults: [{ line: 1, reason: 'expected a list of people, each beginning with "- email: ada@lab.org"' }],
    };
  }
  const entries = (list as YAMLSeq).items.map(item => {
    const node = item as { range?: [number, number, number]; toJS(document: unknown, options: object): unknown };
    return { line: lines.linePos(node.range?.[0] ?? 0).line, value: node.toJS(document, { maxAliasCount: 0 }) };
  });
  return { entries, faults: [] };
}

/** A header line with the fields of an entry; lists inside a cell are separated by `;`. */
function csvEntries(text: string): Entries {
  try {
    const rows = parseCsv(text, {
      bom: true,
      columns: header => header.map((name: string) => name.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { info: { lines: number }; record: Record<string, string> }[];
    return { entries: rows.map(({ info, record }) => ({ line: info.lines, value: fromCells(record) })), faults: [] };
  } catch (error) {
    const { lines, message } = error as Error & { lines?: number };
    return { entries: [], faults: [{ line: lines ?? 1, reason: message }] };
  }
}

const LISTS = new Set(['topics', 'keywords', 'muted', 'authors', 'categories']);

function fromCells(record: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(record).filter(([, cell]) => cell !== '');
  return Object.fromEntries(
    filled.map(([field, cell]) => [
      field,
      LISTS.has(field)
        ? cell
            .split(';')
            .map(word => word.trim())
            .filter(Boolean)
        : cell,
    ]),
  );
}
