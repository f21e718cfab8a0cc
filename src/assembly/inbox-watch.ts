// The inbox as it is read again and again: its troubles are told once.
import { AppError } from '../domain/errors.ts';
import { alertOperator } from './alert-operator.ts';
import type { House } from './house.ts';
import { openReception, type ReceptionSettings } from './reception.ts';

/** How the inbox stands, where that has changed. */
export interface InboxNews {
  /** It worked before, and does not now. */
  broken?: { error: unknown };
  /** It works again. */
  mended?: true;
}

export interface InboxWatch {
  /** Mail is sent to it, not fetched: it has to stay open. */
  readonly listens: boolean;
  /** Deals with the mails that are there, after what was asked before is done. Never fails. */
  read(): Promise<InboxNews>;
  /** Ends when the mails in hand are dealt with. */
  close(): Promise<void>;
}

interface WatchSettings extends ReceptionSettings {
  /** By which server the operator is told of trouble; absent: not at all. */
  smtpUrl?: string;
}

/** @throws AppError config_invalid without `INBOX` */
export async function watchInbox(house: House, settings: WatchSettings): Promise<InboxWatch> {
  const reception = await openReception(house, settings);
  let isBroken = false;
  let last: Promise<InboxNews> = Promise.resolve({});

  const read = async (): Promise<InboxNews> => {
    const wasBroken = isBroken;
    const broken = await reception.read().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    isBroken = broken !== undefined;
    if (isBroken === wasBroken) return {};
    if (!broken) return { mended: true };
    if (settings.smtpUrl !== undefined) await alert(house, broken.error, settings.smtpUrl);
    return { broken };
  };

  return {
    listens: reception.listens,
    read() {
      last = last.then(read);
      return last;
    },
    async close() {
      await last;
      await reception.close();
    },
  };
}

/** The log says the same: an alert that cannot be sent is left. */
async function alert(house: House, error: unknown, smtpUrl: string): Promise<void> {
  const reason = error instanceof AppError ? error.message : 'an unexpected error, see the log';
  await alertOperator(house, [{ kind: 'inbox_broken', reason }], smtpUrl).catch(() => {});
}
