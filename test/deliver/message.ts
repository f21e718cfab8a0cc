// A message to submit, with everything a newsletter has.
import { newsletterMessage } from '../../src/deliver/newsletter-message.ts';
import type { Message } from '../../src/domain/ports.ts';

export function message(
  to = 'ada@lab.org',
  mail = { subject: 'Two papers', html: '<p>Hallo — мир</p>', text: 'Hallo — мир' },
): Message {
  return newsletterMessage({
    from: { name: 'Paperboy', address: 'paperboy@lab.org' },
    to: { name: 'Ada, Countess', address: to },
    mail,
    publicId: 'delivery00000001',
    issueDate: '2026-03-02',
    listHost: 'papers.lab.org',
    unsubscribeUrl: 'https://papers.lab.org/u/TOKEN',
    helpUrl: 'https://papers.lab.org/m/TOKEN',
    date: new Date('2026-03-02T07:00:00Z'),
  });
}
