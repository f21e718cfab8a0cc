// Mails to a server that is 20 ms of round trip away, with CHUNKING and without.
import { FreshIssues } from './ours.ts';
import { startOwnSink } from './own-sink.ts';
import type { Part } from './part.ts';
import type { PlannedIssue } from './planned-issue.ts';
import { openPool, sendMany } from './pool.ts';
import { measureRates, tenths, times } from './rates.ts';

const ROUNDS = 5;
const DELAY_MS = 20;
const CONNECTIONS = 10;
const POOL_MAILS = 200;

export async function measureFarAway(issue: PlannedIssue): Promise<Part> {
  await using opened = new AsyncDisposableStack();
  const fresh = new FreshIssues(issue);
  opened.defer(() => fresh.close());
  const sinkThat = async (chunking: boolean) => {
    const sink = await startOwnSink({ delayMs: DELAY_MS, chunking });
    opened.defer(() => sink.close());
    return sink.port;
  };
  const [chunking, plain] = [await sinkThat(true), await sinkThat(false)];
  const ours = (port: number) => () => fresh.send({ port, connections: CONNECTIONS, isReady: true });
  const pooled = (port: number) => {
    const pool = openPool({ port, connections: CONNECTIONS });
    opened.defer(() => pool.close());
    const load = { connections: CONNECTIONS, mails: POOL_MAILS };
    return () => sendMany(pool, load, number => issue.ready[number % issue.ready.length]!);
  };
  const rates = await measureRates(
    { chunking: ours(chunking), poolChunking: pooled(chunking), plain: ours(plain), poolPlain: pooled(plain) },
    ROUNDS,
    () => fresh.refill(2),
  );
  const [withIt, without] = [rates.gain('chunking', 'poolChunking'), rates.gain('plain', 'poolPlain')];
  return {
    lines: [
      `the same mails with ${DELAY_MS} ms of round trip and ${CONNECTIONS} connections; medians of ${ROUNDS} rounds`,
      rates.line('ours, CHUNKING', 'chunking'),
      rates.line("nodemailer's pool, CHUNKING offered", 'poolChunking'),
      rates.line('ours, no CHUNKING', 'plain'),
      rates.line("nodemailer's pool, no CHUNKING", 'poolPlain'),
      `  ours is ${times(withIt)} as fast as the pool with CHUNKING, ${times(without)} without`,
    ],
    metrics: {
      'far away with CHUNKING, mails/s': Math.round(rates.of('chunking').median),
      'far away without CHUNKING, mails/s': Math.round(rates.of('plain').median),
      'times the pool far away, CHUNKING': tenths(withIt.median),
      'times the pool far away, no CHUNKING': tenths(without.median),
    },
    targets: { 'times the pool far away, CHUNKING': '>= 8', 'times the pool far away, no CHUNKING': '>= 2' },
  };
}
