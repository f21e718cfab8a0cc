// How fast `serve` answers readers while it sends an issue to a hundred thousand others.
import { madeUpDkimKey } from '../delivery/dkim-key.ts';
import { type Latency, quantile } from '../delivery/latency.ts';
import { machine } from '../delivery/machine.ts';
import { MAIL_DOMAIN } from '../delivery/made-up-house.ts';
import { whole } from '../delivery/rates.ts';
import { serveIssue } from '../delivery/served-issue.ts';
import { judge, type Measured } from '../measured.ts';

const READERS = 100_000;

/** @throws MissingData where Postfix is not installed */
export async function measure(): Promise<Measured> {
  const { front, leaving, submitted, ms } = await serveIssue(READERS, madeUpDkimKey(MAIL_DOMAIN));
  const p99 = ({ times }: Latency) => Math.round(quantile(times, 0.99));
  const line = (label: string, { times, failed }: Latency) =>
    `  ${label.padEnd(20)}${whole(times.length).padStart(7)} asked, ${failed} failed; median ${whole(quantile(times, 0.5))} ms, ` +
    `p99 ${whole(quantile(times, 0.99))} ms, at most ${whole(times.at(-1)!)} ms`;
  return judge({
    lines: [
      machine(),
      `while serve planned and sent ${whole(submitted)} signed mails in ${whole(ms / 1000)} s, ${whole((1000 * submitted) / ms)} a second`,
      line('GET /', front),
      line('POST /u/…', leaving),
    ],
    metrics: {
      'GET /, p99 ms': p99(front),
      'unsubscribe POST, p99 ms': p99(leaving),
      failed: front.failed + leaving.failed,
      'mails/s': Math.round((1000 * submitted) / ms),
    },
    targets: { 'GET /, p99 ms': '<= 250', 'unsubscribe POST, p99 ms': '<= 250', failed: '= 0' },
  });
}
