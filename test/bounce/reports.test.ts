// Delivery reports and complaints with a part for programs, and mails that are neither.
import { describe, expect, test } from 'vitest';
import { readBounce } from '../../src/bounce/read-bounce.ts';
import { COPY, feedbackReport, notice, statusReport } from './returned-mails.ts';

const read = (mail: string) => readBounce(Buffer.from(mail));
const ADA = 'Final-Recipient: rfc822; ada@uni.example.edu\nAction: failed';

describe('a delivery report', () => {
  test.each([
    ['5.1.1', 'smtp; 550 5.1.1 User unknown', 'hard', 'userunknown'],
    ['5.4.1', 'smtp; 550 5.4.1 Recipient address rejected: Access denied', 'hard', 'userunknown'],
    ['5.4.4', 'X-Postfix; Host or domain name not found', 'hard', 'hostunknown'],
    ['5.1.10', 'smtp; 550 5.1.10 Recipient not found', 'hard', 'userunknown'],
    ['5.1.10', 'smtp; 556 5.1.10 no', 'hard', 'notaccept'],
    ['4.0.0', "smtp; DNS type 'mx' lookup responded with code NXDOMAIN", 'soft', 'networkerror'],
    ['5.2.2', 'smtp; 552 5.2.2 no', 'soft', 'mailboxfull'],
    ['5.1.1', 'x-unix; procmail: no such user', 'soft', 'mailererror'],
    ['5.7.26', 'smtp; 550 5.7.26 This mail is not authenticated', 'soft', 'authfailure'],
    ['5.7.1', 'smtp; 554 5.7.1 Relay access denied', 'soft', 'norelaying'],
    ['5.7.1', 'smtp; 554 5.7.1 Message looks like spam', 'soft', 'spamdetected'],
    ['5.7.1', 'smtp; 550 5.7.1 Fix reverse DNS for 192.0.2.1', 'soft', 'requireptr'],
    ['4.4.7', 'smtp; 550 4.4.7 no', 'soft', 'expired'],
    ['2.0.0', 'smtp; 250 2.0.0 Ok', 'none', 'delivered'],
  ])('with status %s and "%s" is %s: %s', async (status, code, verdict, reason) => {
    const report = statusReport({ recipients: [`${ADA}\nStatus: ${status}\nDiagnostic-Code: ${code}`] });
    expect(await read(report)).toMatchObject([{ verdict, reason, status, recipient: 'ada@uni.example.edu' }]);
  });

  test('names the address that was written to, not the one it was forwarded to', async () => {
    const fields = `Original-Recipient: rfc822;ada@uni.example.edu\n${ADA.replace('ada@', 'list-7@')}\nStatus: 5.1.1`;
    expect(await read(statusReport({ recipients: [fields] }))).toMatchObject([{ recipient: 'ada@uni.example.edu' }]);
  });

  test('of a delay is never hard', async () => {
    const fields = `${ADA.replace('failed', 'delayed')}\nStatus: 4.1.1\nDiagnostic-Code: smtp; 450 4.1.1 User unknown`;
    expect(await read(statusReport({ recipients: [fields] }))).toMatchObject([{ verdict: 'soft', action: 'delayed' }]);
  });

  test('has one verdict for each recipient, in its order', async () => {
    const full = 'Final-Recipient: rfc822; bob@uni.example.edu\nAction: failed\nStatus: 5.2.2';
    expect(await read(statusReport({ recipients: [`${ADA}\nStatus: 5.1.1`, full] }))).toMatchObject([
      { recipient: 'ada@uni.example.edu', verdict: 'hard' },
      { recipient: 'bob@uni.example.edu', verdict: 'soft' },
    ]);
  });

  test('is read where the boundaries are lost', async () => {
    const broken = statusReport({ recipients: [`${ADA}\nStatus: 5.1.1`] }).replaceAll('\n--=_b', '\n');
    expect(await read(broken)).toMatchObject([{ recipient: 'ada@uni.example.edu', verdict: 'hard' }]);
  });

  test.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('says the same with %s as with LF', async (_, end) => {
    const report = statusReport({ recipients: [`${ADA}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550\n 5.1.1 no`] });
    expect(await read(report.replaceAll('\n', end))).toEqual(await read(report));
  });

  test('that names a program or nonsense names no recipient', async () => {
    const fields = 'Final-Recipient: rfc822; |/bin/sh -c "x" <script>\nAction: failed\nStatus: 5.3.0';
    const [verdict] = await read(statusReport({ recipients: [fields] }));
    expect(verdict).toMatchObject({ verdict: 'soft' });
    expect(verdict).not.toHaveProperty('recipient');
  });
});

