// What SpamAssassin says of a mail, where it is installed; its rules alone, nothing is asked of the network.
import { spawn } from 'node:child_process';
import type { SpamVerdict } from '../preview/preview-ports.ts';

const PROGRAM = 'spamassassin';
/** It compiles its rules at each start. */
const TIMEOUT_MS = 30_000;
const CLOSED = { unknown: 'The preview was closed before SpamAssassin had ended.' };
const HEADER = /^X-Spam-Status:.*?score=(-?[\d.]+) required=(-?[\d.]+)/ms;
/** ` 0.1 RULE_NAME            What it means`; what is longer goes on in lines that have no points. */
const RULE = /^ *(-?\d+(?:\.\d+)?) +([A-Z][A-Z0-9_]+) +(.*(?:\n {20,}(?!-?\d+(?:\.\d+)? +[A-Z]).*)*)$/gm;

/**
 * One mail after another: each takes a core for seconds.
 * @param closing ends the one that is under way, so that nothing waits for it, and lets none begin
 */
export function spamFilter(closing: AbortSignal): (mail: Uint8Array) => Promise<SpamVerdict> {
  let last: Promise<unknown> = Promise.resolve();
  return mail => {
    const verdict = last.then(() => verdictOn(mail, closing));
    last = verdict.catch(() => {});
    return verdict;
  };
}

async function verdictOn(mail: Uint8Array, closing: AbortSignal): Promise<SpamVerdict> {
  if (closing.aborted) return CLOSED;
  const output = await run(mail, closing);
  if (typeof output !== 'string') return output;
  const [, score, required] = HEADER.exec(output) ?? [];
  if (score === undefined) return { unknown: 'SpamAssassin gave no score.' };
  const details = output.slice(output.lastIndexOf('Content analysis details'));
  const rules = [...details.matchAll(RULE)].map(([, points, name = '', text = '']) => ({
    // "-0.0" is none.
    points: Number(points) || 0,
    name,
    text: text.replace(/\s+/g, ' ').trim(),
  }));
  return { score: Number(score), required: Number(required), rules };
}

function run(mail: Uint8Array, closing: AbortSignal): Promise<string | { unknown: string }> {
  return new Promise(resolve => {
    const child = spawn(PROGRAM, ['-L', '-t'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
      signal: closing,
      // In the middle of a rule it hears nothing else.
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      output += chunk;
    });
    child.once('error', ({ message, code }: NodeJS.ErrnoException) => {
      // It has been told to end; `close` says when it has.
      if (closing.aborted) return;
      const isAbsent = code === 'ENOENT';
      resolve({ unknown: isAbsent ? 'SpamAssassin is not installed here.' : `SpamAssassin cannot be run: ${message}` });
    });
    child.once('close', (_, signal) => {
      const tooLong = { unknown: `SpamAssassin took longer than ${TIMEOUT_MS / 1000} seconds.` };
      resolve(signal === null ? output : closing.aborted ? CLOSED : tooLong);
    });
    // A program that ends early takes no more; what it says at its end is enough.
    child.stdin.on('error', () => {});
    child.stdin.end(mail);
  });
}
