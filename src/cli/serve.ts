// `paperboy serve`: everything in one process, until Ctrl-C.
import { once } from 'node:events';
import { Command } from 'commander';
import cron from 'node-cron';
import { loadConfig } from '../config.ts';
import { dayLines } from './day-report.ts';
import { errorText } from './error-text.ts';
import { inboxReport } from './inbox-report.ts';
import { troubleLines } from './ingest-report.ts';
import { progress } from './progress.ts';
import { stopSignal } from './stop-signal.ts';

/** What is due is decided from the database: asking costs little, and nobody waits long for what an operator resumes. */
const OFTEN = '*/5 * * * * *';

export function serveCommand(): Command {
  return new Command('serve')
    .description('run everything in one process: pages, scheduler, sender')
    .action(serveUntilStopped);
}

async function serveUntilStopped(): Promise<void> {
  const config = loadConfig();
  const stop = stopSignal();
  const { serve } = await import('../assembly/serve.ts');
  let bar = progress('sending');
  const returned = inboxReport();
  const report = (error: unknown) => console.error(errorText(error));
  let isDue = () => {};
  const served = await serve(config, {
    onDue: () => isDue(),
    signal: stop,
    onProgress: (done, total) => bar.update(done, total),
    onReturnedMail: returned.add,
    onError: report,
  });

  /** Beside the mails, which wait for no slow server: what changed with a source is said once, what it brought is left to the next report. */
  const readSources = async () => {
    try {
      const ingested = await served.ingest();
      if (ingested) for (const line of troubleLines(ingested)) console.log(line);
    } catch (error) {
      report(error);
    }
  };

  /** Beside the mails: a send may take hours, and who has bounced meanwhile gets nothing more. */
  const readInbox = async () => {
    returned.tell(await served.receive?.());
  };

  /** One run after another. An error of one is reported and the next tries again; the pages stay up. */
  let last: Promise<void> = Promise.resolve();
  const say = (run: typeof served.tick): Promise<void> => {
    last = last.then(() => sayOne(run));
    return last;
  };
  const sayOne = async (run: typeof served.tick) => {
    try {
      const day = await run().finally(bar.stop);
      bar = progress('sending');
      if (day) for (const line of dayLines(day, { mailbox: config.tryingOut })) console.log(line);
      if (day?.failure) report(day.failure);
    } catch (error) {
      report(error);
    }
  };

  console.log(
    `Paperboy: ${config.tryingOut ? 'trying out, with the built-in mailbox (no SMTP_URL is set)' : `mail goes out as ${config.mailFrom.address}`}`,
  );
  const inbox = served.receive && cron.schedule('* * * * *', readInbox, { noOverlap: true });
  void readInbox();
  await say(served.run);
  console.log(`✓ pages: ${served.publicUrl}   ${config.tryingOut ? 'mailbox' : 'private pages'}: ${served.privateUrl}`);
  console.log('Ctrl-C stops.');
  isDue = () => void say(served.tick);
  const letters = cron.schedule(OFTEN, served.letters, { noOverlap: true });
  const tasks = config.tryingOut
    ? []
    : [
        cron.schedule(OFTEN, () => say(served.tick), { noOverlap: true }),
        cron.schedule(OFTEN, readSources, { noOverlap: true }),
      ];
  if (!stop.aborted) await once(stop, 'abort');
  console.log('Stopping: what is under way is finished. Ctrl-C again ends at once.');
  for (const task of [...tasks, letters]) await task.destroy();
  await inbox?.destroy();
  await last;
  await served.close();
  returned.tell();
  console.log('Stopped.');
}
