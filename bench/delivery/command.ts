// A command of the program in a process of its own, with how long it took and how much memory it had at most.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const TELL_PEAK = new URL('./tell-peak.ts', import.meta.url).href;
const KILOBYTE = 1024;

export interface CommandRun {
  /** From its start to its end. */
  ms: number;
  /** Resident at most, in MB. */
  peakMb: number;
  stdout: string;
}

/** @throws Error with what it said, where it does not end well */
export async function runCommand(
  args: readonly string[],
  { folder, env }: { folder: string; env: Record<string, string> },
): Promise<CommandRun> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_PEAK, MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [[code, signal], ...texts] = await Promise.all([once(child, 'close'), ...child.stdio.slice(1).map(readAll)]);
  const [stdout = '', stderr = '', peak = ''] = texts;
  if (code !== 0) throw new Error(`paperboy ${args.join(' ')} ended with ${code ?? signal}\n${stdout}${stderr}`);
  return { ms: performance.now() - start, peakMb: (Number(peak) * KILOBYTE) / 1e6, stdout };
}

function readAll(stream: unknown): Promise<string> {
  return text(stream as NodeJS.ReadableStream);
}
