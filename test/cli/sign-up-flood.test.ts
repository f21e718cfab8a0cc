// Many people at once, and many requests that are no people's, through a proxy in front of a real `serve`.
import { createConnection, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, serving } from '../browser/serving.ts';

const COLLEAGUES = 200;
const BOMB = 1000;
const AT_ONCE = 20;

let here: Serving;
let form = '';

beforeAll(async () => {
  here = await serving({ TRUSTED_PROXIES: '127.0.0.1', TRUSTED_NETWORKS: '192.0.2.7', SIGNUPS_PER_HOUR: '50' });
  const page = await (await fetch(`${here.publicUrl}/subscribe`)).text();
  form = /name="form" value="([^"]+)"/.exec(page)![1]!;
  await new Promise(resolve => setTimeout(resolve, 1100));
});

afterAll(async () => {
  await here?.stop();
  here?.paperboy.remove();
});

const subscribe = async (email: string, from: string) => {
  const answer = await fetch(`${here.publicUrl}/subscribe`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'x-forwarded-for': from },
    body: new URLSearchParams({ form, website: '', short: 'yes', email }),
  });
  await answer.arrayBuffer();
  return answer.status;
};

async function inParallel(count: number, one: (at: number) => Promise<number>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < count; at = next++) {
      const status = await one(at);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return statuses;
}

test('a thousand forms from one network bring ten mails; 200 colleagues and a stranger get theirs meanwhile', async () => {
  const [bomb, colleagues, stranger] = await Promise.all([
    inParallel(BOMB, at => subscribe(`victim${at}@lab.org`, `198.51.100.${at % 250}`)),
    inParallel(COLLEAGUES, at => subscribe(`colleague${at}@lab.org`, '192.0.2.7')),
    subscribe('stranger@lab.org', '203.0.113.9'),
  ]);
  expect(bomb).toEqual(
    new Map([
      [303, 10],
      [429, BOMB - 10],
    ]),
  );
  expect(colleagues).toEqual(new Map([[303, COLLEAGUES]]));
  expect(stranger).toBe(303);
  const ours = () => here.recipients().filter(address => address.endsWith('@lab.org'));
  const wanted = COLLEAGUES + 10 + 1;
  while (ours().length < wanted) await new Promise(resolve => setTimeout(resolve, 100));
  const got = ours();
  expect(new Set(got.filter(address => address.startsWith('colleague'))).size).toBe(COLLEAGUES);
  expect(got.filter(address => address.startsWith('victim'))).toHaveLength(10);
  expect(got.filter(address => address === 'stranger@lab.org')).toHaveLength(1);
  expect(got).toHaveLength(wanted);
});

test('who sends a request byte by byte holds nobody up', async () => {
  const { hostname, port } = new URL(here.publicUrl);
  const slow: Socket[] = Array.from({ length: 200 }, () => {
    const socket = createConnection(Number(port), hostname);
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    return socket;
  });
  expect((await fetch(`${here.publicUrl}/`)).status).toBe(200);
  expect(await subscribe('patient@lab.org', '203.0.113.77')).toBe(303);
  await here.mailTo('patient@lab.org', 1);
  for (const socket of slow) socket.destroy();
});

test.each([
  ['a header without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ['no HTTP', 'EHLO lab.org\r\n\r\n', 400],
])('%s is refused in one line', async (_, request, status) => {
  const { hostname, port } = new URL(here.publicUrl);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = createConnection(Number(port), hostname, () => socket.end(request));
    let text = '';
    socket.setEncoding('latin1').on('data', chunk => {
      text += chunk;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).not.toMatch(/\bat \S+:\d+/);
});
