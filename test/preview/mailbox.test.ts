import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mailbox, openMailbox } from '../../src/preview/mailbox.ts';

const ENVELOPE = { from: 'bounces@paperboy.example', to: ['jane@lab.example'] };
const AT = new Date('2025-09-16T07:00:00.123Z');

let folder: string;
let mailbox: Mailbox;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mailbox-')), 'made', 'on demand');
  mailbox = await openMailbox(folder, { now: () => AT });
});
afterEach(() => rm(join(folder, '..', '..'), { recursive: true }));

function mail(subject: string, body = 'Hello'): Buffer {
  return Buffer.from(
    `From: Paper Boy <paperboy@lab.example>\r\nTo: jane@lab.example\r\nSubject: ${subject}\r\n\r\n${body}\r\n`,
  );
}

test('a stored mail is one complete .eml file, named by its time, with nothing left beside it', async () => {
  const id = await mailbox.store(mail('One'), ENVELOPE);
  expect(id).toMatch(/^20250916T070000123Z-[0-9a-f]{12}$/);
  expect(await readdir(folder)).toEqual([`${id}.eml`]);
});

test('prepends Return-Path and Delivered-To and leaves the rest untouched', async () => {
  const bytes = mail('One', 'äöü\x00\xff');
  const id = await mailbox.store(bytes, { from: 'bounces@paperboy.example', to: ['a@lab.example', 'b@lab.example'] });
  const head =
    'Return-Path: <bounces@paperboy.example>\r\nDelivered-To: a@lab.example\r\nDelivered-To: b@lab.example\r\n';
  expect(Buffer.from((await mailbox.read(id)) ?? [])).toEqual(Buffer.concat([Buffer.from(head), bytes]));
});

test('writes the null reverse-path as RFC 5321 does', async () => {
  const id = await mailbox.store(mail('One'), { from: '', to: ['a@lab.example'] });
  expect(Buffer.from((await mailbox.read(id)) ?? []).toString()).toMatch(/^Return-Path: <>\r\n/);
});

test('an envelope cannot add a header of its own', async () => {
  const id = await mailbox.store(mail('One'), { from: 'x', to: ['a@lab.example\r\nBcc: all@lab.example'] });
  const { headers } = await PostalMime.parse((await mailbox.read(id)) ?? '');
  expect(headers.map(({ key }) => key)).toEqual(['return-path', 'delivered-to', 'from', 'to', 'subject']);
});

test('lists mails newest first, also those of one millisecond', async () => {
  for (const subject of ['One', '=?utf-8?q?Zw=C3=B6lf?=', 'Three']) await mailbox.store(mail(subject), ENVELOPE);
  const { mails, more } = await mailbox.list({ limit: 10 });
  expect(mails.map(({ subject }) => subject)).toEqual(['Three', 'Zwölf', 'One']);
  expect(more).toBe(false);
  expect(mails[2]).toMatchObject({
    from: 'Paper Boy <paperboy@lab.example>',
    to: 'jane@lab.example',
    receivedAt: AT.toISOString(),
  });
});

test('counts the size with the headers of delivery', async () => {
  const id = await mailbox.store(mail('One', 'x'.repeat(50_000)), ENVELOPE);
  const [listed] = (await mailbox.list({ limit: 1 })).mails;
  expect(listed?.size).toBe((await mailbox.read(id))?.length);
});

test('lists in pages that together hold each mail once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.unshift(await mailbox.store(mail(`${n}`), ENVELOPE));
  const first = await mailbox.list({ limit: 3 });
  const second = await mailbox.list({ limit: 3, before: first.mails.at(-1)?.id });
  expect([first.more, second.more]).toEqual([true, false]);
  expect([...first.mails, ...second.mails].map(({ id }) => id)).toEqual(ids);
});

