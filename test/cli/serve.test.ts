import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSmtpSink } from '../smtp-sink.ts';
import { digest, type Installation, install, sending } from './paperboy.ts';

let paperboy: Installation;
let server: ChildProcess | undefined;

beforeEach(() => {
  paperboy = lab('ada');
});

afterEach(async () => {
  if (server) await end(server);
  server = undefined;
  paperboy.remove();
});

/** An installation with these people, two papers, and ports that are free. */
function lab(...names: readonly string[]): Installation {
  const made = install({ SOURCES: './digest.txt', PORT: '0', ADMIN_PORT: '0' });
  made.writePeople('people.yaml', names.map(name => `- email: ${name}@lab.org\n  topics: [rl]\n`).join(''));
  made.writeDigest('digest.txt', digest(['Offline Reinforcement Learning for Kitchens', 'Bread at the Right Moment']));
  return made;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Starts `paperboy serve` and waits until its pages are up. */
async function serve(home: Installation, env: Record<string, string> = {}) {
  const child = home.start(['serve'], env);
  let [output, complaints] = ['', ''];
  child.stderr!.setEncoding('utf8').on('data', chunk => {
    complaints += chunk;
  });
  for await (const chunk of child.stdout!.setEncoding('utf8')) {
    output += chunk;
    const [, pages, mailbox] = /pages: (\S+) .*: (http\S+)/.exec(output) ?? [];
    if (pages && mailbox && output.includes('Ctrl-C stops.'))
      return { child, output, pages, mailbox, complaints: () => complaints };
  }
  throw new Error(`serve ended early: ${output}${complaints}`);
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('a server of three readers', () => {
  let home: Installation;
  let served: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    home = lab('ada', 'bob', 'cleo');
    served = await serve(home);
  });

  afterAll(async () => {
    await end(served.child);
    home.remove();
  });

  /** The mail to somebody in the mailbox, as it was sent. */
  async function mailTo(name: string): Promise<{ path: string; text: string }> {
    const inbox = await (await fetch(served.mailbox)).text();
    for (const [, path] of inbox.matchAll(/href="(\/mail\/[^"]+)"/g)) {
      const text = await (await fetch(`${served.mailbox}${path}.eml`)).text();
      if (text.includes(`To: ${name}@lab.org`)) return { path: path!, text: text.replaceAll('=\r\n', '') };
    }
    throw new Error(`no mail to ${name} in ${inbox}`);
  }

  const list = async () => (await home.run(['subscribers', 'list'])).stdout;

  test('serves the issue on the public port and the mails on the private one', async () => {
    const { output, pages, mailbox } = served;
    expect(output).toContain('3 mails submitted to the built-in mailbox');
    expect(await (await fetch(pages)).text()).toContain('Bread at the Right Moment');
    expect(await (await fetch(mailbox)).text()).toContain('ada@lab.org');
    expect((await fetch(`${pages}/mail/x`)).status).toBe(404);
    const { path } = await mailTo('ada');
    expect(await (await fetch(`${mailbox}${path}`)).text()).toContain('<iframe');
  });

  test('the links in a mail work: view shows it, manage shows interests, unsubscribe ends mail at once', async () => {
    const text = (await mailTo('bob')).text.replaceAll('=3D', '=');
    const link = (kind: string) => new RegExp(`${served.pages}/${kind}/[\\w.-]+`).exec(text)?.[0] ?? `no ${kind} link`;
    expect(await (await fetch(link('v'))).text()).toContain('Offline Reinforcement Learning for Kitchens');
    expect(await (await fetch(link('m'))).text()).toContain('Reinforcement learning');
    expect((await fetch(link('u'))).status).toBe(200);
    expect(await list()).toContain('bob@lab.org  confirmed');
    const oneClick = await fetch(link('u'), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'error',
    });
    expect(oneClick.status).toBe(200);
    expect(await list()).toContain('bob@lab.org  unsubscribed');
  });

  test('one-click works without a length, with a chunked body and with none, as proxies and curl send it', async () => {
    const { pages, complaints } = served;
    const link = new RegExp(`${pages}/u/[\\w.-]+`).exec((await mailTo('cleo')).text)![0];
    for (const body of [undefined, 'List-Unsubscribe=One-Click']) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const client = request(link, { method: 'POST', headers });
      // Without end(body) in one go the client sends chunks and no length.
      if (body) client.write(body);
      client.end();
      const [answer] = await once(client, 'response');
      expect(answer.statusCode).toBe(200);
      answer.resume();
    }
    expect(await list()).toContain('cleo@lab.org  unsubscribed');
    expect((await fetch(pages, { method: 'PUT' })).status).toBe(404);
    expect(complaints()).toBe('');
  });

  test('a second sender on the same data folder exits with 75, while people can still be changed', async () => {
    expect(await home.runAlone(['run'])).toMatchObject({ code: 75 });
    expect(await home.run(['serve'])).toMatchObject({ code: 75 });
    expect(await home.run(['subscribers', 'add', 'dan@lab.org'])).toMatchObject({ code: 0 });
  });
});

test('stops cleanly, and started again says that nothing is new, and the pages are there', async () => {
  const first = await serve(paperboy);
  server = first.child;
  expect(first.output).toContain('1 mail submitted to the built-in mailbox');
  expect(await stop(first.child, 'SIGINT')).toBe(0);
  const second = await serve(paperboy);
  server = second.child;
  expect(second.output).toContain('nothing is new');
  expect(await (await fetch(second.pages)).text()).toContain('Bread at the Right Moment');
  expect(await stop(second.child, 'SIGTERM')).toBe(0);
});

test('before the first issue a server lets `run --first` send, and sends nothing itself', async () => {
  const sink = await startSmtpSink();
  const env = sending(sink.url);
  const { output, child } = await serve(paperboy, env);
  server = child;
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
