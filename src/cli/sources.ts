// `paperboy sources`: how every source stands, and what one would give.
import { Command } from 'commander';
import type { CheckedSource, ListedSource } from '../assembly/sources.ts';
import { loadConfig } from '../config.ts';
import { minute } from './ingest-report.ts';
import { documents, papers } from './plural.ts';

const TITLES_SHOWN = 3;
const REJECTS_SHOWN = 10;

export function sourcesCommand(): Command {
  const command = new Command('sources').description('how the sources stand; try one');
  command
    .command('list', { isDefault: true })
    .description('how every configured source stands')
    .option('--json', 'print them as JSON')
    .action(list);
  command
    .command('check')
    .description('fetch and read one source without storing anything')
    .argument('<source>', 'a URL, hf://daily, arxiv://cs.LG, a file, or a pattern')
    .option('--json', 'print what was found as JSON')
    .action(check);
  return command;
}

async function list({ json }: { json?: true }): Promise<void> {
  const [{ openHouse }, { listSources }] = await Promise.all([
    import('../assembly/house.ts'),
    import('../assembly/sources.ts'),
  ]);
  const house = await openHouse(loadConfig());
  const sources = await listSources(house).finally(() => house.close());
  if (json) console.log(JSON.stringify(sources.map(sourceJson)));
  else for (const line of table(sources)) console.log(line);
}

function sourceJson({ word, kind, status, nextAt }: ListedSource) {
  return { ...status, source: word, kind, state: status?.state ?? null, nextAt: nextAt?.toISOString() ?? null };
}

function table(sources: readonly ListedSource[]): string[] {
  const rows = sources.map(({ word, kind, status, nextAt }) => ({
    cells: [
      word,
      kind,
      status ? status.state : 'never read',
      status ? minute(status.lastReadAt) : '-',
      status ? String(status.papers) : '-',
      nextAt ? minute(nextAt.toISOString()) : 'never',
    ],
    note: status && (status.message || status.state === 'off') ? noteOf(status) : undefined,
  }));
  const header = ['source', 'kind', 'state', 'last read', 'papers', 'next'];
  const widths = header.map((name, at) => Math.max(name.length, ...rows.map(({ cells }) => cells[at]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.flatMap(({ cells, note }) => [line(cells), ...(note ? [`  ${note}`] : [])])];
}

function noteOf({ message, since, state, source }: NonNullable<ListedSource['status']>): string {
  const text = `since ${minute(since)}${message ? `: ${message}` : ''}`;
  return state === 'off' ? `${text}; \`paperboy ingest ${source}\` asks it once more` : text;
}

async function check(word: string, { json }: { json?: true }): Promise<void> {
  const { checkSource } = await import('../assembly/sources.ts');
  const checked = await checkSource(loadConfig(), word, new Date());
  if (json) console.log(JSON.stringify(checkedJson(checked)));
  else for (const line of checkedLines(word, checked)) console.log(line);
  const failed = checked.failure || checked.gone || checked.documents.some(document => 'failure' in document);
  process.exitCode = failed ? 1 : 0;
}

function checkedLines(word: string, { kind, documents: read, failure, gone, notBefore }: CheckedSource): string[] {
  return [
    `${word}: a source of kind ${kind}, ${documents(read.length)}`,
    ...(gone ? ['✗ it says that it is gone for good (410): a run would switch it off'] : []),
    ...(notBefore ? [`! it asks to be left alone until ${minute(notBefore)}`] : []),
    ...(failure ? [`✗ ${failure.message}`] : []),
    ...read.flatMap(documentLines),
    'Nothing was stored.',
  ];
}

function documentLines(document: CheckedSource['documents'][number]): string[] {
  const { locator, bytes, mediaType } = document;
  const facts = [`${bytes} bytes`, ...(mediaType ? [mediaType] : [])].join(', ');
  if ('failure' in document) return [`✗ ${document.failure.message} (${facts})`];
  const { format, papers: found, rejected } = document;
  return [
    `✓ ${locator}: ${papers(found.length)} as ${format}, ${rejected.length} rejected (${facts})`,
    ...found.slice(0, TITLES_SHOWN).map(({ title, arxivId }) => `    ${title}${arxivId ? ` [${arxivId}]` : ''}`),
    ...(found.length > TITLES_SHOWN ? [`    … and ${found.length - TITLES_SHOWN} more`] : []),
    ...rejected
      .slice(0, REJECTS_SHOWN)
      .map(({ line, reason, excerpt }) => `  ! ${line ? `line ${line}: ` : ''}${reason}: ${JSON.stringify(excerpt)}`),
  ];
}

function checkedJson({ documents: read, failure, ...rest }: CheckedSource) {
  return {
    ...rest,
    ...(failure && { error: failure.code, message: failure.message }),
    documents: read.map(document => {
      if ('failure' in document) {
        const { failure: fault, ...facts } = document;
        return { ...facts, error: fault.code, message: fault.message };
      }
      const { papers: found, rejected, ...facts } = document;
      return { ...facts, papers: found.length, rejected: rejected.length };
    }),
  };
}
