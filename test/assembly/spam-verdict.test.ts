import { expect, test } from 'vitest';
import { spamFilter } from '../../src/assembly/spam-verdict.ts';
import { findProgram } from '../programs.ts';

/** https://spamassassin.apache.org/gtube/: every filter gives a thousand points for this line. */
const GTUBE = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';

test.skipIf(!findProgram('spamassassin'))('reads the score and the rules behind it', async () => {
  const mail = `From: a@example.org\r\nTo: b@example.org\r\nSubject: Test\r\nMessage-ID: <1@example.org>\r\n\r\n${GTUBE}\r\n`;
  const verdict = await spamFilter()(new TextEncoder().encode(mail));
  expect(verdict).toMatchObject({ required: 5 });
  if ('unknown' in verdict) throw new Error(verdict.unknown);
  expect(verdict.score).toBeGreaterThan(900);
  expect(verdict.rules).toContainEqual({ points: 1000, name: 'GTUBE', text: expect.stringContaining('Generic Test') });
});
