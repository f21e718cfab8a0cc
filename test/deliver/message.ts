// A message to submit, with everything a newsletter has.
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import { TOKEN_LENGTH } from '../../src/domain/link-token.ts';
import type { Fragment, Tokens } from '../../src/domain/mail.ts';
import type { Message } from '../../src/domain/ports.ts';

export const TOKENS: Tokens = {
  unsubscribe: 'u'.repeat(TOKEN_LENGTH),
  manage: 'm'.repeat(TOKEN_LENGTH),
  view: 'v'.repeat(TOKEN_LENGTH),
  learn: 'l'.repeat(TOKEN_LENGTH),
};

export function fragment(text: string): Fragment {
  return { text, slots: [] };
}

export function message(to = 'ada@lab.org', mail: { subject?: string; html?: string; text?: string } = {}): Message {
  const { subject = 'Two papers', html = '<p>Hallo — мир</p>\n', text = 'Hallo — мир\n' } = mail;
  return newsletterMessage({
    from: { name: 'Paperboy', address: 'paperboy@lab.org' },
    to: { name: 'Ada, Countess', address: to },
    mail: { subject, html: html === '' ? [] : [fragment(html)], text: [fragment(text)] },
    tokens: TOKENS,
    publicId: 'delivery00000001',
    issueDate: '2026-03-02',
    listHost: 'papers.lab.org',
    unsubscribeUrl: 'https://papers.lab.org/u/TOKEN',
    helpUrl: 'https://papers.lab.org/m/TOKEN',
    date: new Date('2026-03-02T07:00:00Z'),
  });
}