describe('a feedback report', () => {
  test.each([
    ['abuse', 'complaint'],
    ['fraud', 'complaint'],
    ['opt-out', 'complaint'],
    ['not-spam', 'none'],
    ['auth-failure', 'none'],
    ['virus', 'none'],
  ])('of type %s is %s', async (type, verdict) => {
    const report = feedbackReport(`Feedback-Type: ${type}\nVersion: 1\nOriginal-Rcpt-To: <bob@uni.example.edu>`);
    expect(await read(report)).toEqual([
      { verdict, reason: 'feedback', feedbackType: type, recipient: 'bob@uni.example.edu' },
    ]);
  });

  test('without a type is a complaint of whom the mail was sent to', async () => {
    expect(await read(feedbackReport('Version: 1'))).toMatchObject([{ recipient: 'ada@uni.example' }]);
  });

  test('may name several recipients', async () => {
    const fields = ['ada', 'bob'].map(name => `Original-Rcpt-To: ${name}@uni.example.edu`).join('\n');
    expect(await read(feedbackReport(`Feedback-Type: abuse\n${fields}`))).toMatchObject([
      { recipient: 'ada@uni.example.edu' },
      { recipient: 'bob@uni.example.edu' },
    ]);
  });

  test('may be no more than the mail itself under a heading', async () => {
    const mail = notice({
      from: 'staff@provider.example',
      subject: 'complaint about message from 192.0.2.1',
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      body: `--b\nContent-Type: message/rfc822\n\n${COPY}\n--b--\n`,
    });
    expect(await read(mail)).toMatchObject([{ verdict: 'complaint', recipient: 'ada@uni.example' }]);
  });
});

describe('no report', () => {
  const bounce = '<bob@uni.example.edu>: 550 5.1.1 User unknown (in reply to RCPT TO command)';
  const person = 'Return-Path: <ada@uni.example.edu>\nFrom: Ada <ada@uni.example.edu>\nTo: letter@papers.lab.org';

  test.each([
    [
      'a reply by a program',
      `${person}\nAuto-Submitted: auto-replied\nSubject: Re: Ten papers\n\n${bounce}`,
      'vacation',
    ],
    ['a reply by its subject', `${person}\nSubject: Automatic reply: Ten papers\n\n${bounce}`, 'vacation'],
    ['a question about a bounce', `${person}\nSubject: Re: Undelivered Mail\n\nWhy?\n${bounce}`, 'unrelated'],
    ['a report in the text of a letter', `${person}\nSubject: Help\n\n${ADA}\nStatus: 5.1.1`, 'unrelated'],
    [
      'a forwarded report',
      `${person}\nSubject: Fwd: this\nContent-Type: message/rfc822\n\n${statusReport({ recipients: [ADA] })}`,
      'unrelated',
    ],
    [
      'a read receipt',
      statusReport({ type: 'disposition-notification', subject: 'Read: x', recipients: [ADA] }),
      'unrelated',
    ],
  ])('%s has the verdict none', async (_, mail, reason) => {
    expect(await read(mail)).toEqual([{ verdict: 'none', reason }]);
  });

  test.each([
    ['nothing', ''],
    ['bytes', '\u0000\u0001\u0002'],
    ['a text', 'Bees do not exist in winter.'],
  ])('%s has no verdict at all', async (_, text) => {
    expect(await read(text)).toEqual([]);
  });
});
