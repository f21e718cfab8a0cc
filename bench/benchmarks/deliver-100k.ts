// One signed issue to a hundred thousand readers, and to twice as many: how long, and with how much memory.

import { availableParallelism } from 'node:os';
import { madeUpDkimKey, signatureTime } from '../delivery/dkim-key.ts';
import { makeHouse } from '../delivery/fill-house.ts';
import { machine } from '../delivery/machine.ts';
import { type LineSettings, MAIL_DOMAIN } from '../delivery/made-up-house.ts';
import { startSmtpSink } from '../delivery/postfix.ts';
import { hundredths, whole } from '../delivery/rates.ts';
import { sendWholeIssue } from '../delivery/whole-issue.ts';
import { type Spread, spreadOf } from '../interleave.ts';
import { judge, type Measured } from '../measured.ts';

const READERS = 100_000;
const ROUNDS = 3;
const CONNECTIONS = 10;

/** @throws MissingData where Postfix is not installed */
export async function measure(): Promise<Measured> {
  const dkim = madeUpDkimKey(MAIL_DOMAIN);
  const signature = signatureTime(dkim);
  const sink = await startSmtpSink();
  try {
    const line = { port: sink.port, connections: CONNECTIONS, dkim };
    const once = await sendTo(READERS, ROUNDS, line);
    const twice = await sendTo(2 * READERS, 1, line);
    const growth = 100 * (twice.peakMb.median / once.peakMb.median - 1);
    const bound = (once.mails * signature) / availableParallelism() / 1e6;
    return judge({
      lines: [
        machine(),
        'signed issues into smtp-sink, from the start of `paperboy run` to its end, planning included',
        row(READERS, once),
        row(2 * READERS, twice),
        `  an RSA-2048 signature takes ${whole(signature)} µs on one core: ${whole(once.mails)} of them take at least ` +
          `${whole(bound)} s on all ${availableParallelism()}`,
      ],
      metrics: {
        'seconds for 100,000': hundredths(once.seconds.median),
        'peak MB for 100,000': Math.round(once.peakMb.median),
        'more memory for 200,000, %': Math.round(growth),
        'RSA-2048 signature, µs': signature,
        'least seconds for the signatures': hundredths(bound),
      },
      targets: {
        'seconds for 100,000': '<= 30',
        'peak MB for 100,000': '<= 400',
        'more memory for 200,000, %': '<= 10',
      },
    });
  } finally {
    await sink.close();
  }
}

interface Sent {
  mails: number;
  seconds: Spread;
  peakMb: Spread;
}

async function sendTo(readers: number, rounds: number, line: LineSettings): Promise<Sent> {
  const made = await makeHouse(readers);
  try {
    const runs = [];
    while (runs.length < rounds) runs.push(await sendWholeIssue(made, line));
    return {
      mails: runs[0]!.mails,
      seconds: spreadOf(runs.map(({ ms }) => ms / 1000)),
      peakMb: spreadOf(runs.map(({ peakMb }) => peakMb)),
    };
  } finally {
    made.remove();
  }
}

function row(readers: number, { mails, seconds, peakMb }: Sent): string {
  return (
    `  ${whole(readers).padStart(8)} readers: ${whole(mails)} mails in ${seconds.median.toFixed(1)} s ` +
    `(${seconds.low.toFixed(1)} to ${seconds.high.toFixed(1)}), ${whole(mails / seconds.median)} a second, ` +
    `at most ${whole(peakMb.median)} MB (${whole(peakMb.low)} to ${whole(peakMb.high)})`
  );
}
