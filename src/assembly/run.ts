// `paperboy run`: the line once, and its dry form on a copy.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { DayReport } from '../pipeline.ts';
import { openMailbox } from '../preview/mailbox.ts';
import { startMailboxServer } from '../preview/mailbox-server.ts';
import { takeSenderLock } from '../store/sender-lock.ts';
import { runHouse, waitsForFirst } from './day.ts';
import { makeDataDir, openHouse, openScratchHouse } from './house.ts';
import { loadDkim } from './load-dkim.ts';
import { keptRenderer, mailRenderer } from './mail-renderer.ts';

export interface RunSettings {
  first: boolean;
  /** Whether the report says who gets what. */
  listReaders: boolean;
  signal: AbortSignal;
  onProgress(sent: number, total: number): void;
}

/** Without an SMTP server the built-in mailbox takes the mails for as long as the run lasts. @throws AppError sender_busy */
export async function run(config: Config, settings: RunSettings): Promise<DayReport> {
  const opened = new AsyncDisposableStack();
  try {
    makeDataDir(config);
    const lock = takeSenderLock(join(config.dataDir, 'sender.lock.db'));
    opened.defer(() => lock.release());
    const house = await openHouse(config);
    opened.defer(() => house.close());
    // A bad key is told at once, not when the first mail is due.
    loadDkim(config);
    let smtpUrl = config.smtpUrl;
    const mailbox = config.tryingOut ? await openMailbox(join(config.dataDir, 'mailbox'), house.clock) : undefined;
    if (mailbox) {
      const server = await startMailboxServer(mailbox, { host: '127.0.0.1', port: 0 });
      opened.defer(() => server.close());
      smtpUrl = server.url;
    }
    const { publicUrl } = config;
    return await runHouse(house, {
      ...settings,
      waits: await waitsForFirst(house),
      smtpUrl,
      wasTaken: mailbox?.holds,
      publicUrl,
      renderer: keptRenderer(() => mailRenderer(config, publicUrl)),
    });
  } finally {
    await opened.disposeAsync();
  }
}

/** Who would get what: everything but the sending, on a copy that goes away. */
export async function dryRun(config: Config, settings: RunSettings): Promise<DayReport> {
  const house = await openScratchHouse(config);
  try {
    const { publicUrl } = config;
    return await runHouse(house, {
      ...settings,
      waits: await waitsForFirst(house),
      first: true,
      publicUrl,
      renderer: () => mailRenderer(config, publicUrl),
    });
  } finally {
    await house.close();
  }
}
