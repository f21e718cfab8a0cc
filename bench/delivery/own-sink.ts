// A sink of our own, in a process of its own: as quick as it gets, or as far away as it is told to be.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SinkSetting } from './own-sink-process.ts';

const PROGRAM = fileURLToPath(new URL('./own-sink-process.ts', import.meta.url));

/** A server that takes every mail and forgets it. */
export interface Sink {
  port: number;
  close(): Promise<void>;
}

export async function startOwnSink(setting: SinkSetting): Promise<Sink> {
  const sink = fork(PROGRAM, [JSON.stringify(setting)]);
  const [port] = (await once(sink, 'message')) as [number];
  return {
    port,
    async close() {
      sink.kill();
      if (sink.exitCode === null && sink.signalCode === null) await once(sink, 'exit');
    },
  };
}
