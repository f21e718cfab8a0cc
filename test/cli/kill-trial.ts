// One issue whose sender is killed again and again until it is through, and what ledger and sink say of it afterwards.
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LedgeredSink, startLedgeredSink } from './ledgered-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

export interface KillSetting {
  sender: 'slow' | 'bulk';
  /** What the server offers. */
  extensions: readonly string[];
  connections: number;
  depth: number;
  onUncertain: 'hold' | 'resend';
  /** 300 unless said otherwise. */
  readers?: number;
}

export interface KillResult {
  kills: number;
  mails: number;
  /** Neither delivered, nor said to be in doubt or left out. */
  lost: number;
  /** Copies beyond the first. */
  copies: number;
  /** Rows that may have been sent, at the end. */
  uncertain: number;
  /** Of these, the ones that the server has taken. */
  uncertainTaken: number;
}

const READERS = 300;
/** A kill comes after so many acknowledged mails, at most. */
const MAX_MAILS_BETWEEN = 40;
const MAX_WAIT_MS = 60;

/** A stale mail is skipped, and the report says so. */
const SAID_OPENLY: ReadonlySet<string> = new Set(['uncertain', 'skipped']);

/** @param kills how many at most */
export async function killTrial(setting: KillSetting, kills: number, chance: () => number): Promise<KillResult> {
  await using opened = new AsyncDisposableStack();
  const sink = await startLedgeredSink(setting.extensions, chance);
  opened.defer(() => sink.close());
  const paperboy = installFor(sink, setting);
  opened.defer(() => paperboy.remove());
  let killed = 0;
  const when = () => ({ mails: 1 + Math.floor(chance() * MAX_MAILS_BETWEEN), wait: chance() * MAX_WAIT_MS });
  while (killed < kills && (await killOnce(paperboy, sink, when()))) killed += 1;
  await paperboy.runAlone(['run', '--first']);
  return { kills: killed, ...compare(readLedger(paperboy), sink) };
}

export function installFor(sink: LedgeredSink, setting: KillSetting, more: Record<string, string> = {}): Installation {
  const { sender, connections, depth, onUncertain, readers = READERS } = setting;
  const paperboy = install({
    ...sending(sink.url),
    SMTP_RATE: '100000',
    SMTP_BULK: sender === 'bulk' ? 'on' : 'off',
    SMTP_CONNECTIONS: String(connections),
    SMTP_DEPTH: String(depth),
    ON_UNCERTAIN: onUncertain,
    ...more,
  });
  const people = Array.from({ length: readers }, (_, at) => `- email: reader${at}@lab${at % 7}.org`);
  paperboy.writePeople('people.yaml', people.join('\n'));
  paperboy.writeDigest(
    'digest.txt',
    digest(['Lamps That Know When Nobody Reads', 'Counting Sheep With Very Small Networks']),
  );
  return paperboy;
}

/** @returns false where the issue was through before */
async function killOnce(
  paperboy: Installation,
  sink: LedgeredSink,
  { mails, wait }: { mails: number; wait: number },
): Promise<boolean> {
  const child = paperboy.start(['run', '--first']);
  child.stdout?.resume();
  child.stderr?.resume();
  const ended = once(child, 'exit');
  const isSending = await Promise.race([sink.more(mails).then(() => true), ended.then(() => false)]);
  // At any moment, not always at the one after a mail was taken.
  if (isSending) await sleep(wait);
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return isSending && signal === 'SIGKILL';
}

interface LedgerRow {
  name: string;
  state: string;
}

export function readLedger({ folder }: Installation, dataDir = join(folder, 'data')): LedgerRow[] {
  const database = new DatabaseSync(join(dataDir, 'paperboy.db'), { readOnly: true });
  const rows = database
    .prepare(
      `select deliveries.public_id || ' ' || address as name, deliveries.state
       from deliveries join subscribers on subscribers.id = subscriber_id`,
    )
    .all() as unknown as LedgerRow[];
  database.close();
  return rows;
}

export function compare(rows: readonly LedgerRow[], { taken }: LedgeredSink): Omit<KillResult, 'kills'> {
  const count = (is: (row: LedgerRow) => boolean) => rows.filter(is).length;
  const times = ({ name }: LedgerRow) => taken.get(name) ?? 0;
  const known = new Set(rows.map(({ name }) => name));
  const strangers = [...taken.keys()].filter(name => !known.has(name));
  if (strangers.length > 0) throw new Error(`the ledger knows nothing of ${strangers[0]}`);
  return {
    mails: rows.length,
    lost: count(row => times(row) === 0 && !SAID_OPENLY.has(row.state)),
    copies: rows.reduce((sum, row) => sum + Math.max(0, times(row) - 1), 0),
    uncertain: count(({ state }) => state === 'uncertain'),
    uncertainTaken: count(row => row.state === 'uncertain' && times(row) > 0),
  };
}
