// The far end of `warm-commands.ts`: runs one command after another, each as if it had the process for itself.
import { Readable } from 'node:stream';
import type { Command, Outcome } from './warm-commands.ts';

/** What Node ends with when nothing is left to wait for, and the program waits. */
const NEVER_SETTLED = 13;

let turn = 0;

process.on('message', async (command: Command) => process.send!(await run(command)));
process.on('disconnect', () => process.exit());

async function run({ args, folder, env, input }: Command): Promise<Outcome> {
  process.chdir(folder);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from(input ? [Buffer.from(input)] : []), writable: true });
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  let isDone = false;
  turn += 1;
  const ended = end();
  // Under a new name the program's first file runs again, while everything it imports is loaded already.
  void import(`../../src/main.ts?${turn}`).then(() => {
    isDone = true;
  });
  await ended;
  for (const name of ['SIGINT', 'SIGTERM']) process.removeAllListeners(name);
  process.stdout.removeAllListeners('error');
  const code = isDone ? Number(process.exitCode ?? 0) : NEVER_SETTLED;
  return { code, signal: null, stdout: stdout.end(), stderr: stderr.end() };
}

/** Resolves when a process of its own would end: a command that leaves something open never does. */
function end(): Promise<void> {
  process.channel!.unref();
  return new Promise(resolve => {
    process.once('beforeExit', () => {
      process.channel!.ref();
      resolve();
    });
  });
}

interface Capture {
  end(): string;
}

function capture(stream: NodeJS.WriteStream): Capture {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return {
    end() {
      stream.write = write;
      return text;
    },
  };
}
