// `paperboy parse`: raw text, JSON or XML to papers as JSON Lines, rejects on standard error.
import { Command } from 'commander';
import { AppError } from '../domain/errors.ts';
import { printLine, printReject } from './json-lines.ts';

export function parseCommand(): Command {
  return new Command('parse')
    .description('filter: digests -> papers as JSON Lines, rejects on standard error')
    .argument('<file...>', 'files or patterns, or - for standard input')
    .action(parseFiles);
}

async function parseFiles(files: string[]): Promise<void> {
  const { readFiles, readStdin } = await import('../ingest/read-files.ts');
  const { openParser } = await import('../assembly/guarded-parser.ts');
  const parser = openParser();
  const now = new Date().toISOString();
  for (const file of files) {
    try {
      const documents = file === '-' ? [await readStdin(now)] : await readFiles(file, now);
      for (const document of documents) {
        const { papers, rejected } = await parser.parse(document);
        papers.forEach(printLine);
        rejected.forEach(printReject);
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      printReject({ locator: file, reason: error.message, code: error.code, excerpt: '' });
      process.exitCode = 1;
    }
  }
}
