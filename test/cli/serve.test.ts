import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSmtpSink } from '../smtp-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

let paperboy: Installation;
let server: ChildProcess | undefined;

beforeEach(() => {
  paperboy = install({ SOURCES: './digest.txt', PORT: '0', ADMIN_PORT: '0' });
  paperboy.writePeople('people.yaml', '- email: ada@lab.org\n  topics: [rl]\n');
  paperboy.writeDigest(
    'digest.txt',
    digest(['Offline Reinforcement Learning for Kitchens', 'Bread at the Right Moment']),
  );
});

afterEach(async () => {
  if (server && server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  paperboy.remove();
});

/** Starts `paperboy serve` and waits until its pages are up. */
async function serve(env: Record<string, string> = {}) {
  const child = paperboy.start(['serve'], env);
  server = child;
  let output = '';
  for await (const chunk of child.stdout!.setEncoding('utf8')) {
    output += chunk;
    const [, pages, mailbox] = /pages: (\S+) .*: (http\S+)/.exec(output) ?? [];
    if (pages && mailbox && output.includes('Ctrl-C stops.')) return { child, output, pages, mailbox };
  }
  throw new Error(`serve ended early: ${output}`);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

test('serves the issue on the public port and the mail on the private one, and stops cleanly', async () => {
  const { child, output, pages, mailbox } = await serve();
  expect(output).toContain('1 mail submitted to the built-in mailbox');
  expect(await (await fetch(pages)).text()).toContain('Bread at the Right Moment');
  const inbox = await (await fetch(mailbox)).text();
  expect(inbox).toContain('ada@lab.org');
  expect((await fetch(`${pages}/mail/x`)).status).toBe(404);
  const mailPath = /href="(\/mail\/[^"]+)"/.exec(inbox)?.[1];
  expect(await (await fetch(`${mailbox}${mailPath}`)).text()).toContain('<iframe');
  expect(await stop(child, 'SIGINT')).toBe(0);
});

test('the links in a mail work: view shows it, manage shows interests, unsubscribe ends mail at once', async () => {
  const { pages, mailbox } = await serve();
  const inbox = await (await fetch(mailbox)).text();
  const id = /\/mail\/([^"/]+)"/.exec(inbox)?.[1];
  const eml = await (await fetch(`${mailbox}/mail/${id}.eml`)).text();
  const text = eml.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  const link = (kind: string) => new RegExp(`${pages}/${kind}/[\\w.-]+`).exec(text)?.[0] ?? `no ${kind} link`;
  expect(await (await fetch(link('v'))).text()).toContain('Offline Reinforcement Learning for Kitchens');
  expect(await (await fetch(link('m'))).text()).toContain('Reinforcement learning');
  expect((await fetch(link('u'))).status).toBe(200);
  expect((await paperboy.run(['subscribers', 'list'])).stdout).toContain('ada@lab.org  confirmed');
  const oneClick = await fetch(link('u'), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    redirect: 'error',
  });
  expect(oneClick.status).toBe(200);
  expect((await paperboy.run(['subscribers', 'list'])).stdout).toContain('ada@lab.org  unsubscribed');
});

test('one-click works without a length, with a chunked body and with none, as proxies and curl send it', async () => {
  const { child, pages, mailbox } = await serve();
  let complaints = '';
  child.stderr!.setEncoding('utf8').on('data', chunk => {
    complaints += chunk;
  });
  const inbox = await (await fetch(mailbox)).text();
  const eml = await (await fetch(`${mailbox}/mail/${/\/mail\/([^"/]+)"/.exec(inbox)?.[1]}.eml`)).text();
  const link = new RegExp(`${pages}/u/[\\w.-]+`).exec(eml.replaceAll('=\r\n', ''))![0];
  for (const body of [undefined, 'List-Unsubscribe=One-Click']) {
    const client = request(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    // Without end(body) in one go the client sends chunks and no length.
    if (body) client.write(body);
    client.end();
    const [answer] = await once(client, 'response');
    expect(answer.statusCode).toBe(200);
    answer.resume();
  }
  expect((await paperboy.run(['subscribers', 'list'])).stdout).toContain('ada@lab.org  unsubscribed');
  expect((await fetch(pages, { method: 'PUT' })).status).toBe(404);
  expect(complaints).toBe('');
});

test('started again it says that nothing is new, and the pages are there', async () => {
  const first = await serve();
  await stop(first.child, 'SIGTERM');
  const second = await serve();
  expect(second.output).toContain('nothing is new');
  expect(await (await fetch(second.pages)).text()).toContain('Bread at the Right Moment');
});

test('a second sender on the same data folder exits with 75, while people can still be changed', async () => {
  await serve();
  expect(await paperboy.run(['run'])).toMatchObject({ code: 75 });
  expect(await paperboy.run(['serve'])).toMatchObject({ code: 75 });
  expect(await paperboy.run(['subscribers', 'add', 'bob@lab.org'])).toMatchObject({ code: 0 });
});

test('before the first issue a server lets `run --first` send, and sends nothing itself', async () => {
  const sink = await startSmtpSink();
  const env = sending(sink.url);
  const { output, child } = await serve(env);
  expect(output).toContain('The first issue waits');
  expect(sink.mails).toEqual([]);
  expect(await paperboy.run(['run', '--first'], { env })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 mail submitted'),
  });
  await stop(child, 'SIGTERM');
  await sink.close();
});

test('a port that was asked for and is taken is an error that names it', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const { code, stderr } = await paperboy.run(['serve'], { env: { PORT: String(port) } });
  taken.close();
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(`127.0.0.1:${port} is taken`) });
});

test('preview shows what each subscriber would get, without making a data folder', async () => {
  const child = paperboy.start(['preview']);
  server = child;
  const [first] = (await once(child.stdout!.setEncoding('utf8'), 'data')) as [string];
  const url = /http\S+/.exec(first)?.[0] ?? '';
  const overview = await (await fetch(url)).text();
  expect(overview).toContain('ada@lab.org');
  const made = await (await fetch(`${url}?topics=rl`)).text();
  expect(made).toMatch(/<iframe|Proximal Policy/);
  expect(await stop(child, 'SIGINT')).toBe(0);
});
