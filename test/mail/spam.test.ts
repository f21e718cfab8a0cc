// What SpamAssassin, as Debian has it, makes of the sample mails; without the network, as they look by themselves.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { findProgram } from '../programs.ts';
import { messageOf } from './message.ts';
import { sampleMails } from './readers.ts';

const SPAMASSASSIN = findProgram('spamassassin');
/** A mail is spam from 5 points. */
const SCORE_BELOW = 1;

test.skipIf(!SPAMASSASSIN)('SpamAssassin gives the sample mail less than one point', async () => {
  const sample = (await sampleMails()).find(({ name }) => name === 'topics')!;
  const report = await judge(messageOf(sample.fragments));
  mkdirSync('test/output', { recursive: true });
  writeFileSync('test/output/mail-spam.txt', report);
  const [, score, rules] =
    /^X-Spam-Status: \w+, score=(-?[\d.]+) .*?tests=([\w,\s]+?)\s+autolearn/ms.exec(report) ?? [];
  process.stdout.write(`SpamAssassin: ${score} points by ${rules?.replace(/\s+/g, '')}\n`);
  expect(Number(score), report.slice(0, 2000)).toBeLessThan(SCORE_BELOW);
});

/** @returns the message with the headers of SpamAssassin, and its report behind it */
async function judge(message: Buffer): Promise<string> {
  const program = spawn(SPAMASSASSIN!, ['-L', '-t'], { stdio: ['pipe', 'pipe', 'ignore'] });
  program.stdin.end(message);
  return text(program.stdout);
}
