// Real processes at a due time: two at once, and one that sleeps across it.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { digest, type Installation, install, sending } from '../../test/cli/paperboy.ts';
import { type SmtpSink, startSmtpSink } from '../../test/smtp-sink.ts';

const DUE = Date.parse('2026-12-02T06:00:00Z');
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SENDER_BUSY = 75;

export interface ProcessResult {
  name: string;
  told: string;
  isAsExpected: boolean;
}

interface Lab {
  home: Installation;
  sink: SmtpSink;
}

const clockAt = (at: number) => ({ CLOCK_OFFSET_MS: String(at - Date.now()) });
/** A title has no sign: "Day -1" would be a duplicate of "Day 1". */
const paperOf = (day: number) => `What Was Found Out on Day ${day + 2}`;

async function withLab<T>(work: (lab: Lab) => Promise<T>): Promise<T> {
  const sink = await startSmtpSink();
  const home = install({ ...sending(sink.url), PORT: '0', ADMIN_PORT: '0' });
  try {
    home.writePeople('people.yaml', '- {email: ada@lab.org, time_zone: Europe/Berlin, at: "07:00", days: daily}\n');
    home.writeDigest('digest.txt', digest([paperOf(-1)]));
    await home.runAlone(['run', '--first'], { env: clockAt(DUE - DAY_MS) });
    return await work({ home, sink });
  } finally {
    home.remove();
    await sink.close();
  }
}

/** Each round is one day on which two processes start together. */
export function startedTwice(rounds: number): Promise<ProcessResult> {
  return withLab(async ({ home, sink }) => {
    const wrong: string[] = [];
    for (let day = 0; day < rounds; day += 1) {
      home.writeDigest('digest.txt', digest([paperOf(day)]));
      const before = sink.mails.length;
      const env = clockAt(DUE + day * DAY_MS);
      const ends = await Promise.all([1, 2].map(() => home.runAlone(['run'], { env })));
      const codes = ends.map(({ code }) => code).sort();
      if (sink.mails.length !== before + 1) wrong.push(`day ${day}: ${sink.mails.length - before} mails`);
      if (codes[0] !== 0 || (codes[1] !== 0 && codes[1] !== SENDER_BUSY)) wrong.push(`day ${day}: exit codes ${codes}`);
    }
    return {
      name: `two processes started together, ${rounds} times`,
      told: wrong.join('; ') || `${sink.mails.length - 1} mails, one for each date`,
      isAsExpected: wrong.length === 0,
    };
  });
}

/** The server stands still before its reader is due, and goes on when the time is over. */
export function asleep(): Promise<ProcessResult> {
  return withLab(async ({ home, sink }) => {
    home.writeDigest('digest.txt', digest([paperOf(0)]));
    const due = new Promise<void>(resolve => {
      sink.chaos.data = () => {
        resolve();
        return undefined;
      };
    });
    const server = home.start(['serve'], clockAt(DUE - 9000));
    await new Promise<void>((resolve, reject) => {
      server.stdout!.setEncoding('utf8').on('data', chunk => String(chunk).includes('Ctrl-C stops.') && resolve());
      server.once('exit', code => reject(new Error(`the server ended with ${code} before it was ready`)));
    });
    server.kill('SIGSTOP');
    const early = sink.mails.length;
    await sleep(12_000);
    server.kill('SIGCONT');
    await due;
    server.kill('SIGTERM');
    await once(server, 'exit');
    const sent = sink.mails.length - early;
    const later = await home.runAlone(['run'], { env: clockAt(DUE + HOUR_MS) });
    const again = sink.mails.length - early - sent;
    return {
      name: 'asleep across the due time (SIGSTOP)',
      told: `${sent} mail after waking, ${again} more from a later run, which exits ${later.code}${later.code === 0 ? '' : `: ${later.stdout}${later.stderr}`}`,
      isAsExpected: early === 1 && sent === 1 && again === 0 && later.code === 0,
    };
  });
}

/** @param hours the clock jumps by so many after the first mail, and is right again on the days after */
export function clockJump(hours: number): Promise<ProcessResult> {
  return withLab(async ({ home, sink }) => {
    const instants = [0, 1, 2, 3, 4].map(day => DUE + day * DAY_MS);
    instants.splice(2, 0, instants[1]! + hours * HOUR_MS);
    for (const [at, instant] of instants.entries()) {
      home.writeDigest('digest.txt', digest([paperOf(at)]));
      await home.runAlone(['run'], { env: clockAt(instant) });
    }
    const dates = sink.mails.map(({ raw }) => /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? '');
    const bodies = new Set(sink.mails.map(({ raw }) => /\b\d{1,2} (?:November|December) 2026\b/.exec(raw)?.[0]));
    return {
      name: `clock ${hours > 0 ? '+' : ''}${hours} h for a moment`,
      told: `${sink.mails.length} mails for ${bodies.size} dates on six days`,
      isAsExpected: new Set(dates).size === dates.length && bodies.size === sink.mails.length && bodies.size >= 5,
    };
  });
}
