// `paperboy subscribers import`: a list of people from elsewhere.
import { Command } from 'commander';
import type { ImportReport } from '../assembly/import-people.ts';
import { inHouse } from './in-house.ts';
import { progress } from './progress.ts';

const LINES_SHOWN = 50;

interface ImportOptions {
  consent?: string;
  dryRun?: true;
  json?: true;
}

export function importCommand(): Command {
  return new Command('import')
    .description('subscribe people from a YAML or CSV file, also one exported by listmonk, Mailchimp or Ghost')
    .argument('<file>')
    .option('--consent <text>', 'where their consent came from; without it they stay unconfirmed and get no mail')
    .option('--dry-run', 'only say what would happen')
    .option('--json', 'print the counts, and every row at fault, as JSON')
    .action(importFile);
}

async function importFile(file: string, { consent, dryRun, json }: ImportOptions): Promise<void> {
  const { importPeople } = await import('../assembly/import-people.ts');
  const bar = progress('importing');
  const settings = { consent, dryRun, onProgress: bar.update };
  const report = await inHouse(house => importPeople(house, file, settings)).finally(bar.stop);
  if (json) console.log(JSON.stringify(report));
  else {
    for (const line of rowLines(file, report)) console.error(line);
    for (const line of summary(file, report, { consent, dryRun })) console.log(line);
  }
  if (report.faults.length > 0) process.exitCode = 1;
}

function rowLines(file: string, { faults, gone }: ImportReport): string[] {
  const rows = [
    ...faults.map(({ line, reason }) => ({ line, text: `✗ ${file}:${line}: ${reason}` })),
    ...gone.map(({ line, reason }) => ({ line, text: `! ${file}:${line}: ${reason}` })),
  ].sort((a, b) => a.line - b.line);
  const more = rows.length - LINES_SHOWN;
  return [
    ...rows.slice(0, LINES_SHOWN).map(({ text }) => text),
    ...(more > 0 ? [`  and ${more} more lines: --json lists them all`] : []),
  ];
}

function summary(file: string, report: ImportReport, { consent, dryRun }: ImportOptions): string[] {
  const { added, changed, known, left, managed, faults, gone, unused } = report;
  const counts = [
    `${added} added`,
    `${changed} changed`,
    `${known} known`,
    `${left} have left and stay so`,
    ...(managed > 0 ? [`${managed} managed by a people file`] : []),
    ...(gone.length > 0 ? [`${gone.length} get no mail there and none here`] : []),
    `${faults.length} with faults`,
  ];
  return [
    `${dryRun ? 'Dry run, nothing was written. ' : '✓ '}${file}: ${counts.join(', ')}`,
    ...(unused.length > 0 ? [`! Columns that mean nothing here: ${unused.join(', ')}`] : []),
    ...(consent === undefined && added > 0
      ? [
          '! They are unconfirmed: no mail, and erased after seven days. Say where their consent came from with --consent "…"',
        ]
      : []),
  ];
}
