// One issue to ten thousand readers by the program itself, from its start to its end, beside the scripts people write instead.
import { type CommandRun, runCommand } from './command.ts';
import type { DkimKey } from './dkim-key.ts';
import { makeHouse, readerMaker } from './fill-house.ts';
import { type LineSettings, type MadeUpHouse, settings } from './made-up-house.ts';
import { startOwnSink } from './own-sink.ts';
import type { Part } from './part.ts';
import type { PlannedIssue } from './planned-issue.ts';
import { openPool, sendMany } from './pool.ts';
import { startSmtpSink } from './postfix.ts';
import { measureRates, tenths, times, whole } from './rates.ts';
import { type ScriptReader, usualScripts } from './scripts.ts';

const READERS = 10_000;
const ROUNDS = 3;
/** The scripts take minutes for everybody: they are run for some, and their time a mail is taken. */
const NAIVE_READERS = 60;
const IMPROVED_READERS = 1000;
const CONNECTIONS = 10;
const POOL_CONNECTIONS = 5;

/** @param issue whose papers the scripts choose from: those of every made-up house */
export async function measureWholeIssue(issue: PlannedIssue, key: DkimKey): Promise<Part> {
  await using opened = new AsyncDisposableStack();
  const [sink, fast] = [await startSmtpSink(), await startOwnSink({ delayMs: 0, chunking: true })];
  opened.defer(() => sink.close());
  opened.defer(() => fast.close());
  const made = await makeHouse(READERS);
  opened.defer(() => made.remove());
  const readers = await scriptReaders(issue);
  const scripts = await usualScripts(issue.house, issue.batch);

  const ours = (line: LineSettings) => async () => (await sendWholeIssue(made, line)).mails;
  const pooled = (line: { port: number; dkim?: DkimKey }) => {
    const pool = openPool({ ...line, connections: POOL_CONNECTIONS });
    opened.defer(() => pool.close());
    return pool;
  };
  const naive = (line: { port: number; dkim?: DkimKey }) => {
    const pool = pooled(line);
    return async () => {
      for (const reader of readers.slice(0, NAIVE_READERS)) await pool.send(await scripts.naive(reader));
      return NAIVE_READERS;
    };
  };
  const improved = (line: { port: number; dkim: DkimKey }) => {
    const pool = pooled(line);
    const load = { connections: POOL_CONNECTIONS, mails: IMPROVED_READERS };
    return () => sendMany(pool, load, number => scripts.improved(readers[number]!));
  };
  const rates = await measureRates(
    {
      signed: ours({ port: sink.port, connections: CONNECTIONS, dkim: key }),
      naiveSigned: naive({ port: sink.port, dkim: key }),
      improvedSigned: improved({ port: sink.port, dkim: key }),
      unsigned: ours({ port: fast.port, connections: CONNECTIONS }),
      naive: naive({ port: fast.port }),
    },
    ROUNDS,
  );
  const [toNaive, toImproved] = [rates.gain('signed', 'naiveSigned'), rates.gain('signed', 'improvedSigned')];
  const unsigned = rates.gain('unsigned', 'naive');
  return {
    lines: [
      `one issue to ${whole(READERS)} readers, from the start of \`paperboy run\` to its end, planning included; ` +
        `medians of ${ROUNDS} rounds`,
      `the scripts for ${NAIVE_READERS} and for ${whole(IMPROVED_READERS)} readers, taken as fast for all of them`,
      rates.line('ours, signed, into smtp-sink', 'signed'),
      rates.line('improved script, signed, into smtp-sink', 'improvedSigned'),
      rates.line('naive script, signed, into smtp-sink', 'naiveSigned'),
      rates.line('ours, unsigned, into a fast sink', 'unsigned'),
      rates.line('naive script, unsigned, into a fast sink', 'naive'),
      `  ours is ${times(toNaive)} as fast as the naive script, ${times(toImproved)} as fast as the improved one; ` +
        `unsigned ${times(unsigned)} as fast as the naive one`,
    ],
    metrics: {
      'whole issue signed, mails/s': Math.round(rates.of('signed').median),
      'whole issue unsigned, mails/s': Math.round(rates.of('unsigned').median),
      'times the naive script, signed': tenths(toNaive.median),
      'times the improved script, signed': tenths(toImproved.median),
      'times the naive script, unsigned': tenths(unsigned.median),
    },
    targets: {
      'times the naive script, signed': '>= 30',
      'times the improved script, signed': '>= 15',
      'times the naive script, unsigned': '>= 50',
    },
  };
}

/** Sends a made-up issue by the program, in a copy. @throws Error unless every mail of it is submitted */
export async function sendWholeIssue(made: MadeUpHouse, line: LineSettings): Promise<CommandRun & { mails: number }> {
  const copied = made.copy();
  try {
    const env = settings(copied.folder, line);
    const run = await runCommand(['run', '--first'], { folder: copied.folder, env });
    const [, mails] = /([\d,]+) mails submitted/.exec(run.stdout) ?? [];
    if (mails === undefined) throw new Error(`expected "… mails submitted", not: ${run.stdout}`);
    return { ...run, mails: Number(mails.replaceAll(',', '')) };
  } finally {
    copied.remove();
  }
}

/** The readers of the made-up house, to whom everything is new. */
async function scriptReaders({ house }: PlannedIssue): Promise<ScriptReader[]> {
  const maker = await readerMaker(house);
  return Array.from({ length: IMPROVED_READERS }, (_, number) => {
    const id = String(number).padStart(8, '0');
    return {
      publicId: `delivery${id}`,
      subscriberPublicId: `reader__${id}`,
      address: `reader${number}@mail.lab.org`,
      name: `Reader Number ${number}`,
      reader: { ...maker.next(), windowStart: new Date(0), alreadySent: new Map() },
    };
  });
}
