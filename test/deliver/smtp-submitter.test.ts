import { afterEach, beforeEach, expect, test } from 'vitest';
import { smtpSubmitter } from '../../src/deliver/smtp-submitter.ts';
import type { Submitter } from '../../src/domain/ports.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { message } from './message.ts';

let sink: SmtpSink;
let submitter: Submitter;

beforeEach(async () => {
  sink = await startSmtpSink();
  submitter = smtpSubmitter(sink.url);
});

afterEach(async () => {
  await submitter.close();
  await sink.close();
});

const go = async () => true;

test('submits a message and reports the reply', async () => {
  const verdict = await submitter.submit(message(), go);
  expect(verdict).toMatchObject({ kind: 'submitted', reply: expect.stringMatching(/^250/) });
  expect(sink.mails).toMatchObject([{ from: 'paperboy@lab.org', to: 'ada@lab.org' }]);
});

test('commits after the server took the recipient and before the message is complete', async () => {
  const seen: number[] = [];
  sink.chaos.data = () => {
    seen.push(-1);
    return undefined;
  };
  await submitter.submit(message(), async () => {
    seen.push(sink.mails.length);
    return true;
  });
  expect(seen).toEqual([0, -1]);
});

test('does not commit when the server refuses the recipient', async () => {
  sink.chaos.rcpt = () => '550 5.1.1 no such user';
  let asked = false;
  const verdict = await submitter.submit(message(), async () => {
    asked = true;
    return true;
  });
  expect(verdict).toMatchObject({ kind: 'failed', hard: true });
  expect(asked).toBe(false);
});

test('sends nothing when the commit says no, and the next message goes out', async () => {
  expect(await submitter.submit(message(), async () => false)).toMatchObject({ kind: 'withdrawn' });
  expect(sink.mails).toEqual([]);
  expect(await submitter.submit(message('bob@lab.org'), go)).toMatchObject({ kind: 'submitted' });
  expect(sink.mails).toMatchObject([{ to: 'bob@lab.org' }]);
});

test('sends nothing when the commit fails, and passes the failure on', async () => {
  const failing = submitter.submit(message(), async () => {
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(sink.mails).toEqual([]);
});

test('is uncertain when the connection ends between the dot and the reply', async () => {
  sink.chaos.data = () => 'drop';
  expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'uncertain' });
});

test.each(['mail', 'rcpt'] as const)('defers when the connection ends at %s', async command => {
  sink.chaos[command] = () => 'drop';
  expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'deferred' });
});

test('takes a refusal after the dot at its word', async () => {
  sink.chaos.data = () => '451 4.3.0 try later';
  expect(await submitter.submit(message(), go)).toMatchObject({
    kind: 'deferred',
    reply: expect.stringContaining('try later'),
  });
});

test('uses one connection for many messages, refused ones among them', async () => {
  sink.chaos.rcpt = to => (to.startsWith('gone') ? '550 5.1.1 no such user' : undefined);
  for (const to of ['ada@lab.org', 'gone@lab.org', 'bob@lab.org']) await submitter.submit(message(to), go);
  expect(sink.mails.map(({ to }) => to)).toEqual(['ada@lab.org', 'bob@lab.org']);
  expect(sink.connections).toBe(1);
});

test('opens a new connection after the server has hung up', async () => {
  await submitter.submit(message(), go);
  sink.chaos.mail = () => 'drop';
  await submitter.submit(message(), go);
  sink.chaos = {};
  expect(await submitter.submit(message(), go)).toMatchObject({ kind: 'submitted' });
});

test('says before anything is claimed that a server cannot be reached', async () => {
  const { url } = sink;
  await sink.close();
  const nobody = smtpSubmitter(url);
  await expect(nobody.check()).rejects.toMatchObject({ code: 'smtp_unreachable' });
  sink = await startSmtpSink();
});
