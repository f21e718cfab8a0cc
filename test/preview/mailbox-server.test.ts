import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Mailbox, openMailbox } from '../../src/preview/mailbox.ts';
import { type MailboxServer, startMailboxServer } from '../../src/preview/mailbox-server.ts';

const LOOPBACK = { port: 0, host: '127.0.0.1' };
const MAIL = {
  from: 'paperboy@lab.example',
  to: 'jane@lab.example',
  subject: 'Today',
  text: 'Hello',
  html: '<p>Hello</p>',
};

let folder: string;
let mailbox: Mailbox;
let server: MailboxServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  mailbox = await openMailbox(folder, { now: () => new Date() });
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

test('takes a mail from a real SMTP client and keeps it as it was sent', async () => {
  server = await startMailboxServer(mailbox, LOOPBACK);
  expect(server.url).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  const text = 'A line\n.\n..\nand the end';
  await createTransport(server.url).sendMail({ ...MAIL, text, envelope: { from: 'bounces@lab.example', to: MAIL.to } });
  const [name = ''] = await readdir(folder);
  const parsed = await simpleParser(await readFile(join(folder, name)));
  expect([parsed.subject, parsed.text?.trim(), parsed.html]).toEqual(['Today', text, '<p>Hello</p>']);
  expect(parsed.headers.get('return-path')).toMatchObject({ text: 'bounces@lab.example' });
  expect(parsed.headers.get('delivered-to')).toMatchObject({ text: 'jane@lab.example' });
});

test('says 250 only when the mail is durable', async () => {
  const events: string[] = [];
  const asked = Promise.withResolvers<void>();
  const durable = Promise.withResolvers<void>();
  server = await startMailboxServer(
    {
      async store() {
        asked.resolve();
        await durable.promise;
        events.push('durable');
        return 'id';
      },
    },
    LOOPBACK,
  );
  const sent = createTransport(server.url)
    .sendMail(MAIL)
    .then(() => events.push('250'));
  await asked.promise;
  // A whole other conversation with the server leaves a hasty 250 time enough to arrive.
  await createTransport(server.url).verify();
  durable.resolve();
  await sent;
  expect(events).toEqual(['durable', '250']);
});

test('answers 451, so that the sender tries again, when the mail could not be written', async () => {
  server = await startMailboxServer(
    {
      async store() {
        throw new Error('ENOSPC');
      },
    },
    LOOPBACK,
  );
  await expect(createTransport(server.url).sendMail(MAIL)).rejects.toMatchObject({ responseCode: 451 });
});

test('refuses more than 25 MB and goes on with the next mail', async () => {
  server = await startMailboxServer(mailbox, LOOPBACK);
  // Typed by hand: nodemailer reads SIZE and would not even try.
  const client = await dialogue(server.url);
  await client.say('HELO x', 'MAIL FROM:<a@lab.example>', 'RCPT TO:<b@lab.example>', 'DATA');
  const line = `${'x'.repeat(1022)}\r\n`;
  for (let kilobytes = 0; kilobytes <= 25 * 1024; kilobytes += 1024) client.socket.write(line.repeat(1024));
  expect(await client.say('.')).toMatch(/^552 /);
  client.socket.destroy();
  expect(await readdir(folder)).toEqual([]);
  await createTransport(server.url).sendMail(MAIL);
  expect(await readdir(folder)).toHaveLength(1);
});

test('a client that hangs up before the final dot has sent nothing, and the server lives on', async () => {
  server = await startMailboxServer(mailbox, LOOPBACK);
  for (const leave of ['end', 'resetAndDestroy'] as const) {
    const client = await dialogue(server.url);
    await client.say('HELO x', 'MAIL FROM:<a@lab.example>', 'RCPT TO:<b@lab.example>', 'DATA');
    client.socket.write('Subject: half a mail\r\n\r\nHel');
    const closed = new Promise(resolve => client.socket.once('close', resolve));
    client.socket[leave]();
    await closed;
  }
  await createTransport(server.url).sendMail(MAIL);
  const { mails } = await mailbox.list({ limit: 5 });
  expect(mails.map(({ subject }) => subject)).toEqual(['Today']);
});

test('offers neither authentication nor TLS', async () => {
  server = await startMailboxServer(mailbox, LOOPBACK);
  const client = await dialogue(server.url);
  const features = await client.say('EHLO x');
  client.socket.destroy();
  expect(features).toContain('SIZE 26214400');
  expect(features).not.toMatch(/AUTH|STARTTLS/);
});

test('says which port is taken', async () => {
  server = await startMailboxServer(mailbox, LOOPBACK);
  const port = Number(new URL(server.url).port);
  await expect(startMailboxServer(mailbox, { ...LOOPBACK, port })).rejects.toMatchObject({
    code: 'port_taken',
    message: expect.stringContaining(`127.0.0.1:${port}`),
  });
});

/** A conversation typed by hand: sends one line at a time and waits for its reply. */
async function dialogue(url: string): Promise<{ socket: Socket; say(...lines: string[]): Promise<string> }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  const reply = () =>
    new Promise<string>((resolve, reject) => {
      let received = '';
      const hear = (chunk: Buffer) => {
        received += chunk;
        if (!/^\d{3} .*\r\n$/m.test(received)) return;
        socket.off('data', hear);
        resolve(received);
      };
      socket.on('data', hear);
      socket.once('close', () => reject(new Error(`closed after ${JSON.stringify(received)}`)));
    });
  await reply();
  return {
    socket,
    async say(...lines) {
      let answer = '';
      for (const line of lines) {
        const next = reply();
        socket.write(`${line}\r\n`);
        answer = await next;
      }
      return answer;
    },
  };
}
