// `paperboy issue`, `paperboy deliveries` and `paperboy suppressions`, as an operator uses them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { digest, install, sending } from './paperboy.ts';

let sink: SmtpSink;
let paperboy: ReturnType<typeof install>;
let date: string;

beforeAll(async () => {
  sink = await startSmtpSink({
    rcpt: to => (to.startsWith('bob') ? '451 4.3.0 later' : undefined),
    // It takes the mail and hangs up before it says so.
    data: ({ to }) => (to.startsWith('cleo') ? 'drop' : undefined),
  });
  paperboy = install({ ...sending(sink.url), SMTP_CONNECTIONS: '1' });
  paperboy.writePeople('people.yaml', ['ada', 'bob', 'cleo'].map(name => `- email: ${name}@lab.org`).join('\n'));
  paperboy.writeDigest('digest.txt', digest(['Kites That Steer Themselves in Gusty Wind']));
  await paperboy.run(['run', '--first']);
  const { stdout } = await paperboy.run(['deliveries', 'list', '--json']);
  date = JSON.parse(stdout.split('\n')[0]!).date;
});
afterAll(async () => {
  paperboy.remove();
  await sink.close();
});

test('deliveries are listed with their state, address and reply', async () => {
  const { stdout } = await paperboy.run(['deliveries', 'list', '--state', 'deferred']);
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\d {2}\S{16} {2}deferred {4}bob@lab\.org {2}.*, try 1 {2}451 4\.3\.0 later\n$/);
});

test('an issue is shown, held, resumed and cancelled, each in plain words', async () => {
  expect((await paperboy.run(['issue', 'show', date])).stdout).toContain(
    '1 mail submitted, 1 waiting, 0 being sent\n  0 failed, 0 suppressed, 0 skipped\n  1 may have been sent: ',
  );
  expect((await paperboy.run(['issue', 'hold', date])).stdout).toContain('is on hold by an operator.');
  const again = await paperboy.run(['issue', 'hold', date]);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining(`the issue of ${date} is on hold`) });
  expect((await paperboy.run(['issue', 'resume', date])).stdout).toContain('is going out.');
  const cancelled = await paperboy.run(['issue', 'cancel', date, '--json']);
  expect(JSON.parse(cancelled.stdout)).toMatchObject({
    date,
    batches: ['cancelled'],
    counts: { submitted: 1, skipped: 1, uncertain: 1, deferred: 0 },
  });
});

test('mails that may have been sent are settled once, and only on a clear word', async () => {
  const unclear = await paperboy.run(['deliveries', 'resolve', date]);
  expect(unclear).toMatchObject({ code: 2, stderr: expect.stringContaining('expected --sent or --again') });
  const settled = await paperboy.run(['deliveries', 'resolve', date, '--sent']);
  expect(settled.stdout).toBe('1 mail counted as submitted\n');
  const nothing = await paperboy.run(['deliveries', 'resolve', date, '--sent']);
  expect(nothing).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`no mail of "${date}" may have been sent`),
  });
});

test('a suppressed address gets no mail until it is lifted', async () => {
  expect((await paperboy.run(['suppressions', 'list'])).stdout).toBe('No address is suppressed.\n');
  expect((await paperboy.run(['suppressions', 'add', 'Ada@lab.org'])).stdout).toBe('Ada@lab.org gets no more mail\n');
  expect((await paperboy.run(['suppressions', 'list'])).stdout).toMatch(/ {2}ada@lab\.org {2}operator\n$/);
  expect((await paperboy.run(['explain', 'ada@lab.org', '1'])).stdout).toMatch(/suppressed/);
  expect((await paperboy.run(['suppressions', 'lift', 'ada@lab.org'])).stdout).toBe('ada@lab.org may get mail again\n');
});

test.each([
  [['suppressions', 'lift', 'zoe@lab.org'], 1, '"zoe@lab.org" is not suppressed'],
  [['suppressions', 'add', 'zoe'], 2, '"zoe"'],
  [['issue', 'hold', '2026-02-30'], 2, '"2026-02-30" is no date'],
  [['issue', 'show', '1999-01-01'], 1, 'there is no issue of 1999-01-01'],
  [['deliveries', 'list', '--state', 'lost'], 2, 'lost'],
  [['deliveries', 'list', '--limit', '0'], 2, '--limit is "0": expected a whole number'],
  [['deliveries', 'list', '--date', 'monday'], 2, '--date is "monday": expected a date'],
])('bad input gets a clear answer: %j', async (words, code, text) => {
  expect(await paperboy.run(words)).toMatchObject({ code, stderr: expect.stringContaining(text) });
});
