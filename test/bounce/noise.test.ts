// Laws that hold for any bytes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBounce } from '../../src/bounce/read-bounce.ts';
import { parseAddress } from '../../src/domain/address.ts';
import { COPY, feedbackReport, notice, statusReport } from './returned-mails.ts';

const BOUNCE = statusReport({
  recipients: [
    'Final-Recipient: rfc822; ada@uni.example.edu\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no',
  ],
});
const LETTERS = [
  COPY,
  feedbackReport('Feedback-Type: abuse'),
  `From: Ada <ada@uni.example.edu>\nSubject: Hello\n\n${BOUNCE.slice(BOUNCE.indexOf('--=_b\n'))}`,
];

const damage = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { maxLength: 12 });

function damaged(mail: string, length: number, noise: readonly { at: number; byte: number }[]): Buffer {
  const bytes = Buffer.from(mail);
  for (const { at, byte } of noise) bytes[at % bytes.length] = byte;
  return bytes.subarray(0, length % (bytes.length + 1));
}

test('a bounce that is cut off or damaged never fails, and names only addresses', async () => {
  const words = notice({ body: '<ada@uni.example.edu>: host mx said: 550 5.1.1 no (in reply to RCPT TO command)' });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(BOUNCE, words), fc.nat(), damage, async (mail, length, noise) => {
      for (const { recipient } of await readBounce(damaged(mail, length, noise))) {
        if (recipient !== undefined) expect(parseAddress(recipient)?.address).toBe(recipient);
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['recipients', `X-Failed-Recipients: ${'a@b.org,'.repeat(30_000)}`, ''],
  ['groups of fields', '', 'Final-Recipient: rfc822; a@b.org\nAction: failed\nStatus: 5.1.1\n\n'.repeat(4000)],
  [
    'recipients of a complaint',
    'Content-Type: message/feedback-report',
    `Feedback-Type: abuse\nOriginal-Rcpt-To: ${','.repeat(90_000)}\n\n${COPY.replace('\n\n', '\nX-A: b'.repeat(10_000))}`,
  ],
  ['tags that never end', 'Content-Type: text/html', '<'.repeat(250_000)],
  ['elements that never end', 'Content-Type: text/html', '<div'.repeat(60_000)],
])('a mail of endless %s is soon read, and gives few verdicts', async (_name, head, body) => {
  const mail = notice({ headers: head === '' ? [] : [head], body });
  expect((await readBounce(Buffer.from(mail))).length).toBeLessThanOrEqual(500);
});

test('no part of a mail that is no bounce is hard', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LETTERS), fc.nat(), async (mail, length) => {
      const verdicts = await readBounce(damaged(mail, length, []));
      expect(verdicts.filter(({ verdict }) => verdict === 'hard')).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('no damage makes a mail that is no bounce hard', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LETTERS), damage, async (mail, noise) => {
      const verdicts = await readBounce(damaged(mail, Buffer.byteLength(mail), noise));
      expect(verdicts.filter(({ verdict }) => verdict === 'hard')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('any bytes at all are read without a fault', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async bytes => {
      await expect(readBounce(bytes)).resolves.toBeDefined();
    }),
    { numRuns: 100 },
  );
});
