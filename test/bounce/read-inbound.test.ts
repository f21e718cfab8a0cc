import { expect, test } from 'vitest';
import { readInbound } from '../../src/bounce/read-inbound.ts';
import { COPY, notice, statusReport } from './returned-mails.ts';

const read = async (text: string) => (await readInbound(Buffer.from(text)))!;

test('the recipients of the envelope come before those that the sender wrote', async () => {
  const mail = notice({
    to: '"Returned, mail" <bounces@lab.org>, other@lab.org',
    headers: ['Cc: third@lab.org', 'X-Original-To: bounces+a@lab.org', 'Delivered-To: bounces@lab.org'],
    body: 'x',
  });
  expect((await read(mail)).recipients).toEqual([
    'bounces@lab.org',
    'bounces+a@lab.org',
    'bounces@lab.org',
    'other@lab.org',
    'third@lab.org',
  ]);
});

test('what is no address is none, and endless lists end', async () => {
  const many = Array.from({ length: 5000 }, (_, at) => `reader${at}@lab.org`).join(',\n ');
  expect((await read(notice({ to: 'undisclosed-recipients:;', body: 'x' }))).recipients).toEqual([]);
  expect((await read(notice({ to: many, body: 'x' }))).recipients).toHaveLength(100);
});

test('subjects are decoded', async () => {
  expect((await read(notice({ subject: '=?utf-8?Q?v1=2Ek001?=\n =?utf-8?Q?=2Euabc?=', body: 'x' }))).subject).toBe(
    'v1.k001.uabc',
  );
});

test.each([
  ['in the copy', statusReport({ recipients: ['Final-Recipient: rfc822; a@b.org\nAction: failed\nStatus: 5.1.1'] })],
  [
    'in the copy within the text',
    notice({ body: `<a@b.org>: unknown\n\n--- Below this line is a copy of the message.\n\n${COPY}` }),
  ],
  ['as what the mail answers', notice({ headers: ['In-Reply-To: <17@papers.lab.org>'], body: 'x' })],
  ['in the words', notice({ body: '<a@b.org>: unknown. Your mail was <17@papers.lab.org>.' })],
  [
    'in a field',
    statusReport({
      copy: 'Subject: cut off\n',
      recipients: [
        'Final-Recipient: rfc822; a@b.org\nAction: failed\nStatus: 5.1.1\nX-Original-Message-ID: <17@papers.lab.org>',
      ],
    }),
  ],
])('a Message-ID is found %s', async (_name, mail) => {
  expect((await read(mail)).quoted).toContain('<17@papers.lab.org>');
});

test('what is no mail is nothing', async () => {
  expect(await readInbound(Buffer.from('Bees.'))).toBeUndefined();
});
