// `paperboy replay`: a mail that was sent, made again byte for byte.
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { isCalendarDate } from '../domain/calendar-date.ts';
import { AppError } from '../domain/errors.ts';

export function replayCommand(): Command {
  return new Command('replay')
    .description('make a mail that was sent again, byte for byte, or say what differs')
    .argument('<date>', "the mail's, such as 2026-03-02")
    .argument('<subscriber>', 'the address or id')
    .option('--out <file>', 'write the .eml into this new file instead of to standard output')
    .action(replayOne);
}

async function replayOne(date: string, subscriber: string, { out }: { out?: string }): Promise<void> {
  if (!isCalendarDate(date)) throw new AppError('usage', `"${date}" is no date: expected one such as 2026-03-02`);
  const config = loadConfig();
  const { replay, writeNewFile } = await import('../assembly/replay.ts');
  const { raw, sha256, state, changedAt, composedAt } = await replay(config, { date, subscriber });
  if (out === undefined) process.stdout.write(raw);
  else writeNewFile(out, raw);
  const what =
    state === 'submitted' ? `submitted at ${changedAt}` : `made at ${composedAt}, whose delivery is ${state} now`;
  console.error(`identical to what was ${what} (sha256 ${sha256})`);
}
