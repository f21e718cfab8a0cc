// One trial of the delivery promise: kill -9 at a named point, start again, and hold ledger and sink side by side.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Crash } from '../../src/domain/crash-point.ts';
import { startSmtpSink } from '../smtp-sink.ts';
import { digest, install, sending } from './paperboy.ts';

export interface TrialResult {
  /** False if the process ended by itself before the point was reached. */
  killed: boolean;
  /** Per subscriber: how many mails the sink took, and what the ledger says. */
  readers: { address: string; mails: number; state: string }[];
  /** What the second run printed. */
  output: string;
}

const READERS = ['ada', 'bob', 'cleo', 'dan'].map(name => `${name}@lab.org`);

/** @param env settings of both runs, `again` more of the second one */
export async function crashTrial(
  { point, time }: Crash,
  { env = {}, again = {} }: { env?: Record<string, string>; again?: Record<string, string> } = {},
): Promise<TrialResult> {
  const sink = await startSmtpSink();
  const paperboy = install({ ...sending(sink.url), ...env });
  try {
    paperboy.writePeople('people.yaml', READERS.map(address => `- email: ${address}`).join('\n'));
    paperboy.writeDigest(
      'digest.txt',
      digest(['Bread That Bakes Itself in Zero Gravity', 'Kites That Steer Themselves in Gusty Wind']),
    );
    const first = await paperboy.runAlone(['run', '--first'], { env: { CRASH_AT: `${point}:${time}` } });
    const second = await paperboy.run(['run', '--first'], { env: again });
    return {
      killed: first.signal === 'SIGKILL',
      readers: readLedger(join(paperboy.folder, 'data', 'paperboy.db')).map(({ address, state }) => ({
        address,
        state,
        mails: sink.mails.filter(({ to }) => to === address).length,
      })),
      output: second.stdout + second.stderr,
    };
  } finally {
    paperboy.remove();
    await sink.close();
  }
}

/** The promise: exactly one mail, or a row that says openly that there may be one. */
export function keepsPromise({ killed, readers }: TrialResult): boolean {
  const kept = readers.every(
    ({ mails, state }) => (state === 'submitted' && mails === 1) || (state === 'uncertain' && mails <= 1),
  );
  return killed && readers.length === READERS.length && kept;
}

function readLedger(path: string): { address: string; state: string }[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare(
      'select address, state from deliveries join subscribers on subscribers.id = subscriber_id order by address',
    )
    .all() as { address: string; state: string }[];
  database.close();
  return rows;
}
