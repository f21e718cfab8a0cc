// `paperboy parse`: raw text, JSON or XML to papers as JSON Lines, rejects on standard error.
import { Command } from 'commander';
import { AppError } from '../domain/errors.ts';
import { inputDocuments } from './input-documents.ts';
import { printLine, printReject } from './json-lines.ts';

export function parseCommand(): Command {
  return new Command('parse')
    .description('filter: digests -> papers as JSON Lines, rejects on standard error')
    .argument('<file...>', 'files or patterns, or - for standard input')
    .action(parseFiles);
}

async function parseFiles(files: string[]): Promise<void> {
  const { openParser } = await import('../assembly/guarded-parser.ts');
  const parser = openParser();
  for (const file of files) {
    for (const document of await inputDocuments(file).catch(refuse(file))) {
      const parsed = await parser.parse(document).catch(refuse(document.locator));
      if (!('papers' in parsed)) continue;
      parsed.papers.forEach(printLine);
      parsed.rejected.forEach(printReject);
    }
  }
}

/** The document is named on standard error and in the exit code, and the others are read. */
function refuse(locator: string): (error: unknown) => never[] {
  return error => {
    if (!(error instanceof AppError)) throw error;
    printReject({ locator, reason: error.message, code: error.code, excerpt: '' });
    process.exitCode = 1;
    return [];
  };
}
