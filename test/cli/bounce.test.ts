// `paperboy bounce`: files of returned mails to lines.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notice, statusReport } from '../bounce/returned-mails.ts';
import { type Installation, install } from './paperboy.ts';

const GONE = statusReport({
  recipients: [
    'Final-Recipient: rfc822; ada@uni.example.edu\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no',
  ],
});

let paperboy: Installation;
beforeAll(() => {
  paperboy = install();
});
afterAll(() => paperboy.remove());

test('each recipient is one JSON line that names its file', async () => {
  const gone = paperboy.writeDigest('gone.eml', GONE);
  const full = paperboy.writeDigest('full.eml', notice({ body: '<bob@uni.example.edu>:\nMailbox full' }));
  const { code, stdout } = await paperboy.run(['bounce', '--json', gone, full]);
  expect(code).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    {
      file: gone,
      verdict: 'hard',
      reason: 'userunknown',
      status: '5.1.1',
      smtpReply: '550',
      recipient: 'ada@uni.example.edu',
      action: 'failed',
    },
    { file: full, verdict: 'soft', reason: 'mailboxfull', recipient: 'bob@uni.example.edu' },
  ]);
});

test('standard input is read, and told in words', async () => {
  const { stdout } = await paperboy.run(['bounce', '-'], { input: GONE });
  expect(stdout).toBe('-: ada@uni.example.edu: hard, userunknown (550 5.1.1)\n');
});

test('what is no mail and what is not there is named, the others are read, and the command fails', async () => {
  const gone = paperboy.writeDigest('gone.eml', GONE);
  const text = paperboy.writeDigest('text.eml', 'Bees.');
  const { code, stdout, stderr } = await paperboy.run(['bounce', '--json', text, 'missing.eml', gone]);
  expect(code).toBe(1);
  expect(stderr).toContain(`cannot read ${text} as a mail: expected a head`);
  expect(stderr).toContain('cannot read missing.eml');
  expect(JSON.parse(stdout)).toMatchObject({ file: gone, verdict: 'hard' });
});
