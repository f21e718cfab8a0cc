// Markdown as far as the tests of the documents need it: files, tables, code, links and headings.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const FOREIGN = /^(?:node_modules|dist|data|coverage|test\/output)\b|(?:^|\/)\./;

/** Every Markdown file of the project, by path below its root. */
export const MARKDOWN_FILES: readonly string[] = globSync('**/*.md', {
  cwd: ROOT,
  exclude: name => FOREIGN.test(name.replaceAll('\\', '/')),
})
  .map(file => file.replaceAll('\\', '/'))
  .sort();

export function readProjectFile(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** Rows of all tables whose first column has this heading, as cells without outer spaces; heading and rule left out. */
export function tableRows(markdown: string, firstHeading: string): string[][] {
  const tables = withoutFences(markdown).match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return tables
    .map(table => table.trim().split('\n').map(cellsOf))
    .filter(([heading]) => heading?.[0] === firstHeading)
    .flatMap(rows => rows.slice(2));
}

function cellsOf(row: string): string[] {
  return row
    .slice(1, -1)
    .split('|')
    .map(cell => cell.trim());
}

/** The code of a cell that is one code span and nothing else. */
export function onlyCode(cell: string): string | undefined {
  return /^`([^`]+)`$/.exec(cell)?.[1];
}

/** Contents of the fenced blocks in this language. */
export function fencedBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)]
    .filter(([, info]) => info?.trim() === language)
    .map(([, , code = '']) => code);
}

/** Contents of the code spans in running text. */
export function codeSpans(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** Targets of links and images, and of link definitions. */
export function linkTargets(markdown: string): string[] {
  const text = withoutFences(markdown).replace(/`[^`\n]*`/g, '`');
  const inline = [...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const defined = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  const html = [...text.matchAll(/\b(?:src|href|srcset)="([^"]+)"/g)];
  return [...inline, ...defined, ...html].map(([, target = '']) => target);
}

/** The anchors GitHub gives the headings of a document. */
export function anchorsOf(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = [...withoutFences(markdown).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return new Set(anchors);
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^```.*?^```$/gms, '');
}
