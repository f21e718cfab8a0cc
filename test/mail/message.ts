// The sample mails as messages on the wire.
import { composeMime } from '../../src/deliver/compose-mime.ts';
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import type { MailFragments } from '../../src/domain/mail.ts';
import { PUBLIC_URL, TOKENS } from '../render/sample.ts';

/** The complete message, with CRLF line ends. */
export function messageOf(mail: MailFragments): Buffer {
  return composeMime(
    newsletterMessage({
      from: { name: 'Paperboy', address: 'paperboy@papers.example.org' },
      to: { name: 'Zoë Müller', address: 'zoe@lab.example' },
      mail,
      tokens: TOKENS,
      publicId: 'delivery00000001',
      issueDate: '2026-11-20',
      listHost: 'papers.example.org',
      unsubscribeUrl: `${PUBLIC_URL}/u/${TOKENS.unsubscribe}`,
      helpUrl: `${PUBLIC_URL}/m/${TOKENS.manage}`,
      date: new Date('2026-11-20T06:00:00Z'),
    }),
  );
}
