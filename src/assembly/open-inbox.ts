// The inbox of returned mail that the configuration names.
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { Clock, Inbox } from '../domain/ports.ts';

/** Nothing is opened before it is read. @throws AppError config_invalid without `INBOX` */
export async function openInbox({ inbox, bounceAddress }: Config, clock: Clock): Promise<Inbox> {
  if (inbox === undefined)
    throw new AppError(
      'config_invalid',
      'INBOX is missing: expected where returned mail is read, such as maildir:/home/bounces/Maildir',
    );
  // Each loads its own library.
  const { protocol, pathname } = new URL(inbox);
  switch (protocol) {
    case 'maildir:':
      return (await import('../receive/maildir.ts')).maildir(decodeURIComponent(pathname));
    case 'smtp:':
      // The configuration has one where the other is.
      return (await import('../receive/smtp-receiver.ts')).smtpReceiver({
        url: inbox,
        bounceAddress: bounceAddress!,
        clock,
      });
    default:
      return (await import('../receive/imap-mailbox.ts')).imapMailbox(inbox, clock);
  }
}
