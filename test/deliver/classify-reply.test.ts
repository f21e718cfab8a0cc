import { expect, test } from 'vitest';
import { classifyReply } from '../../src/deliver/classify-reply.ts';

const cases: [number, string, string, unknown][] = [
  [250, '250 2.0.0 OK', 'DATA', { kind: 'submitted' }],
  [421, '421 4.3.2 shutting down', 'RCPT TO', { kind: 'deferred', pausesDomain: true }],
  [450, '450 4.2.0 greylisted', 'RCPT TO', { kind: 'deferred' }],
  [451, '451 local error', 'DATA', { kind: 'deferred' }],
  [452, '452 4.2.2 mailbox full', 'RCPT TO', { kind: 'deferred' }],
  [454, '454 TLS not available', 'MAIL FROM', { kind: 'deferred' }],
  [550, '550 5.1.1 no such user', 'RCPT TO', { kind: 'failed', hard: true }],
  [550, '550-5.1.1 no such user', 'RCPT TO', { kind: 'failed', hard: true }],
  [550, '550 5.1.2 no such domain', 'RCPT TO', { kind: 'failed', hard: true }],
  [556, '556 5.1.10 null MX', 'RCPT TO', { kind: 'failed', hard: true }],
  [550, '550 no', 'RCPT TO', { kind: 'failed', hard: false }],
  [550, '550 5.1.1 no such sender', 'MAIL FROM', { kind: 'deferred' }],
  [553, '553 sender address rejected', 'MAIL FROM', { kind: 'deferred' }],
  [550, '550 5.7.1 blocked by policy', 'RCPT TO', { kind: 'deferred', pausesDomain: true }],
  [554, '554 5.7.26 unauthenticated', 'DATA', { kind: 'deferred', pausesDomain: true }],
  [552, '552 5.3.4 message too big', 'DATA', { kind: 'failed', hard: false }],
  [421, '421 4.7.0 too many mails in this session', 'MAIL FROM', { kind: 'deferred' }],
];

test.each(cases)('%i "%s" to %s means %o', (code, text, command, verdict) => {
  expect(classifyReply({ code, text, command })).toEqual(verdict);
});
