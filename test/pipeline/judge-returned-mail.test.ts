import { expect, test } from 'vitest';
import type { BounceVerdict } from '../../src/bounce/bounce-verdict.ts';
import { judgeReturnedMail } from '../../src/pipeline/judge-returned-mail.ts';

const ADA = 'ada@lab.org';
const GONE: BounceVerdict = {
  verdict: 'hard',
  reason: 'userunknown',
  status: '5.1.1',
  smtpReply: '550',
  recipient: ADA,
};
const FULL: BounceVerdict = { verdict: 'soft', reason: 'mailboxfull', status: '4.2.2', recipient: ADA };
const SPAM: BounceVerdict = { verdict: 'complaint', reason: 'feedback', feedbackType: 'abuse' };
const FINE: BounceVerdict = { verdict: 'none', reason: 'delivered', recipient: ADA };

const kindOf = (...verdicts: BounceVerdict[]) => judgeReturnedMail(verdicts, ADA).kind;

test.each<[string, BounceVerdict, string]>([
  ['a mailbox that does not exist', GONE, 'hard'],
  ['the same in another spelling', { ...GONE, recipient: 'ADA@Lab.org' }, 'hard'],
  ['the same of nobody named', { ...GONE, recipient: undefined }, 'hard'],
  ['another mailbox, to which the mail was passed on', { ...GONE, recipient: 'ada@home.org' }, 'soft'],
  ['a full mailbox', FULL, 'soft'],
  ['a warning that the mailer still tries', { ...FULL, action: 'delayed' }, 'ignored'],
  ['a block of our server', { ...FULL, reason: 'blocked', status: '5.0.0' }, 'ignored'],
  ['a refusal by policy', { ...FULL, reason: 'rejected', status: '5.7.1' }, 'ignored'],
  ['a complaint', SPAM, 'complaint'],
  ['a complaint whose recipient was made unreadable', { ...SPAM, recipient: 'redacted@home.org' }, 'complaint'],
  ['a mail that was delivered', FINE, 'ignored'],
])('%s', (_name, verdict, kind) => {
  expect(kindOf(verdict)).toBe(kind);
});

test('of several recipients the reader counts, else the worst of the others', () => {
  const others = [
    { ...GONE, recipient: 'bob@home.org' },
    { ...FINE, recipient: 'eve@home.org' },
  ];
  expect(kindOf(...others, FINE)).toBe('ignored');
  expect(kindOf(...others, FULL)).toBe('soft');
  expect(kindOf(...others, GONE)).toBe('hard');
  expect(kindOf(...others)).toBe('soft');
});

test('what is kept says why in the words of the report', () => {
  expect(judgeReturnedMail([GONE], ADA)).toMatchObject({ reason: 'userunknown', detail: 'userunknown (550 5.1.1)' });
  expect(judgeReturnedMail([SPAM], ADA).detail).toBe('feedback (abuse)');
});
