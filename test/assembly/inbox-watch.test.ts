// An inbox that is read again and again, as a server does.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type House, openHouse } from '../../src/assembly/house.ts';
import { watchInbox } from '../../src/assembly/inbox-watch.ts';
import type { ReceivedMail } from '../../src/assembly/reception.ts';
import { readConfig } from '../../src/config.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { temporaryFolder } from '../store/open.ts';

let sink: SmtpSink;
let folder: string;
let house: House;
let received: ReceivedMail[];
beforeEach(async () => {
  sink = await startSmtpSink();
  folder = temporaryFolder();
  received = [];
  house = await openHouse(
    readConfig({ DATA_DIR: join(folder, 'data'), INBOX: `maildir:${folder}/inbox`, OPERATOR_EMAIL: 'admin@lab.org' }),
  );
});
afterEach(async () => {
  await house.close();
  await sink.close();
});

function makeInbox(...mails: string[]): void {
  for (const part of ['new', 'cur']) mkdirSync(join(folder, 'inbox', part), { recursive: true });
  for (const [at, text] of mails.entries()) writeFileSync(join(folder, 'inbox', 'new', `${at}`), text);
}

const watch = (signal = new AbortController().signal) =>
  watchInbox(house, { signal, smtpUrl: sink.url, onMail: mail => received.push(mail) });

test('a broken inbox is told once, also to the operator, and once when it is well again', async () => {
  const inbox = await watch();
  expect(await inbox.read()).toEqual({ broken: { error: expect.objectContaining({ code: 'inbox_unusable' }) } });
  expect(await inbox.read()).toEqual({});
  expect(sink.mails).toMatchObject([
    { to: 'admin@lab.org', raw: expect.stringContaining('cannot read returned mail') },
  ]);
  makeInbox();
  expect(await inbox.read()).toEqual({ mended: true });
  expect(await inbox.read()).toEqual({});
  rmSync(join(folder, 'inbox'), { recursive: true });
  expect(await inbox.read()).toMatchObject({ broken: {} });
  expect(sink.mails).toHaveLength(2);
  await inbox.close();
});

test('an operator who cannot be told is no second fault', async () => {
  sink.chaos.rcpt = () => '550 no';
  const inbox = await watch();
  expect(await inbox.read()).toMatchObject({ broken: {} });
  await inbox.close();
});

test('two readings at once deal with each mail once', async () => {
  makeInbox('Subject: Lunch?\n\nAt noon.', 'Subject: Dinner?\n\nAt eight.');
  const inbox = await watch();
  await Promise.all([inbox.read(), inbox.read()]);
  expect(received.map(({ mail, kind }) => [mail, kind])).toEqual([
    ['0', 'ignored'],
    ['1', 'ignored'],
  ]);
  await inbox.close();
});

test('a stop leaves what is not in hand', async () => {
  makeInbox('Subject: Lunch?\n\nAt noon.');
  const inbox = await watch(AbortSignal.abort());
  expect(await inbox.read()).toEqual({});
  expect([received, readdirSync(join(folder, 'inbox', 'new'))]).toEqual([[], ['0']]);
  await inbox.close();
});
