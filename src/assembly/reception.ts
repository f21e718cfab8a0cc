// Returned mail of an opened house: each mail of the inbox does what it asks for, and then leaves the inbox.
import type { InboxMail } from '../domain/ports.ts';
import type { AppliedMail } from '../domain/returned-mail.ts';
import { applyReturnedMail, type ReturnedMailPorts } from '../pipeline/apply-returned-mail.ts';
import type { House } from './house.ts';
import { openInbox } from './open-inbox.ts';

/** What became of a mail, with what names it in the inbox. */
export interface ReceivedMail extends AppliedMail {
  mail: string;
}

export interface Reception {
  /** Mail is sent to it, not fetched: it has to stay open. */
  readonly listens: boolean;
  /**
   * Deals with the mails that are there; where mail is sent to it, it listens from the first call on, and this tells what came of
   * mails since the last one.
   * @throws AppError inbox_unusable, database_busy; what was not dealt with is still in the inbox, or with its sender
   */
  read(): Promise<void>;
  /** Ends when the mails in hand are dealt with. */
  close(): Promise<void>;
}

export interface ReceptionSettings {
  /** When it aborts, the mail in hand is the last. */
  signal: AbortSignal;
  onMail(received: ReceivedMail): void;
}

/** Needs no sender lock: two that read one inbox do nothing twice. @throws AppError config_invalid without `INBOX` */
export async function openReception(house: House, { signal, onMail }: ReceptionSettings): Promise<Reception> {
  const { store, keys, config, clock } = house;
  const inbox = await openInbox(config, clock);
  const ports: ReturnedMailPorts = {
    suppressions: store.suppressions,
    subscribers: store.subscribers,
    tokenKeys: keys.tokenKeys,
    bounceAddress: config.bounceAddress,
    clock,
  };
  // Of mail that is sent to us only its sender hears what went wrong.
  let fault: { error: unknown } | undefined;
  const take = async (mail: InboxMail) => {
    try {
      const applied = await applyReturnedMail(mail, ports);
      onMail({ mail: mail.name, ...applied });
      return applied.kept ? 'keep' : 'done';
    } catch (error) {
      fault = { error };
      throw error;
    }
  };
  return {
    listens: inbox.listens,
    async read() {
      const last = fault;
      fault = undefined;
      await inbox.read(take, signal);
      if (inbox.listens && last) throw last.error;
    },
    close: () => inbox.close(),
  };
}
