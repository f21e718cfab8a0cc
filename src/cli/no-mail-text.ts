// Why somebody gets no mail, in one line for the terminal.
import type { NoMail } from '../domain/subscriber.ts';

export function noMailText({ kind, since, until = '' }: NoMail): string {
  const on = since === undefined ? '' : ` on ${since.slice(0, 10)}`;
  switch (kind) {
    case 'unsubscribed':
      return `unsubscribed${on}`;
    case 'suppressed':
      return `the address was suppressed${on}: \`paperboy suppressions list\` says why`;
    case 'unconfirmed':
      return 'never confirmed the subscription';
    case 'unlisted':
      return 'no longer in the file that listed this subscriber';
    case 'paused':
      return `paused until ${until.slice(0, 10)}`;
  }
}
