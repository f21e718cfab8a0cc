// Paperboy's own papers: one JSON object a line, or a JSON list of them.
import { readPaperLine } from '../domain/paper.ts';
import type { Format } from './format.ts';
import type { Harvest } from './harvest.ts';
import { oncePerInput } from './once-per-input.ts';
import { readJson } from './read-json.ts';

/** A broken first line must not hide what the others are. */
const LINES_TO_JUDGE = 20;
const NEWLINE = 10;

export const jsonLines: Format = {
  name: 'jsonl',
  looksLike: 'papers as JSON Lines, one object with "title" a line',
  recognises: input => listOf(input) !== undefined || hasPaperLine(input.text),
  read(input, harvest) {
    const list = listOf(input);
    if (list) {
      for (const [index, value] of list.entries()) addValue(harvest, value, { text: JSON.stringify(value) }, index + 1);
      return;
    }
    for (const { number, text } of rawLines(input.text)) {
      const decoded = readJson(text);
      if ('value' in decoded) addValue(harvest, decoded.value, { line: number, text });
      else harvest.reject(`the line is not JSON: ${decoded.fault}`, { line: number, text });
    }
  },
};

function addValue(harvest: Harvest, value: unknown, place: { line?: number; text: string }, entry?: number): void {
  const result = readPaperLine(value);
  if ('paper' in result) harvest.add(result.paper, place);
  else harvest.reject(entry === undefined ? result.fault : `entry ${entry}: ${result.fault}`, place);
}

/** A whole JSON value that is one paper or a list with at least one. */
const listOf = oncePerInput((input): unknown[] | undefined => {
  if (!/^[[{]/.test(input.head) || !('value' in input.json)) return undefined;
  const { value } = input.json;
  const list = Array.isArray(value) ? value : [value];
  return list.some(looksLikePaper) ? list : undefined;
});

function hasPaperLine(text: string): boolean {
  let seen = 0;
  for (const line of rawLines(text)) {
    if (seen++ === LINES_TO_JUDGE) return false;
    if (!line.text.startsWith('{')) continue;
    const decoded = readJson(line.text);
    if ('value' in decoded && looksLikePaper(decoded.value)) return true;
  }
  return false;
}

function looksLikePaper(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string';
}

/** Raw and not cleaned: JSON is cleaned after it is decoded, field by field. */
function* rawLines(text: string): Generator<{ number: number; text: string }> {
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).trim();
    if (line !== '') yield { number, text: line };
    start = end + 1;
    for (; text.charCodeAt(start) === NEWLINE; start++) number++;
  }
}
