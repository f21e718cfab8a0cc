// Mails into smtp-sink: ours with its ledger, nodemailer's pool with mails that are ready, and Postfix's own sender.
import { type DkimKey, signatureTime } from './dkim-key.ts';
import { FreshIssues } from './ours.ts';
import type { Part } from './part.ts';
import type { PlannedIssue } from './planned-issue.ts';
import { openPool, sendMany } from './pool.ts';
import { runSmtpSource, startSmtpSink } from './postfix.ts';
import { hundredths, measureRates, tenths, times, whole } from './rates.ts';

const ROUNDS = 5;
const POOL_MAILS = 200;
const SOURCE_MAILS = 4000;
const CONNECTIONS = 20;
const FEW_CONNECTIONS = 5;
const SOURCE_OCTETS = 30_000;

/** @throws MissingData where Postfix is not installed */
export async function measureLineOut(issue: PlannedIssue, key: DkimKey): Promise<Part> {
  await using opened = new AsyncDisposableStack();
  const sink = await startSmtpSink();
  opened.defer(() => sink.close());
  const { port } = sink;
  const fresh = new FreshIssues(issue);
  opened.defer(() => fresh.close());
  const ours = (settings: { isReady: boolean; dkim?: DkimKey }) => () =>
    fresh.send({ port, connections: CONNECTIONS, ...settings });
  const pooled = (connections: number, dkim?: DkimKey) => {
    const pool = openPool({ port, connections, dkim });
    opened.defer(() => pool.close());
    const load = { connections, mails: POOL_MAILS };
    return () => sendMany(pool, load, number => issue.ready[number % issue.ready.length]!);
  };
  const load = { port, mails: SOURCE_MAILS, connections: CONNECTIONS, octets: SOURCE_OCTETS };
  const rates = await measureRates(
    {
      ours: ours({ isReady: true }),
      oursSigned: ours({ isReady: true, dkim: key }),
      making: ours({ isReady: false }),
      makingSigned: ours({ isReady: false, dkim: key }),
      pool5: pooled(FEW_CONNECTIONS),
      pool20: pooled(CONNECTIONS),
      pool5Signed: pooled(FEW_CONNECTIONS, key),
      pool20Signed: pooled(CONNECTIONS, key),
      source: () => runSmtpSource(load),
    },
    ROUNDS,
    () => fresh.refill(4),
  );
  const unsigned = rates.gain('ours', rates.best('pool5', 'pool20'));
  const signed = rates.gain('oursSigned', rates.best('pool5Signed', 'pool20Signed'));
  const source = rates.gain('ours', 'source');
  const pool = (connections: number) => `nodemailer's pool, ${connections} connections`;
  return {
    lines: [
      `mails of ${whole(issue.octets)} octets into smtp-sink, our ledger on disk; medians of ${ROUNDS} rounds`,
      rates.line('ours', 'ours'),
      rates.line('ours, that renders them as well', 'making'),
      rates.line(pool(FEW_CONNECTIONS), 'pool5'),
      rates.line(pool(CONNECTIONS), 'pool20'),
      rates.line('smtp-source', 'source'),
      rates.line('ours, signed', 'oursSigned'),
      rates.line('ours, signed, that renders them as well', 'makingSigned'),
      rates.line(`${pool(FEW_CONNECTIONS)}, signed`, 'pool5Signed'),
      rates.line(`${pool(CONNECTIONS)}, signed`, 'pool20Signed'),
      `  ours is ${times(unsigned)} as fast as the better pool, signed ${times(signed)}; ${times(source)} as fast as smtp-source`,
      `  an RSA-2048 signature takes ${whole(signatureTime(key))} µs on one core`,
    ],
    metrics: {
      'into smtp-sink, mails/s': Math.round(rates.of('ours').median),
      'into smtp-sink signed, mails/s': Math.round(rates.of('oursSigned').median),
      'times the pool': tenths(unsigned.median),
      'times the pool, signed': tenths(signed.median),
      'times smtp-source': hundredths(source.median),
    },
    targets: { 'times the pool': '>= 8', 'times the pool, signed': '>= 5', 'times smtp-source': '>= 0.8' },
  };
}
