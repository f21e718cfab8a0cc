// `serve` while it plans and sends an issue, and how fast its pages answer meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signToken } from '../../src/domain/link-token.ts';
import type { DkimKey } from './dkim-key.ts';
import { makeRunningHouse } from './fill-house.ts';
import { freePort } from './free-port.ts';
import { askSteadily, type Latency } from './latency.ts';
import { openMadeUpHouse, settings } from './made-up-house.ts';
import { startSmtpSink } from './postfix.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const CONNECTIONS = 10;
/** Twenty pages and twenty readers who leave, each second. */
const ASK_EVERY_MS = 50;
const LOOK_EVERY_MS = 500;

export interface ServedIssue {
  front: Latency;
  leaving: Latency;
  submitted: number;
  /** From the first answer to the last mail. */
  ms: number;
}

/** @throws Error where `serve` ends by itself */
export async function serveIssue(readers: number, dkim: DkimKey): Promise<ServedIssue> {
  await using opened = new AsyncDisposableStack();
  const sink = await startSmtpSink();
  opened.defer(() => sink.close());
  const made = await makeRunningHouse(readers);
  opened.defer(() => made.remove());
  // To look into its ledger from the side, as another command would.
  const house = await openMadeUpHouse(made);
  opened.defer(() => house.close());
  const [port, adminPort] = [await freePort(), await freePort()];
  // Its readers are due at midnight, whenever that was.
  const env = { ...settings(made.folder, { port: sink.port, connections: CONNECTIONS, dkim }), LATE_HOURS: '23' };
  const server = spawn(process.execPath, [MAIN, 'serve'], {
    cwd: made.folder,
    env: { PATH: process.env.PATH, HOME: made.folder, ...env, PORT: String(port), ADMIN_PORT: String(adminPort) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new AbortController();
  const faults = text(server.stderr);
  server.once('exit', () => ended.abort());
  opened.defer(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });

  const base = `http://127.0.0.1:${port}`;
  while (!(await isWell(fetch(base)))) {
    if (ended.signal.aborted) throw new Error(`serve ended: ${await faults}`);
    await sleep(LOOK_EVERY_MS / 10);
  }
  const start = performance.now();
  const sent = new AbortController();
  const stop = AbortSignal.any([sent.signal, ended.signal]);
  // The last ones on the list: they leave before their mail goes out.
  const leavers = (await house.store.subscribers.list()).reverse();
  const leave = (number: number) => {
    const { publicId } = leavers[number % leavers.length]!;
    const body = 'List-Unsubscribe=One-Click';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = signToken('unsubscribe', publicId, house.keys.tokenKeys[0]);
    return isWell(fetch(`${base}/u/${token}`, { method: 'POST', body, headers }));
  };
  const asking = Promise.all([
    askSteadily(() => isWell(fetch(base)), { everyMs: ASK_EVERY_MS, signal: stop }),
    askSteadily(leave, { everyMs: ASK_EVERY_MS, signal: stop }),
  ]);
  const { ledger } = house.store;
  for (let counts = await ledger.counts(); !stop.aborted; counts = await ledger.counts()) {
    // Planned in pages, let go as a whole: nothing is submitted before everybody has a row.
    if (counts.submitted > 1 && counts.pending + counts.claimed + counts.committing === 0) sent.abort();
    else await sleep(LOOK_EVERY_MS);
  }
  const [front, leaving] = await asking;
  const ms = performance.now() - start;
  if (ended.signal.aborted) throw new Error(`serve ended: ${await faults}`);
  const { submitted } = await ledger.counts();
  return { front, leaving, submitted, ms };
}

async function isWell(asked: Promise<Response>): Promise<boolean> {
  try {
    const response = await asked;
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
