// One newsletter mail with all its headers.
import type { MailFragments, Tokens } from '../domain/mail.ts';
import type { Message } from '../domain/ports.ts';

export interface Newsletter {
  from: { name: string; address: string };
  to: { name?: string; address: string };
  mail: MailFragments;
  tokens: Tokens;
  /** Names the delivery; 16 characters. */
  publicId: string;
  issueDate: string;
  /** Host of the public address: names the list. */
  listHost: string;
  unsubscribeUrl: string;
  helpUrl: string;
  date: Date;
}

export function newsletterMessage(newsletter: Newsletter): Message {
  const { from, to, mail, tokens, publicId, issueDate, listHost, unsubscribeUrl, helpUrl, date } = newsletter;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    from,
    to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    tokens,
    messageId: `${issueDate}.${publicId}@${domain}`,
    date,
    headers: [
      // RFC 2919: the identifier never changes, the phrase may.
      ['List-Id', `${phrase(from.name)}<daily.${listHost}>`],
      // RFC 8058 §3.1: an HTTPS URI, and the exact text that says a POST suffices.
      ['List-Unsubscribe', `<${unsubscribeUrl}>`],
      ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
      ['List-Help', `<${helpUrl}>`],
      ['Feedback-ID', `${issueDate}:daily:paperboy:${listHost}`],
      // RFC 3834 §5: keeps vacation replies away.
      ['Auto-Submitted', 'auto-generated'],
      ['Precedence', 'bulk'],
    ],
  };
}

/** The phrase is optional: a name that would need encoding, or a line of its own, is left out. */
function phrase(name: string): string {
  return /^[\w .-]{1,60}$/.test(name) ? `"${name}" ` : '';
}
