import { expect, test } from 'vitest';
import { readImapUrl } from '../../src/receive/imap-url.ts';

test('user, password and mailbox are decoded, and the place is told without a password', () => {
  expect(readImapUrl('imaps://bounces%40lab.org:p%40ss%2Fw@mail.lab.org/Lists/Returned%20mail')).toEqual({
    host: 'mail.lab.org',
    port: 993,
    secure: true,
    requireTls: false,
    verifyCertificate: true,
    user: 'bounces@lab.org',
    password: 'p@ss/w',
    mailbox: 'Lists/Returned mail',
    place: 'imaps://mail.lab.org/Lists/Returned%20mail',
  });
});

test.each([
  [
    'imap://a:b@mail.lab.org',
    { port: 143, secure: false, requireTls: true, verifyCertificate: true, mailbox: 'INBOX' },
  ],
  ['imap://a:b@mail.lab.org:1143/', { port: 1143, requireTls: true, mailbox: 'INBOX' }],
  ['imap://a:b@localhost', { requireTls: false, verifyCertificate: false }],
  ['imaps://a:b@127.0.0.1', { secure: true, requireTls: false, verifyCertificate: false }],
  ['imap://a:b@[::1]:1143', { host: '::1', requireTls: false }],
  ['imap://a:b@localhost.lab.org', { requireTls: true, verifyCertificate: true }],
])('%s', (url, server) => {
  expect(readImapUrl(url)).toMatchObject(server);
});
