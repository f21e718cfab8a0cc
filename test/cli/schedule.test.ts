import { afterAll, beforeAll, expect, test } from 'vitest';
import { digest, type Installation, install, sending } from './paperboy.ts';

const CLOCK = { CLOCK_OFFSET_MS: String(Date.parse('2026-03-27T12:00:00Z') - Date.now()) };

let home: Installation;

beforeAll(async () => {
  home = install({ ...sending('smtp://127.0.0.1:9'), TIME_ZONE: 'Europe/Berlin' });
  home.writeDigest('digest.txt', digest(['Bread at the Right Moment']));
  home.writePeople(
    'people.yaml',
    [
      '- {email: ada@lab.org, time_zone: Europe/Berlin, at: "02:30", days: daily}',
      '- {email: bob@lab.org, time_zone: America/New_York, at: "07:00", days: "weekly:mon"}',
      '- {email: cleo@lab.org, time_zone: Europe/Berlin, at: "02:30", days: daily}',
    ].join('\n'),
  );
  await home.run(['run'], { env: CLOCK });
  await home.run(['subscribers', 'remove', 'cleo@lab.org'], { env: CLOCK });
});

afterAll(() => home.remove());

const schedule = (...args: string[]) => home.run(['schedule', ...args], { env: CLOCK });

test('schedule prints the next twenty events with local times', async () => {
  const { stdout, code } = await schedule();
  expect(code).toBe(0);
  expect(stdout).toContain('Nothing goes out before `paperboy run --first`');
  expect(stdout).toContain('Fri 27 Mar 2026 13:15  ./digest.txt is read');
  expect(stdout).toContain('Sun 29 Mar 2026 03:00  1 mail: ada@lab.org');
  expect(stdout).toContain('Mon 30 Mar 2026 13:00  1 mail (07:00 America/New_York): bob@lab.org');
  expect(stdout).not.toContain('cleo');
  expect(stdout.match(/^\w{3} \d\d /gm)).toHaveLength(20);
  const events = JSON.parse((await schedule('--json')).stdout);
  expect(events[1]).toEqual({
    kind: 'mails',
    at: '2026-03-28T01:30:00.000Z',
    readers: [{ timeZone: 'Europe/Berlin', localTime: '2026-03-28 02:30', addresses: ['ada@lab.org'] }],
  });
});

test('a simulation has a line for each mail of the range, and says what clock changes do', async () => {
  const { stdout } = await schedule('--simulate', '2026-03-28..2026-03-30', '--json');
  expect(
    stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    { at: '2026-03-28T01:30:00.000Z', localDate: '2026-03-28', subscriber: 'ada@lab.org' },
    { at: '2026-03-29T01:00:00.000Z', localDate: '2026-03-29', subscriber: 'ada@lab.org' },
    { at: '2026-03-30T00:30:00.000Z', localDate: '2026-03-30', subscriber: 'ada@lab.org' },
    { at: '2026-03-30T11:00:00.000Z', localDate: '2026-03-30', subscriber: 'bob@lab.org' },
  ]);
  const table = await schedule('--simulate', '2026-03-29..2026-10-25');
  expect(table.stdout).toContain('Sun 2026-03-29  1 mail\n  Europe/Berlin has no 02:30: sent at 03:00\n');
  expect(table.stdout).toContain('Sun 2026-10-25  1 mail\n  Europe/Berlin has 02:30 twice: the first counts\n');
});

test.each(['2026-03-28', '2026-03-30..2026-03-28', '2026-02-30..2026-03-01', '2000-01-01..2026-01-01', ''])(
  'a range that is none is refused: "%s"',
  async range => {
    const { stderr, code } = await schedule('--simulate', range);
    expect(code).toBe(2);
    expect(stderr).toContain(`--simulate is "${range}": expected two dates such as 2026-03-01..2026-04-15`);
  },
);
