// The built-in receiver, spoken to by a real mail program.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import nodemailer from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import type { InboxAnswer } from '../../src/domain/ports.ts';
import { type SmtpReceiver, smtpReceiver } from '../../src/receive/smtp-receiver.ts';
import { clock, NOW, taker } from './take.ts';

const BOUNCES = 'bounces@lab.org';

let receiver: SmtpReceiver | undefined;
afterEach(() => receiver?.close());

async function listening(answer?: (text: string) => InboxAnswer | Promise<InboxAnswer>) {
  receiver = smtpReceiver({ url: 'smtp://127.0.0.1:0', bounceAddress: BOUNCES, clock });
  const mails = taker(answer);
  await receiver.read(mails.take);
  return mails;
}

/** @returns the answer to the mail, or the error with the reply that refused it */
async function send(to: string | string[], raw: string | Buffer = 'Subject: x\r\n\r\nHallo') {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: receiver!.port, ignoreTLS: true });
  try {
    return await transport.sendMail({ envelope: { from: '', to }, raw });
  } finally {
    transport.close();
  }
}

test('takes mail for the bounce address and its return paths, and knows the envelope', async () => {
  const { taken, texts } = await listening();
  const to = ['bounces@lab.org', 'Bounces+0123456789abcdef@LAB.org', 'bounces+unsubscribe@lab.org'];
  await send(to, 'Subject: Gone\r\n\r\n.dot\r\n');
  expect(texts()).toEqual(['Subject: Gone\r\n\r\n.dot']);
  const recipients = taken[0]!.recipients.map(address => address.toLowerCase());
  expect([taken[0]!.receivedAt, recipients]).toEqual([NOW, to.map(address => address.toLowerCase())]);
});

test('listens once, however often it is read', async () => {
  const { take, texts } = await listening();
  const { port } = receiver!;
  await receiver!.read(take);
  expect(receiver!.port).toBe(port);
  await send(BOUNCES);
  expect(texts()).toHaveLength(1);
});

test.each(['ada@lab.org', 'bounces@elsewhere.org', 'bouncesx@lab.org', 'postmaster'])(
  'refuses mail for %s',
  async to => {
    const { taken } = await listening();
    await expect(send(to)).rejects.toMatchObject({ responseCode: 550, response: expect.stringContaining('5.1.1') });
    expect(taken).toEqual([]);
  },
);

test('says that it has a mail only when what the mail asks for is done', async () => {
  const events: string[] = [];
  let finish = () => {};
  const done = new Promise<void>(resolve => {
    finish = resolve;
  });
  let begin = () => {};
  const begun = new Promise<void>(resolve => {
    begin = resolve;
  });
  await listening(async (): Promise<InboxAnswer> => {
    begin();
    await done;
    events.push('done');
    return 'done';
  });
  const sent = send(BOUNCES).then(() => events.push('250'));
  await begun;
  events.push('begun');
  finish();
  await sent;
  expect(events).toEqual(['begun', 'done', '250']);
});

test('a mail that fails stays with its sender, and the receiver takes the next', async () => {
  let isBroken = true;
  const { taken } = await listening(() => (isBroken ? Promise.reject(new Error('database is locked')) : 'done'));
  const refused = await send(BOUNCES).catch(error => error);
  expect(refused).toMatchObject({ responseCode: 451, response: expect.not.stringContaining('locked') });
  isBroken = false;
  await send(BOUNCES);
  expect(taken).toHaveLength(2);
});

test('a mail that could not be read stays with its sender', async () => {
  await listening(() => 'keep');
  await expect(send(BOUNCES)).rejects.toMatchObject({ responseCode: 451 });
});

test('of a large mail the beginning is kept, and a huge one is refused', async () => {
  const { taken } = await listening();
  const large = Buffer.alloc(3_000_000, `${'a'.repeat(70)}\r\n`);
  await send(BOUNCES, large);
  expect(taken[0]!.bytes.length).toBeGreaterThanOrEqual(256 * 1024);
  expect(taken[0]!.bytes.length).toBeLessThan(400_000);
  await expect(send(BOUNCES, Buffer.alloc(26 * 1024 * 1024, 'a'))).rejects.toMatchObject({ responseCode: 552 });
  expect(taken).toHaveLength(1);
});

test('who hangs up in the middle of a mail has sent none', async () => {
  const { taken } = await listening();
  const socket = connect(receiver!.port!, '127.0.0.1');
  for (const line of ['EHLO x', 'MAIL FROM:<>', `RCPT TO:<${BOUNCES}>`, 'DATA']) {
    await once(socket, 'data');
    socket.write(`${line}\r\n`);
  }
  await once(socket, 'data');
  socket.write('Subject: half\r\n\r\nha');
  socket.destroy();
  await once(socket, 'close');
  await send(BOUNCES);
  expect(taken).toHaveLength(1);
});

test('a stop waits for the mail in hand', async () => {
  let finish = () => {};
  let begin = () => {};
  const begun = new Promise<void>(resolve => {
    begin = resolve;
  });
  let isDone = false;
  await listening(
    () =>
      new Promise(resolve => {
        finish = () => {
          isDone = true;
          resolve('done');
        };
        begin();
      }),
  );
  const sent = send(BOUNCES).catch(() => {});
  await begun;
  const closed = receiver!.close();
  setImmediate(() => finish());
  await closed;
  expect(isDone).toBe(true);
  await sent;
});

test('a port that is taken is named', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const second = smtpReceiver({ url: `smtp://127.0.0.1:${port}`, bounceAddress: BOUNCES, clock });
  await expect(second.read(taker().take)).rejects.toMatchObject({
    code: 'inbox_unusable',
    message: expect.stringContaining(`smtp://127.0.0.1:${port}`),
  });
  taken.close();
  await once(taken, 'close');
  // It is tried again by the next reading.
  await second.read(taker().take);
  expect(second.port).toBe(port);
  await second.close();
});
