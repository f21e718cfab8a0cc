// `paperboy issue`: how an issue stands, and an operator's hand on one that is going out.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { isCalendarDate } from '../domain/calendar-date.ts';
import { AppError } from '../domain/errors.ts';
import type { IssueControl, IssueState } from '../domain/ports.ts';
import { mails } from './plural.ts';

type Act = (control: IssueControl, date: string, now: Date) => Promise<IssueState>;

export function issueCommand(): Command {
  const command = new Command('issue').description('how an issue stands; hold, resume or cancel one that is going out');
  addAct(command, 'show', 'how many mails were sent, wait, or went wrong', (control, date) => control.state(date));
  addAct(command, 'hold', 'send nothing more of it until it is resumed', (control, date, now) =>
    control.hold(date, now),
  );
  addAct(command, 'resume', 'let a held issue go on', (control, date, now) => control.resume(date, now));
  addAct(
    command,
    'cancel',
    'never send what was not sent; its papers may come in the next issue',
    (control, date, now) => control.cancel(date, now),
  );
  return command;
}

function addAct(command: Command, name: string, description: string, act: Act): void {
  command
    .command(name)
    .description(description)
    .argument('<date>', 'of the issue, as in 2026-03-02')
    .option('--json', 'print it as JSON')
    .action((date: string, { json }: { json?: true }) => run(act, date, json));
}

async function run(act: Act, date: string, json?: true): Promise<void> {
  if (!isCalendarDate(date)) throw new AppError('usage', `"${date}" is no date: expected one such as 2026-03-02`);
  const { openHouse } = await import('../assembly/house.ts');
  const house = await openHouse(loadConfig());
  try {
    const state = await act(house.store.issueControl, date, house.clock.now());
    if (json) console.log(JSON.stringify(state));
    else for (const line of stateLines(state)) console.log(line);
  } finally {
    await house.close();
  }
}

function stateLines({ date, batches, heldFor, counts }: IssueState): string[] {
  const stands = batches.includes('held')
    ? `on hold ${heldFor === 'canary' ? 'because too many of its first mails were refused' : 'by an operator'}`
    : batches.includes('ready')
      ? 'going out'
      : 'cancelled';
  const waiting = counts.pending + counts.claimed + counts.deferred;
  return [
    `The issue of ${date} is ${waiting + counts.committing === 0 && stands === 'going out' ? 'done' : stands}.`,
    `  ${mails(counts.submitted)} submitted, ${waiting} waiting, ${counts.committing} being sent`,
    `  ${counts.failed} failed, ${counts.suppressed} suppressed, ${counts.skipped} skipped`,
    ...(counts.uncertain > 0
      ? [`  ${counts.uncertain} may have been sent: \`paperboy deliveries list --state uncertain --date ${date}\``]
      : []),
  ];
}
