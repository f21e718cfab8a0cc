// The operator hears of mail that stops by itself.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alertOperator } from '../../src/assembly/alert-operator.ts';
import { readConfig } from '../../src/config.ts';
import type { SendEvent } from '../../src/domain/delivery.ts';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';

const clock = { now: () => new Date('2026-03-02T07:00:00Z') };
const HELD: SendEvent = { kind: 'canary_held', date: '2026-03-02', refused: 9, tried: 100 };
const PAUSED: SendEvent = {
  kind: 'domain_paused',
  domain: 'lab.org',
  until: new Date('2026-03-02T07:05:00Z'),
  reply: '550 5.7.1 blocked',
};

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(() => sink.close());

async function alert(events: SendEvent[], env: Record<string, string> = { OPERATOR_EMAIL: 'admin@lab.org' }) {
  await alertOperator({ config: readConfig(env), clock }, events, sink.url);
  return sink.mails;
}

test('a held issue is told with what to do about it', async () => {
  const [mail] = await alert([HELD]);
  expect(mail).toMatchObject({ to: 'admin@lab.org', raw: expect.stringContaining('holds the issue of 2026-03-02') });
  expect(mail?.raw).toContain('9 of its first 100 mails were refused');
  expect(mail?.raw).toContain('paperboy issue resume 2026-03-02');
});

test('several alarms are one mail', async () => {
  const mails = await alert([HELD, PAUSED]);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.raw).toContain('lab.org refuses mail from here');
});

test('an inbox that cannot be read is told with its reason', async () => {
  await alertOperator(
    { config: readConfig({ OPERATOR_EMAIL: 'admin@lab.org' }), clock },
    [{ kind: 'inbox_broken', reason: 'the INBOX maildir:/gone cannot be used: no such folder' }],
    sink.url,
  );
  expect(sink.mails[0]?.raw).toMatch(/Subject: Paperboy cannot read returned mail[\s\S]*maildir:\/gone cannot be used/);
});

test('a limit that was asked for, and an operator without an address, make no mail', async () => {
  expect(await alert([{ kind: 'daily_limit', limit: 5 }])).toEqual([]);
  expect(await alert([HELD], {})).toEqual([]);
});
