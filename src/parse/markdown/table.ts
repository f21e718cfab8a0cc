// Rows of a Markdown table, `| [Title](url) | Authors | … |`, each a paper.
import { readLabel } from '../labels.ts';
import { isProse } from '../prose.ts';
import type { Line } from '../read-lines.ts';
import { addField, type Entry, newEntry } from './entry.ts';
import { isPaperLink, type MarkdownLine, readMarkdown, tidy, titleOf } from './markdown-line.ts';

const RULE = /^\|(?: ?:?-+:? ?\|?)+$/;
const CELL_END = /(?<!\\)\|/;

/** A line that only begins with a bar is mathematics. */
export function isRow(text: string | undefined): boolean {
  return text !== undefined && text.length > 2 && text.startsWith('|') && text.endsWith('|');
}

/** The line below a table's header. */
export function isTableRule(text: string | undefined): boolean {
  return RULE.test(text ?? '');
}

export function cellsOf(row: string): string[] {
  const cells = row.replace(/^\||\|$/g, '').split(CELL_END);
  return cells.map(cell => cell.replaceAll('\\|', '|').trim());
}

/**
 * @param header the words above each column, where the table has them
 * @returns undefined where the row links no paper and no column is headed `Title`
 */
export function readRow(line: Line, header: readonly string[]): Entry | undefined {
  const texts = cellsOf(line.text);
  const cells = texts.map(text => readMarkdown(text));
  const labels = texts.map((_, index) => readLabel(`${header[index] ?? ''}:`)?.field);
  const isLinked = cells.some(cell => cell.links.some(isPaperLink));
  const headed = labels.indexOf('title');
  if (!isLinked && headed < 0) return undefined;
  const at = headed >= 0 ? headed : titleCell(cells);
  const own = cells[at];
  const title = own && (titleOf(own) ?? tidy(own.words));
  if (!title) return undefined;
  const entry = newEntry(line, title, { links: [...own.links] });
  for (const [index, cell] of cells.entries()) {
    const field = labels[index];
    if (index === at) continue;
    if (field) addField(entry, { field, rest: texts[index] ?? '' });
    else {
      entry.links.push(...cell.links);
      if (isProse(cell.words)) entry.body.push(cell.words);
    }
  }
  return entry;
}

/** The words on a link to a paper, else the first cell of several words. */
function titleCell(cells: readonly MarkdownLine[]): number {
  const linked = cells.findIndex(cell => cell.links.some(isPaperLink) && titleOf(cell) !== undefined);
  return linked >= 0 ? linked : cells.findIndex(({ words }) => /\p{L}.* .*\p{L}/u.test(words));
}
