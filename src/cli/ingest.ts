// `paperboy ingest`: digests into the store, without building an issue.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { SourceReport } from '../pipeline/ingest-sources.ts';

export function ingestCommand(): Command {
  return new Command('ingest')
    .description('read digests into the store')
    .argument('<source...>', 'a file, a pattern, a URL, or - for standard input')
    .option('--as-new', 'what was not known before is news, whatever its dates')
    .option('--json', 'print the counts as JSON')
    .action(async (words: string[], { asNew, json }: { asNew?: true; json?: true }) => {
      const [{ openHouse }, { ingest }] = await Promise.all([
        import('../assembly/house.ts'),
        import('../assembly/day.ts'),
      ]);
      const house = await openHouse(loadConfig());
      const reports = await ingest(house, words, asNew).finally(() => house.close());
      for (const report of reports) printReport(report, json === true);
      if (json) console.log(JSON.stringify(totals(reports)));
      process.exitCode = reports.every(report => 'failure' in report) ? 1 : 0;
    });
}

function printReport(report: SourceReport, json: boolean): void {
  if ('failure' in report) {
    console.error(`✗ ${report.failure.message} [${report.failure.code}]`);
    return;
  }
  for (const { line, reason, excerpt } of report.rejects) {
    console.error(`  ${report.source}${line ? `:${line}` : ''}: ${reason}: ${JSON.stringify(excerpt)}`);
  }
  const { source, parsed, new: fresh, known, rejected } = report;
  if (!json) console.log(`✓ ${source}: ${parsed} parsed, ${fresh} new, ${known} known, ${rejected} rejected`);
}

function totals(reports: readonly SourceReport[]) {
  const total = { parsed: 0, new: 0, known: 0, rejected: 0 };
  for (const report of reports) {
    if ('failure' in report) continue;
    total.parsed += report.parsed;
    total.new += report.new;
    total.known += report.known;
    total.rejected += report.rejected;
  }
  return total;
}
