// Postfix's own test programs, as processes: a server that takes every mail and forgets it, and what sends as fast as C does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { findProgram } from '../../test/programs.ts';
import { MissingData } from '../data-folder.ts';
import { freePort } from './free-port.ts';
import type { Sink } from './own-sink.ts';

const BACKLOG = 200;

/** @throws MissingData where Postfix is not installed */
export async function startSmtpSink(): Promise<Sink> {
  const port = await freePort();
  // Root must hand the program over to somebody else.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const sink = spawn(postfixProgram('smtp-sink'), [...user, `127.0.0.1:${port}`, String(BACKLOG)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await accepting(port, sink);
  return {
    port,
    async close() {
      sink.kill();
      if (sink.exitCode === null && sink.signalCode === null) await once(sink, 'exit');
    },
  };
}

export interface SourceLoad {
  port: number;
  mails: number;
  connections: number;
  /** Octets of a message's body. */
  octets: number;
}

/** `smtp-source` over kept connections, the same message for everybody. @returns how many @throws MissingData where Postfix is not installed */
export async function runSmtpSource({ port, mails, connections, octets }: SourceLoad): Promise<number> {
  const load = ['-d', '-N', '-s', connections, '-m', mails, '-l', octets].map(String);
  const source = spawn(postfixProgram('smtp-source'), [...load, `127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(source, 'exit');
  if (code !== 0) throw new Error(`smtp-source ended with ${code ?? signal}`);
  return mails;
}

/** @throws MissingData where Postfix is not installed */
function postfixProgram(name: 'smtp-sink' | 'smtp-source'): string {
  const path = findProgram(name);
  if (!path) throw new MissingData(`${name} is not on PATH: install Debian's package "postfix", which brings it`);
  return path;
}

/** Resolves when something accepts connections there. */
async function accepting(port: number, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
  }
  throw new Error(`smtp-sink ended with ${server.exitCode}`);
}
