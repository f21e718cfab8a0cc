// Commands run in one process that has everything loaded: as a process of its own each would load it for a second.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./warm-process.ts', import.meta.url));

export interface Command {
  args: readonly string[];
  /** Where it is run. */
  folder: string;
  /** All that it sees of the environment. */
  env: NodeJS.ProcessEnv;
  input?: string | Uint8Array;
}

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

let warm: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Runs a command after those that were asked for before; what two do at once only two processes can show. */
export function runWarm(command: Command): Promise<Outcome> {
  const outcome = last.then(() => send(command));
  last = outcome.catch(() => {});
  return outcome;
}

async function send(command: Command): Promise<Outcome> {
  warm ??= fork(PROGRAM, { execArgv: [], serialization: 'advanced' });
  const process = warm;
  const ended = new AbortController();
  const answer = once(process, 'message', { signal: ended.signal });
  process.once('exit', end);
  process.channel!.ref();
  process.send(command);
  try {
    const [outcome] = await answer;
    // It goes with the tests that use it.
    process.unref();
    process.channel!.unref();
    return outcome;
  } finally {
    process.off('exit', end);
  }

  function end(code: number | null, signal: NodeJS.Signals | null) {
    warm = undefined;
    ended.abort(new Error(`${command.args.join(' ')} ended the process with ${signal ?? code}`));
  }
}
