import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mailbox, openMailbox } from '../../src/preview/mailbox.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { testPrivateSite } from './private-site-fixture.ts';

const AT = new Date('2025-09-16T07:00:00Z');
const ENVELOPE = { from: 'bounces@lab.example', to: ['jane@lab.example'] };
const SCRIPT = '<script>alert(1)</script>';
const HTML = `<html><head><title>x</title></head><body><p style="color:red">Seven papers</p>${SCRIPT}</body></html>`;
const MAIL = [
  'From: Paperboy <paperboy@lab.example>',
  'To: Jane <jane@lab.example>',
  `Subject: Today ${SCRIPT}`,
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  `Read https://lab.example/p now ${SCRIPT}`,
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  HTML,
  '--b--',
  '',
].join('\r\n');

let folder: string;
let mailbox: Mailbox;
let id: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  mailbox = await openMailbox(folder, { now: () => AT });
  id = await mailbox.store(Buffer.from(MAIL), ENVELOPE);
});
afterAll(() => rm(folder, { recursive: true }));

test('lists a mail with subject, sender, recipient, time and size', async () => {
  const page = await testPrivateSite({ mailbox }).read('/');
  const [row] = elements(page, 'li');
  expect(textOf(row)).toMatch(
    /Today <script>alert\(1\)<\/script>\s*To Jane <jane@lab.example> · from Paperboy <paperboy@lab.example> · 2025-09-16 07:00 UTC · 1 KB/,
  );
  expect(attribute(elements(page, 'a').at(-1), 'href')).toBe(`/mail/${id}`);
});

test('an empty mailbox says what will come', async () => {
  expect(await testPrivateSite().read('/')).toContain('No mail yet');
});

test('without a mailbox says where mails go', async () => {
  const { site, read } = testPrivateSite({ mailbox: undefined });
  expect(await read('/')).toContain('an SMTP server is set');
  for (const path of [`/mail/${id}`, `/mail/${id}.eml`, `/mail/${id}/html`]) {
    expect((await site.request(path)).status).toBe(404);
  }
});

test('offers older mails where one page cannot hold all', async () => {
  const mail = { id, subject: 'x', from: '', to: '', receivedAt: AT.toISOString(), size: 1 };
  const pages: (string | undefined)[] = [];
  const list: Mailbox['list'] = async ({ before }) => {
    pages.push(before);
    return { mails: [mail], more: before === undefined };
  };
  const { read } = testPrivateSite({ mailbox: { list, read: mailbox.read } });
  const older = elements(await read('/'), 'a').find(link => textOf(link) === 'Older mails');
  expect(await read(attribute(older, 'href') ?? '')).not.toContain('Older mails');
  expect(pages).toEqual([undefined, id]);
});

test('searches, keeps what was looked for in the address of older mails, and says where nothing was found', async () => {
  const asked: unknown[] = [];
  const mail = { id, subject: 'x', from: '', to: '', receivedAt: AT.toISOString(), size: 1 };
  const list: Mailbox['list'] = async ({ search, before }) => {
    asked.push([search, before]);
    return { mails: before === undefined ? [mail] : [], more: before === undefined };
  };
  const { read } = testPrivateSite({ mailbox: { list, read: mailbox.read } });
  const page = await read('/?search=+rl+%22%3E%3Cscript%3E');
  expect(attribute(elements(page, 'input')[0], 'value')).toBe('rl "><script>');
  const older = elements(page, 'a').find(link => textOf(link) === 'Older mails');
  const next = await read(attribute(older, 'href') ?? '');
  expect(textOf(elements(next, 'main')[0])).toContain('No older mail with rl "><script> in it.');
  expect(asked).toEqual([
    ['rl "><script>', undefined],
    ['rl "><script>', id],
  ]);
  expect(await testPrivateSite({ mailbox }).read('/?search=nowhere')).toContain('No mail with <b>nowhere</b> in it');
});

test('shows the HTML in a frame that may neither run scripts nor act as this site', async () => {
  const { site, read } = testPrivateSite({ mailbox });
  const [frame] = elements(await read(`/mail/${id}`), 'iframe');
  const sandbox = attribute(frame, 'sandbox');
  expect(sandbox).toBe('allow-popups allow-popups-to-escape-sandbox');
  const answer = await site.request(attribute(frame, 'src') ?? '');
  expect(await answer.text()).toContain('<p style="color:red">Seven papers</p>');
  const csp = answer.headers.get('content-security-policy') ?? '';
  expect(csp.split('; ')).toEqual(
    expect.arrayContaining([
      `sandbox ${sandbox}`,
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ]),
  );
  expect(csp).not.toMatch(/script|connect|allow-same-origin/);
});

