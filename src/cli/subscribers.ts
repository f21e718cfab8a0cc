// `paperboy subscribers`: the people who get mail.
import { Command } from 'commander';
import { inHouse } from './in-house.ts';
import { diffLines } from './people-diff.ts';
import { changeCommands } from './subscribers-change.ts';
import { eraseCommand } from './subscribers-erase.ts';
import { importCommand } from './subscribers-import.ts';
import { listCommands } from './subscribers-list.ts';

export function subscribersCommand(): Command {
  const command = new Command('subscribers').description('the people who get mail');
  const commands = [...listCommands(), ...changeCommands(), importCommand(), syncCommand(), eraseCommand()];
  for (const one of commands) command.addCommand(one);
  return command;
}

function syncCommand(): Command {
  return new Command('sync')
    .description('read the people files now, as every run does, and say what changed')
    .option('--dry-run', 'only say what would change')
    .option('--json', 'print the diff as JSON')
    .action(sync);
}

async function sync({ dryRun, json }: { dryRun?: true; json?: true }): Promise<void> {
  const { syncPeople } = await import('../assembly/sync-people.ts');
  const report = await inHouse(house => syncPeople(house, { dryRun }));
  if (json) console.log(JSON.stringify(report));
  else {
    if (dryRun) console.log('Dry run, nothing was written.');
    for (const line of diffLines(report)) console.log(line);
  }
  if (report.faults.length > 0) process.exitCode = 1;
}
