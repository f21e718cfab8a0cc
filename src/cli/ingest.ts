// `paperboy ingest`: digests into the store, without building an issue.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { AppError } from '../domain/errors.ts';
import type { Ingested } from '../pipeline/ingest-sources.ts';
import type { DocumentReport } from '../pipeline/read-document.ts';
import { everySourceFailed, totalsOf } from './ingest-report.ts';

export function ingestCommand(): Command {
  return new Command('ingest')
    .description('read digests into the store')
    .argument('<source...>', 'a file, a pattern, a URL, hf://daily, arxiv://cs.LG, or - for standard input')
    .option('--as-new', 'what was not known before is news, whatever its dates')
    .option('--json', 'print the counts as JSON')
    .action(async (words: string[], { asNew, json }: { asNew?: true; json?: true }) => {
      const [{ openHouse }, { ingest }] = await Promise.all([
        import('../assembly/house.ts'),
        import('../assembly/sources.ts'),
      ]);
      const house = await openHouse(loadConfig());
      const ingested = await ingest(house, words, asNew).finally(() => house.close());
      printReport(ingested, json === true);
      process.exitCode = everySourceFailed(ingested) ? 1 : 0;
    });
}

function printReport({ sources, leftovers }: Ingested, json: boolean): void {
  const reports = [...leftovers, ...sources.flatMap(({ documents }) => documents)];
  for (const report of reports) printDocument(report, json);
  for (const { source, documents, failure, status, skipped } of sources) {
    const isTold = failure !== undefined || documents.some(document => 'failure' in document);
    if (failure) printFailure(failure);
    else if (skipped) console.error(`· ${source}: asked to be left alone until ${status.notBefore}`);
    else if (status.state === 'failed' || status.state === 'off') {
      if (!isTold) console.error(`✗ ${source}: ${status.state}: ${status.message}`);
    } else if (documents.length === 0 && !json) console.log(`✓ ${source}: ${status.message ?? status.state}`);
  }
  if (json) console.log(JSON.stringify(totalsOf(reports)));
}

function printDocument(report: DocumentReport, json: boolean): void {
  if ('failure' in report) {
    printFailure(report.failure);
    return;
  }
  for (const { line, reason, excerpt } of report.rejects) {
    console.error(`  ${report.locator}${line ? `:${line}` : ''}: ${reason}: ${JSON.stringify(excerpt)}`);
  }
  const { locator, parsed, new: fresh, known, rejected } = report;
  if (!json) console.log(`✓ ${locator}: ${parsed} parsed, ${fresh} new, ${known} known, ${rejected} rejected`);
}

function printFailure({ message, code }: AppError): void {
  console.error(`✗ ${message} [${code}]`);
}