test.each([
  ['320', 'w320'],
  ['600', 'w600'],
  ['800', 'w800'],
  ['"><script>', 'fit'],
])('at width %s the frame is of class %s', async (width, name) => {
  const page = await testPrivateSite({ mailbox }).read(`/mail/${id}?width=${encodeURIComponent(width)}`);
  expect(attribute(elements(page, 'iframe')[0], 'class')).toBe(name);
});

test('changing the width keeps the rest of the query', async () => {
  const page = await testPrivateSite({ mailbox }).read(`/mail/${id}?view=html&width=320`);
  const wide = elements(page, 'a').find(link => textOf(link) === '800 px');
  expect(attribute(wide, 'href')).toBe(`/mail/${id}?view=html&width=800`);
});

test('shows the text with its links to try', async () => {
  const page = await testPrivateSite({ mailbox }).read(`/mail/${id}?view=text`);
  expect(textOf(elements(page, 'pre')[0])).toContain(`Read https://lab.example/p now ${SCRIPT}`);
  expect(elements(page, 'a').map(link => attribute(link, 'href'))).toContain('https://lab.example/p');
});

test('shows the source as it lies on disk', async () => {
  const page = await testPrivateSite({ mailbox }).read(`/mail/${id}?view=source`);
  const source = new TextDecoder().decode(await mailbox.read(id)).replaceAll('\r\n', '\n');
  expect(textOf(elements(page, 'pre')[0])).toBe(source);
});

test('shows the headers in order', async () => {
  const page = await testPrivateSite({ mailbox }).read(`/mail/${id}?view=headers`);
  expect(elements(page, 'dt').map(textOf).slice(0, 4)).toEqual(['Return-Path', 'Delivered-To', 'From', 'To']);
  expect(textOf(elements(page, 'dd')[1])).toBe('jane@lab.example');
});

test('gives the raw mail as a download, byte for byte', async () => {
  const answer = await testPrivateSite({ mailbox }).site.request(`/mail/${id}.eml`);
  expect(answer.headers.get('content-type')).toBe('message/rfc822');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}.eml"`);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from((await mailbox.read(id)) ?? []));
});

test('what a mail contains never becomes part of the page around it', async () => {
  const { read } = testPrivateSite({ mailbox });
  for (const view of ['html', 'text', 'source', 'headers']) {
    const page = await read(`/mail/${id}?view=${view}`);
    expect([view, elements(page, 'script')]).toEqual([view, []]);
  }
});

test('a mail without HTML opens on its text', async () => {
  const plain = await mailbox.store(Buffer.from('Subject: Plain\r\n\r\nOnly text\r\n'), ENVELOPE);
  const { site, read } = testPrivateSite({ mailbox });
  const page = await read(`/mail/${plain}`);
  expect(textOf(elements(page, 'pre')[0])).toContain('Only text');
  expect(elements(page, 'nav').flatMap(nav => textOf(nav))[1]).not.toContain('HTML');
  expect((await site.request(`/mail/${plain}/html`)).status).toBe(404);
});

test('a mail that cannot be parsed still shows its source', async () => {
  const nested = Array.from(
    { length: 300 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  const broken = await mailbox.store(Buffer.from(nested.join('')), ENVELOPE);
  const page = await testPrivateSite({ mailbox }).read(`/mail/${broken}?view=source`);
  expect(textOf(elements(page, 'main')[0])).toContain('could not be parsed');
  expect(textOf(elements(page, 'pre')[0])).toContain('boundary=b299');
});

test.each(['..%2F..%2Fetc%2Fpasswd', '..%5Csecret', 'x', '20250916T070000000Z-zzzzzzzzzzzz', '%00'])(
  'there is no mail %s',
  async name => {
    const { site } = testPrivateSite({ mailbox });
    for (const path of [`/mail/${name}`, `/mail/${name}.eml`, `/mail/${name}/html`]) {
      expect((await site.request(path)).status).toBe(404);
    }
  },
);
