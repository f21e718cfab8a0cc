// `paperboy receive`: returned mail to suppressions and unsubscriptions.
import { once } from 'node:events';
import { Command } from 'commander';
import cron from 'node-cron';
import type { InboxWatch } from '../assembly/inbox-watch.ts';
import type { ReceivedMail } from '../assembly/reception.ts';
import { loadConfig } from '../config.ts';
import { inboxReport } from './inbox-report.ts';
import { printLine } from './json-lines.ts';
import { stopSignal } from './stop-signal.ts';

interface Options {
  watch?: true;
  json?: true;
}

export function receiveCommand(): Command {
  return new Command('receive')
    .description('returned mail: suppress who cannot be reached or complains, unsubscribe who writes so')
    .option('--watch', 'stay, and look again every minute')
    .option('--json', 'one JSON line a mail')
    .action(receive);
}

async function receive({ watch, json }: Options): Promise<void> {
  const config = loadConfig();
  const signal = stopSignal();
  const { openHouse } = await import('../assembly/house.ts');
  const { watchInbox } = await import('../assembly/inbox-watch.ts');
  const report = inboxReport();
  const onMail = (mail: ReceivedMail) => {
    if (json) printLine(mail);
    else report.add(mail);
    if (mail.kind === 'failed') process.exitCode = 1;
  };
  const opened = new AsyncDisposableStack();
  try {
    const house = await openHouse(config);
    opened.defer(() => house.close());
    const inbox = await watchInbox(house, { signal, onMail, smtpUrl: watch && config.smtpUrl });
    opened.defer(() => inbox.close());
    const { broken } = await inbox.read();
    const isTold = report.tell();
    // Who has just typed the command is told at once, and need not stop it.
    if (broken) throw broken.error;
    if (watch || inbox.listens) await stay(inbox, report, signal);
    else if (!isTold && !json) console.log('There was no mail in the inbox.');
  } finally {
    await opened.disposeAsync();
    report.tell();
  }
}

async function stay(inbox: InboxWatch, report: ReturnType<typeof inboxReport>, signal: AbortSignal): Promise<void> {
  console.error('Waiting for returned mail. Ctrl-C stops.');
  const read = async () => report.tell(await inbox.read());
  const task = cron.schedule('* * * * *', read, { noOverlap: true });
  if (!signal.aborted) await once(signal, 'abort');
  await task.destroy();
}
