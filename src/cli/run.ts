// `paperboy run`: ingest, build and deliver what is due, once.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { dayExitCode, dayLines, planTable } from './day-report.ts';
import { totalsOf } from './ingest-report.ts';
import { progress } from './progress.ts';
import { stopSignal } from './stop-signal.ts';

interface RunOptions {
  dryRun?: true;
  first?: true;
  json?: true;
}

export function runCommand(): Command {
  return new Command('run')
    .description('read the sources, build the issue, deliver what is due')
    .option('--dry-run', 'show who would get what; nothing is sent or stored')
    .option('--first', 'let the very first issue go, to everyone at once')
    .option('--json', 'print the report as JSON')
    .action(runOnce);
}

async function runOnce({ dryRun, first, json }: RunOptions): Promise<void> {
  const config = loadConfig();
  const assembly = await import('../assembly/run.ts');
  const bar = progress('sending');
  const listReaders = dryRun === true || json === true;
  const settings = { first: first === true, listReaders, signal: stopSignal(), onProgress: bar.update };
  const report = await (dryRun ? assembly.dryRun(config, settings) : assembly.run(config, settings)).finally(bar.stop);
  if (json) console.log(JSON.stringify(reportJson(report)));
  else {
    for (const line of dayLines(report, { mailbox: config.tryingOut, dryRun })) console.log(line);
    if (dryRun && report.plan) for (const line of ['', ...planTable(report.plan)]) console.log(line);
  }
  if (!report.plan)
    throw new AppError('first_issue_waits', 'nothing was sent: the first issue waits for `paperboy run --first`');
  if (report.failure) throw report.failure;
  process.exitCode = dayExitCode(report, dryRun === true);
}

function reportJson(report: Awaited<ReturnType<typeof import('../assembly/run.ts')['run']>>) {
  const { plan, ingested, ...rest } = report;
  return {
    ...rest,
    sources: ingested.sources.map(({ source, status, documents }) => ({
      source,
      state: status.state,
      message: status.message,
      ...totalsOf(documents),
    })),
    readers: plan?.readers.map(({ subscriber, date, selection }) => ({
      address: subscriber.address,
      date,
      ...selection,
    })),
  };
}
