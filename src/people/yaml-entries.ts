// The entries of a people file in YAML: a list, by itself or under `subscribers:`.
import { isSeq, LineCounter, type Node, parseDocument, type YAMLSeq } from 'yaml';
import type { Entries, Entry } from './entry.ts';

export function yamlEntries(text: string): Entries {
  const whole = readDocument(text, 1);
  if (whole.faults.length === 0) return whole;
  const parts = listItems(text).map(item => readDocument(item.text, item.line));
  const read: Entries = {
    entries: parts.flatMap(({ entries }) => entries),
    faults: parts.flatMap(({ faults }) => faults),
    // The file is not another one for a mistake in one entry.
    ...(/^managed: *true\b/m.test(text) && { managed: true }),
  };
  return read.faults.length > 0 ? read : { ...read, faults: whole.faults };
}

/** @param firstLine of the text within its file */
function readDocument(text: string, firstLine: number): Entries {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const lineOf = (offset: number) => firstLine - 1 + lines.linePos(offset).line;
  const [error] = document.errors;
  if (error) return { entries: [], faults: [{ line: lineOf(error.pos[0]), reason: error.message.split('\n')[0]! }] };
  if (document.contents === null) return { entries: [], faults: [] };
  const isList = isSeq(document.contents);
  const list = isList ? document.contents : document.get('subscribers');
  if (!isSeq(list)) {
    const reason = 'expected a list of people, each beginning with "- email: ada@lab.org"';
    return { entries: [], faults: [{ line: firstLine, reason }] };
  }
  const read: Entries = { entries: [], faults: [] };
  const managed = isList ? undefined : document.get('managed');
  if (typeof managed === 'boolean') read.managed = managed;
  else if (managed !== undefined)
    read.faults.push({ line: firstLine, reason: `managed is ${JSON.stringify(managed)}: expected true or false` });
  for (const node of (list as YAMLSeq<Node>).items) {
    const line = lineOf(node.range?.[0] ?? 0);
    const value = plainValue(node, document);
    if (value) read.entries.push({ line, ...value });
    else read.faults.push({ line, reason: 'the entry has an alias (*name): expected plain values' });
  }
  return read;
}

/** Aliases can be nested into a bomb, and nobody needs them here. @returns undefined for a node that has one */
function plainValue(node: Node, document: ReturnType<typeof parseDocument>): Pick<Entry, 'value'> | undefined {
  try {
    return { value: node.toJS(document, { maxAliasCount: 0 }) };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** The text of each item of the outermost list, so that an error of syntax in one does not hide the others. */
function listItems(text: string): { text: string; line: number }[] {
  const items: { text: string; line: number }[] = [];
  const indent = /^( *)-(?=\s)/m.exec(text)?.[1];
  for (const [index, written] of text.split('\n').entries()) {
    const begins = /^( *)-(?=\s|$)/.exec(written)?.[1] === indent;
    if (begins && indent !== undefined) items.push({ text: written, line: index + 1 });
    else if (items.length > 0) items.at(-1)!.text += `\n${written}`;
  }
  return items;
}