test('finds mails by words of subject, sender, recipients and text, whatever their case and accents', async () => {
  const quoted =
    '--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie Gr=C3=B6=\r\n=C3=9Fe of things';
  await mailbox.store(mail('Offline learning', quoted), ENVELOPE);
  await mailbox.store(mail('=?utf-8?q?Zw=C3=B6lf?= papers', '<p>Robots in <b>labs</b></p>'), ENVELOPE);
  const found = async (search: string) =>
    (await mailbox.list({ limit: 10, search })).mails.map(({ subject }) => subject);
  const both = ['Zwölf papers', 'Offline learning'];
  expect(await found('')).toEqual(both);
  expect(await found('jane@LAB paper boy')).toEqual(both);
  expect(await found('zwolf')).toEqual(['Zwölf papers']);
  expect(await found('GRÖSSE')).toEqual([]);
  expect(await found('größe things')).toEqual(['Offline learning']);
  expect(await found('robots labs')).toEqual(['Zwölf papers']);
  expect(await found('robots offline')).toEqual([]);
  expect(await found('quoted-printable')).toEqual([]);
});

test('a search goes through pages too', async () => {
  for (let n = 0; n < 6; n++) await mailbox.store(mail(n % 2 === 0 ? `even ${n}` : `odd ${n}`), ENVELOPE);
  const first = await mailbox.list({ limit: 2, search: 'even' });
  const second = await mailbox.list({ limit: 2, search: 'even', before: first.mails.at(-1)?.id });
  expect([...first.mails, ...second.mails].map(({ subject }) => subject)).toEqual(['even 4', 'even 2', 'even 0']);
  expect([first.more, second.more]).toEqual([true, false]);
});

test('a list sees what another process put in or took out', async () => {
  const id = await mailbox.store(mail('One'), ENVELOPE);
  await mailbox.list({ limit: 10 });
  const other = await openMailbox(folder, { now: () => new Date(AT.getTime() + 1000) });
  await other.store(mail('Two'), ENVELOPE);
  await rm(join(folder, `${id}.eml`));
  expect((await mailbox.list({ limit: 10 })).mails.map(({ subject }) => subject)).toEqual(['Two']);
});

test('lists a mail whose head cannot be read, and one without any head', async () => {
  await mailbox.store(Buffer.from([0xff, 0xfe, 0x00]), ENVELOPE);
  await mailbox.store(Buffer.alloc(0), ENVELOPE);
  expect((await mailbox.list({ limit: 5 })).mails.map(({ subject }) => subject)).toEqual([
    '(no subject)',
    '(no subject)',
  ]);
});

test('neither lists nor reads what is not a captured mail', async () => {
  for (const name of ['notes.txt', 'a.eml', '20250916T070000123Z-0123456789ab.eml.part']) {
    await writeFile(join(folder, name), 'x');
  }
  expect(await mailbox.list({ limit: 5 })).toEqual({ mails: [], more: false });
  expect(await mailbox.read('a')).toBeUndefined();
});

test('an id never leads out of the folder', async () => {
  await writeFile(join(folder, '..', 'secret.eml'), 'secret');
  const climbing = fc.oneof(
    fc.constantFrom('../secret', '..\\secret', '/etc/passwd', '20250916T070000123Z-0123456789ab/../../secret', '.', ''),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(climbing, async id => {
      expect(await mailbox.read(id)).toBeUndefined();
    }),
  );
});

test('an id of a mail that is gone names nothing', async () => {
  expect(await mailbox.read('20250916T070000123Z-0123456789ab')).toBeUndefined();
});

test('stores many at once without losing or mixing any', async () => {
  const subjects = Array.from({ length: 50 }, (_, n) => `Mail ${n}`);
  await Promise.all(subjects.map(subject => mailbox.store(mail(subject), ENVELOPE)));
  const { mails } = await mailbox.list({ limit: 100 });
  expect(new Set(mails.map(({ subject }) => subject))).toEqual(new Set(subjects));
});

test('a failed write is an error and leaves nothing that looks like a mail', async () => {
  await rm(folder, { recursive: true });
  await expect(mailbox.store(mail('One'), ENVELOPE)).rejects.toThrow('ENOENT');
});

test('says whether it holds the mail of a delivery', async () => {
  const bytes = Buffer.from('Message-ID: <2026-03-02.delivery00000001@lab.example>\r\nSubject: One\r\n\r\nHello\r\n');
  await mailbox.store(bytes, ENVELOPE);
  await mailbox.store(mail('Other'), ENVELOPE);
  expect(await mailbox.holds('delivery00000001')).toBe(true);
  expect(await mailbox.holds('delivery00000002')).toBe(false);
});
