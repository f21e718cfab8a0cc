// The topics of this installation: those that come with the program, and an operator's own from `TOPICS_FILE`.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { addOwnTopics, type Catalogue, type TopicFault } from '../domain/topic.ts';
import { loadCatalogue } from './package-files.ts';

/** @throws AppError catalogue_invalid with one line per fault: file, line, entry, value, what was expected */
export function loadTopics({ topicsFile }: Pick<Config, 'topicsFile'>): Catalogue {
  const ours = loadCatalogue();
  return topicsFile === undefined ? ours : addFile(ours, topicsFile);
}

function addFile(ours: Catalogue, file: string): Catalogue {
  const lines = new LineCounter();
  // Every JSON file is one in YAML too.
  const document = parseDocument(readText(file), { lineCounter: lines, stringKeys: true });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error) throw invalid([`${file}:${lineOf(error.pos[0])}: ${error.message.split('\n')[0]}`]);
  const result = addOwnTopics(ours, document.toJS());
  if ('catalogue' in result) return result.catalogue;
  const faults = result.faults.map(({ path, reason }) => ({ line: lineOf(offsetOf(document, path)), reason }));
  faults.sort((a, b) => a.line - b.line);
  throw invalid(faults.map(({ line, reason }) => `${file}:${line}: ${reason}`));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const fault = `TOPICS_FILE is "${file}": expected a readable file: ${(cause as Error).message}`;
    throw new AppError('catalogue_invalid', fault, { cause });
  }
}

/** Where the value begins, or what of it there is. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: TopicFault['path']): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function invalid(lines: readonly string[]): AppError {
  const [only] = lines;
  const message = lines.length === 1 ? only! : `TOPICS_FILE has ${lines.length} faults:\n  ${lines.join('\n  ')}`;
  return new AppError('catalogue_invalid', message);
}
