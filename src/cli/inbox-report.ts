// What comes of returned mail, on the terminal: counts, since addresses stay out of logs.
import type { InboxNews } from '../assembly/inbox-watch.ts';
import type { ReceivedMail } from '../assembly/reception.ts';
import { RETURNED_KINDS } from '../domain/returned-mail.ts';
import { errorText } from './error-text.ts';

/** Collects what comes in, and tells it with the state of the inbox. */
export function inboxReport() {
  let received: ReceivedMail[] = [];
  return {
    add(mail: ReceivedMail): void {
      received.push(mail);
    },
    /** Of the mails since it last told. @returns whether there were any */
    tell({ broken, mended }: InboxNews = {}): boolean {
      if (mended) console.log('✓ returned mail can be read again');
      const lines = receivedLines(received);
      for (const line of lines) console.log(line);
      if (broken) console.error(errorText(broken.error));
      received = [];
      return lines.length > 0;
    },
  };
}

/** `✓ returned mail: 3 hard, 1 soft, 0 complaint, 2 unsubscribed, 4 ignored`; nothing where nothing came. */
function receivedLines(received: readonly ReceivedMail[]): string[] {
  if (received.length === 0) return [];
  const kinds = RETURNED_KINDS.filter(kind => kind !== 'failed');
  const counts = kinds.map(kind => `${received.filter(mail => mail.kind === kind).length} ${kind}`);
  const failed = received.filter(({ kind }) => kind === 'failed');
  return [
    `✓ returned mail: ${counts.join(', ')}`,
    ...failed.map(({ mail }) => `✗ returned mail ${mail} could not be read: it stays in the inbox, flagged`),
  ];
}
