// What SpamAssassin says of a mail, where it is installed; its rules alone, nothing is asked of the network.
import { spawn } from 'node:child_process';
import type { SpamVerdict } from '../preview/preview-ports.ts';

const PROGRAM = 'spamassassin';
/** It compiles its rules at each start. */
const TIMEOUT_MS = 30_000;
const HEADER = /^X-Spam-Status:.*?score=(-?[\d.]+) required=(-?[\d.]+)/ms;
/** ` 0.1 RULE_NAME            What it means`; what is longer goes on in lines that have no points. */
const RULE = /^ *(-?\d+(?:\.\d+)?) +([A-Z][A-Z0-9_]+) +(.*(?:\n {20,}(?!-?\d+(?:\.\d+)? +[A-Z]).*)*)$/gm;

/** One mail after another: each takes a core for seconds. */
export function spamFilter(): (mail: Uint8Array) => Promise<SpamVerdict> {
  let last: Promise<unknown> = Promise.resolve();
  return mail => {
    const verdict = last.then(() => verdictOn(mail));
    last = verdict.catch(() => {});
    return verdict;
  };
}

async function verdictOn(mail: Uint8Array): Promise<SpamVerdict> {
  const output = await run(mail);
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

function run(mail: Uint8Array): Promise<string | { unknown: string }> {
  return new Promise(resolve => {
    const child = spawn(PROGRAM, ['-L', '-t'], { stdio: ['pipe', 'pipe', 'ignore'], timeout: TIMEOUT_MS });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', chunk => {
      output += chunk;
    });
    child.once('error', ({ message, ...error }: NodeJS.ErrnoException) => {
      const isAbsent = error.code === 'ENOENT';
      resolve({ unknown: isAbsent ? 'SpamAssassin is not installed here.' : `SpamAssassin cannot be run: ${message}` });
    });
    child.once('close', (_, signal) =>
      resolve(signal ? { unknown: `SpamAssassin took longer than ${TIMEOUT_MS / 1000} seconds.` } : output),
    );
    // A program that ends early takes no more; what it says at its end is enough.
    child.stdin.on('error', () => {});
    child.stdin.end(mail);
  });
}
