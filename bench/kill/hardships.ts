// What can happen to a sender beside being killed: another one, a full disk, a clock that jumps, standing still.
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compare, installFor, type KillResult, type KillSetting, readLedger } from '../../test/cli/kill-trial.ts';
import { type LedgeredSink, startLedgeredSink } from '../../test/cli/ledgered-sink.ts';
import type { Installation } from '../../test/cli/paperboy.ts';

export interface Hardship {
  name: string;
  /** What came of it, in words. */
  told: string;
  /** Absent where it could not be tried here. */
  result?: Omit<KillResult, 'kills'>;
  /** Besides that nothing is lost and nothing sent twice. */
  isAsExpected: boolean;
}

const SETTING: KillSetting = {
  sender: 'bulk',
  extensions: ['SIZE 1000000', 'PIPELINING', 'CHUNKING'],
  connections: 4,
  depth: 8,
  onUncertain: 'hold',
};
const SOME = 30;
const HOUR_MS = 3_600_000;
const SENDER_BUSY = 75;
const TMPFS_MB = 64;

export async function hardships(chance: () => number): Promise<Hardship[]> {
  return [
    await tried(chance, secondSender),
    await tried(chance, standingStill),
    await tried(chance, (paperboy, sink) => clockJump(paperboy, sink, 36)),
    await tried(chance, (paperboy, sink) => clockJump(paperboy, sink, -2)),
    await fullDisk(chance),
  ];
}

async function tried(
  chance: () => number,
  act: (paperboy: Installation, sink: LedgeredSink) => Promise<Omit<Hardship, 'result'>>,
): Promise<Hardship> {
  await using opened = new AsyncDisposableStack();
  const sink = await startLedgeredSink(SETTING.extensions, chance);
  opened.defer(() => sink.close());
  const paperboy = installFor(sink, SETTING);
  opened.defer(() => paperboy.remove());
  const hardship = await act(paperboy, sink);
  return { ...hardship, result: compare(readLedger(paperboy), sink) };
}

function startSending(paperboy: Installation): { child: ChildProcess; ended: Promise<unknown> } {
  const child = paperboy.start(['run', '--first']);
  child.stdout?.resume();
  child.stderr?.resume();
  return { child, ended: once(child, 'exit') };
}

async function secondSender(paperboy: Installation, sink: LedgeredSink) {
  const { ended } = startSending(paperboy);
  await sink.more(SOME);
  const { code } = await paperboy.runAlone(['run', '--first']);
  await ended;
  return { name: 'a second sender', told: `it ended with ${code}`, isAsExpected: code === SENDER_BUSY };
}

/** To the second one the claims of the first have ended long ago. */
async function standingStill(paperboy: Installation, sink: LedgeredSink) {
  const { child, ended } = startSending(paperboy);
  await sink.more(SOME);
  child.kill('SIGSTOP');
  const env = { CLOCK_OFFSET_MS: String(HOUR_MS) };
  const { code } = await paperboy.runAlone(['run', '--first'], { env });
  child.kill('SIGCONT');
  await ended;
  await paperboy.runAlone(['run', '--first']);
  return {
    name: 'stopped past its claims',
    told: `another one ended with ${code}`,
    isAsExpected: code === SENDER_BUSY,
  };
}

/** Killed in the middle, started again with another clock, then with the right one. */
async function clockJump(paperboy: Installation, sink: LedgeredSink, hours: number) {
  const { child, ended } = startSending(paperboy);
  await sink.more(SOME);
  child.kill('SIGKILL');
  await ended;
  const env = { CLOCK_OFFSET_MS: String(hours * HOUR_MS) };
  const { stdout } = await paperboy.runAlone(['run'], { env });
  await paperboy.runAlone(['run']);
  const told = stdout.split('\n').find(line => line.includes('submitted')) ?? 'nothing';
  return { name: `killed, clock ${hours > 0 ? '+' : ''}${hours} h`, told: told.slice(2), isAsExpected: true };
}

async function fullDisk(chance: () => number): Promise<Hardship> {
  const name = 'a full disk';
  await using opened = new AsyncDisposableStack();
  const disk = mkdtempSync(join(tmpdir(), 'paperboy-disk-'));
  opened.defer(() => rmSync(disk, { recursive: true, force: true }));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${TMPFS_MB}m`, 'tmpfs', disk]);
  if (mounted.status !== 0) return { name, told: 'not tried: it takes the right to mount', isAsExpected: true };
  opened.defer(() => void spawnSync('umount', [disk]));
  const sink = await startLedgeredSink(SETTING.extensions, chance);
  opened.defer(() => sink.close());
  const paperboy = installFor(sink, SETTING, { DATA_DIR: disk });
  opened.defer(() => paperboy.remove());

  const child = paperboy.start(['run', '--first']);
  child.stdout?.resume();
  const said = text(child.stderr!);
  const ended = once(child, 'exit');
  await sink.more(SOME);
  const filler = join(disk, 'filler');
  await fill(filler);
  const [code] = await ended;
  rmSync(filler);
  await paperboy.runAlone(['run', '--first']);
  const told = `it ended with ${code}: ${(await said).trim().split('\n').at(-1)?.slice(0, 90)}`;
  return { name, told, result: compare(readLedger(paperboy, disk), sink), isAsExpected: code !== 0 };
}

/** Takes all that is left. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file.fd, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}
