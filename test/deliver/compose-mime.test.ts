import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { composeMime } from '../../src/deliver/nodemailer.ts';
import { message } from './message.ts';

async function headers(): Promise<Map<string, string>> {
  const { headers } = await PostalMime.parse(await composeMime(message()));
  return new Map(headers.map(({ key, value }) => [key, value]));
}

test('carries both parts, text before HTML, as an independent parser reads them', async () => {
  const mail = await PostalMime.parse(await composeMime(message()));
  expect(mail.text?.trim()).toBe('Hallo — мир');
  expect(mail.html?.trim()).toBe('<p>Hallo — мир</p>');
  expect(mail.subject).toBe('Two papers');
  expect(mail.to).toEqual([{ name: 'Ada, Countess', address: 'ada@lab.org' }]);
});

test('offers one-click unsubscription as RFC 8058 asks', async () => {
  const found = await headers();
  expect(found.get('list-unsubscribe')).toBe('<https://papers.lab.org/u/TOKEN>');
  expect(found.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
});

test('names the list, the message and the feedback loop', async () => {
  const found = await headers();
  expect(found.get('list-id')).toBe('"Paperboy" <daily.papers.lab.org>');
  expect(found.get('message-id')).toBe('<2026-03-02.delivery00000001@lab.org>');
  expect(found.get('feedback-id')).toBe('2026-03-02:daily:paperboy:papers.lab.org');
});

test('gives the same bytes for the same message', async () => {
  expect(await composeMime(message())).toEqual(await composeMime(message()));
});

test('keeps every line within 998 octets and ends each by CRLF, whatever the body holds', async () => {
  const long = `${'x'.repeat(5000)} ${'ü'.repeat(3000)}`;
  const bytes = await composeMime(
    message('ada@lab.org', { subject: 'ü'.repeat(300), html: `<p>${long}</p>`, text: long }),
  );
  const lines = bytes.toString('latin1').split('\r\n');
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(998);
  expect(bytes.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('lets no line break out of a subject or a name', async () => {
  const bytes = await composeMime({
    ...message(),
    subject: 'One\r\nBcc: everyone@lab.org',
    to: { name: 'Ada\r\nX-Evil: 1', address: 'ada@lab.org' },
  });
  const { headers } = await PostalMime.parse(bytes);
  expect(headers.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['bcc']));
  expect(headers.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['x-evil']));
});
