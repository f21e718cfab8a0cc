import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendRaw } from '../../src/deliver/send-raw.ts';
import { openMailbox } from '../../src/preview/mailbox.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { testPrivateSite } from './private-site-fixture.ts';

const RAW = 'From: Paperboy <paperboy@lab.org>\r\nTo: jane@lab.org\r\nSubject: Today\r\n\r\n.A dot, and =C3=A4\r\n';
const OURS = { 'sec-fetch-site': 'same-origin' };

let folder: string;
let sink: SmtpSink;
let path: string;
let site: ReturnType<typeof testPrivateSite>;
let sampleId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-'));
  const mailbox = await openMailbox(folder, { now: () => new Date('2025-09-16T07:00:00Z') });
  sink = await startSmtpSink();
  site = testPrivateSite({ mailbox, releaseMail: (smtpUrl, mail) => sendRaw({ smtpUrl }, mail) });
  path = `/mail/${await mailbox.store(Buffer.from(RAW), { from: 'paperboy@lab.org', to: ['jane@lab.org'] })}/release`;
  sampleId = await mailbox.store(Buffer.from(RAW), { from: 'paperboy@lab.org', to: ['ada@example.org'] });
});
afterAll(async () => {
  await sink.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  sink.mails.length = 0;
  sink.chaos = {};
});

function post(form: Record<string, string>, headers: Record<string, string> = OURS) {
  return site.site.request(path, { method: 'POST', body: new URLSearchParams(form), headers });
}

test('the mail goes out once, as it was captured, to the address that was typed', async () => {
  const answer = await post({ server: sink.url, recipient: ' eve@lab.org ' });
  expect(answer.status).toBe(200);
  expect(textOf(elements(await answer.text(), 'pre')[0])).toMatch(/^250 /);
  expect(sink.mails).toEqual([{ from: 'paperboy@lab.org', to: 'eve@lab.org', raw: RAW }]);
});

test('the form offers the address of the mail, unless nobody can get mail there', async () => {
  const recipient = async (at: string) =>
    attribute(
      elements(await site.read(at), 'input').find(input => attribute(input, 'name') === 'recipient'),
      'value',
    );
  expect(await recipient(path)).toBe('jane@lab.org');
  expect(await recipient(`/mail/${sampleId}/release`)).toBe('');
  expect(sink.mails).toEqual([]);
});

test('a mail leads to its form, and a mail that is not there has none', async () => {
  expect(await site.read(path.replace('/release', ''))).toContain(`href="${path}"`);
  const gone = '/mail/20250916T070000000Z-0123456789ab/release';
  expect((await site.site.request(gone)).status).toBe(404);
  expect((await site.site.request(gone, { method: 'POST', headers: OURS })).status).toBe(404);
});

test.each([
  ['mail.lab.org', 'jane@lab.org', '“mail.lab.org” is no SMTP server'],
  ['', 'jane@lab.org', '“” is no SMTP server'],
  ['https://u:hunter2@mail.lab.org', 'jane@lab.org', '“https://***@mail.lab.org” is no SMTP server'],
  ['smtp://u:hunter2@evil@', 'jane@lab.org', '“smtp://***@” is no SMTP server'],
  ['smtp://u:hunter2%zz@mail.lab.org', 'jane@lab.org', '“smtp://***@mail.lab.org” is no SMTP server'],
  ['u:hunter2@mail.lab.org', 'jane@lab.org', '“***@mail.lab.org” is no SMTP server'],
  ['smtp://127.0.0.1', 'nonsense', '“nonsense” is no address'],
  ['smtp://127.0.0.1', 'a@lab.org\r\nBcc: b@lab.org', 'is no address'],
  ['smtp://127.0.0.1', 'ada@example.org', 'Nobody can get mail at “example.org”'],
])('server %j with recipient %j is refused, quoted, and no password comes back', async (server, recipient, words) => {
  const answer = await post({ server, recipient });
  const page = await answer.text();
  expect(answer.status).toBe(400);
  expect(textOf(elements(page, 'main')[0])).toContain(words);
  expect(page).not.toContain('hunter2');
  expect(sink.mails).toEqual([]);
});

test('what the server says against the mail is shown, and the login is not', async () => {
  sink.chaos = { rcpt: () => '550 5.1.1 No such mailbox here' };
  const answer = await post({ server: sink.url, recipient: 'jane@lab.org' });
  const page = await answer.text();
  expect(answer.status).toBe(502);
  expect(page).toContain('No such mailbox here');
});

test('a server that is not there, or that takes no login, is told without the password', async () => {
  const withLogin = sink.url.replace('//', '//jane:hunter2@');
  for (const server of ['smtp://jane:hunter2@127.0.0.1:1', withLogin]) {
    const answer = await post({ server, recipient: 'jane@lab.org' });
    const page = await answer.text();
    expect(answer.status).toBe(502);
    expect(page).toContain('did not take the mail');
    expect(page).not.toContain('hunter2');
  }
  expect(site.reported).toEqual([]);
});

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.lab.org' }],
  ['another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:9' }],
  ['another site, in a browser that only sends Origin', { origin: 'https://evil.lab.org', host: 'localhost' }],
  ['a page without an origin', { origin: 'null', host: 'localhost' }],
  ['nowhere', {}],
])('a form from %s sends nothing', async (_, headers) => {
  const answer = await post({ server: sink.url, recipient: 'jane@lab.org' }, headers as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(sink.mails).toEqual([]);
});

test('a browser that only sends Origin is believed, and the page of the form lets it send one', async () => {
  const headers = { origin: 'http://localhost:3001', host: 'localhost:3001' };
  expect((await post({ server: sink.url, recipient: 'jane@lab.org' }, headers)).status).toBe(200);
  expect((await site.site.request(path)).headers.get('referrer-policy')).toBe('same-origin');
});

test('a form of more than some kilobytes is not read', async () => {
  const answer = await post({ server: 'x'.repeat(100_000), recipient: 'jane@lab.org' });
  expect(answer.status).toBe(413);
});
