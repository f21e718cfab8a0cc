// One newsletter mail with all its headers.
import type { MailFragments, Tokens } from '../domain/mail.ts';
import type { Message } from '../domain/ports.ts';
import { messageIdOf, returnPathOf, unsubscribeMailto } from '../domain/return-address.ts';

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
  /** Where returned mail comes to; without it to `from`, and nobody can unsubscribe by mail. */
  bounceAddress?: string;
  helpUrl: string;
  date: Date;
}

export function newsletterMessage(newsletter: Newsletter): Message {
  const { from, to, mail, tokens, publicId, issueDate, listHost, unsubscribeUrl, helpUrl, bounceAddress, date } =
    newsletter;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const mailtos = bounceAddress === undefined ? [] : [unsubscribeMailto(bounceAddress, tokens.unsubscribe)];
  return {
    from,
    ...(bounceAddress !== undefined && { returnPath: returnPathOf(bounceAddress, publicId) }),
    to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    tokens,
    messageId: messageIdOf(issueDate, publicId, domain),
    date,
    headers: [
      // RFC 2919: the identifier never changes, the phrase may.
      ['List-Id', `${phrase(from.name)}<daily.${listHost}>`],
      // RFC 8058 §3.1: an HTTPS URI, and the exact text that says a POST suffices. RFC 2369 §2: what is preferred comes first.
      ['List-Unsubscribe', [unsubscribeUrl, ...mailtos].map(uri => `<${uri}>`).join(', ')],
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
