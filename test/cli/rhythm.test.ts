// The daily rhythm with a real process, a real server and a clock that is set to just before a due time.
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SmtpSink, startSmtpSink } from '../smtp-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

const DUE = Date.parse('2026-12-02T06:00:00Z');
const LATE_MS = 10_000;

let sink: SmtpSink;
let home: Installation;

beforeEach(async () => {
  sink = await startSmtpSink();
  home = install({ ...sending(sink.url), PORT: '0', ADMIN_PORT: '0' });
  home.writePeople('people.yaml', '- {email: ada@lab.org, time_zone: Europe/Berlin, at: "07:00", days: daily}\n');
  home.writeDigest('digest.txt', digest(['Bread at the Right Moment']));
});

afterEach(async () => {
  home.remove();
  await sink.close();
});

const clockAt = (at: number) => ({ CLOCK_OFFSET_MS: String(at - Date.now()) });

test('a server sends the mail of a reader within ten seconds of the due time, and not before', async () => {
  await home.run(['run', '--first'], { env: clockAt(DUE - 20 * 3_600_000) });
  expect(sink.mails).toHaveLength(1);
  home.writeDigest('digest.txt', digest(['Bread at the Right Moment', 'Tides That Keep Time']));
  const clock = clockAt(DUE - 4000);
  const taken = new Promise<number>(resolve => {
    sink.chaos.data = () => {
      resolve(Date.now() + Number(clock.CLOCK_OFFSET_MS));
      return undefined;
    };
  });
  const server = home.start(['serve'], clock);
  try {
    const at = await taken;
    expect(at).toBeGreaterThanOrEqual(DUE);
    expect(at).toBeLessThan(DUE + LATE_MS);
    expect(sink.mails.at(-1)?.raw).toContain('Tides That Keep Time');
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  expect(sink.mails).toHaveLength(2);
});
