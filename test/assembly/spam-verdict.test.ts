import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { preview } from '../../src/assembly/preview.ts';
import { spamFilter } from '../../src/assembly/spam-verdict.ts';
import { readConfig } from '../../src/config.ts';
import { findProgram } from '../programs.ts';

/** https://spamassassin.apache.org/gtube/: every filter gives a thousand points for this line. */
const GTUBE = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';
const MAIL = new TextEncoder().encode(
  `From: a@example.org\r\nTo: b@example.org\r\nSubject: Test\r\nMessage-ID: <1@example.org>\r\n\r\n${GTUBE}\r\n`,
);

test.skipIf(!findProgram('spamassassin'))('reads the score and the rules behind it', async () => {
  const verdict = await spamFilter(new AbortController().signal)(MAIL);
  expect(verdict).toMatchObject({ required: 5 });
  if ('unknown' in verdict) throw new Error(verdict.unknown);
  expect(verdict.score).toBeGreaterThan(900);
  expect(verdict.rules).toContainEqual({ points: 1000, name: 'GTUBE', text: expect.stringContaining('Generic Test') });
});

/** A filter on PATH that takes its time and hears no signal that can be ignored. @returns how to know its process */
function slowFilter() {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-spam-'));
  const pidFile = join(folder, 'pid');
  const program = join(folder, 'spamassassin');
  const { PATH = '' } = process.env;
  const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0);
  writeFileSync(
    program,
    `#!/bin/sh\ntrap '' TERM INT HUP\necho $$ > '${pidFile}.new'\nmv '${pidFile}.new' '${pidFile}'\nexec sleep 20\n`,
  );
  chmodSync(program, 0o755);
  process.env.PATH = `${folder}${delimiter}${PATH}`;
  onTestFinished(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });
  return { folder, started: () => vi.waitUntil(pid, { timeout: 20_000, interval: 10 }) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('closing ends the filter that runs, and lets none begin', async () => {
  const { started } = slowFilter();
  const closing = new AbortController();
  const verdictOn = spamFilter(closing.signal);
  const verdicts = [verdictOn(MAIL), verdictOn(MAIL)];
  const pid = await started();
  closing.abort();
  const closed = { unknown: 'The preview was closed before SpamAssassin had ended.' };
  expect(await Promise.all(verdicts)).toEqual([closed, closed]);
  expect(isRunning(pid)).toBe(false);
});

test('a preview that is closed leaves no filter behind', async () => {
  const { folder, started } = slowFilter();
  const subscribers = join(folder, 'subscribers');
  mkdirSync(subscribers);
  const config = readConfig({ DATA_DIR: join(folder, 'data'), SUBSCRIBERS_DIR: subscribers, ADMIN_PORT: '0' });
  const { url, close } = await preview(config, () => {});
  const asked = fetch(`${url}/preview/fixtures/one-paper?view=checks&spam=yes`).catch(() => {});
  const pid = await started();
  await close();
  await asked;
  await vi.waitUntil(() => !isRunning(pid), { interval: 10 });
});
