import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { findProgram } from '../programs.ts';
import { digest, install, sending } from './paperboy.ts';

const SMTP_SINK = findProgram('smtp-sink');

/** Resolves when something accepts connections there. */
async function accepting(port: number, sink: ChildProcess): Promise<void> {
  while (sink.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
  }
  throw new Error(`smtp-sink ended with ${sink.exitCode}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

test.skipIf(!SMTP_SINK)("mails through Postfix's own test server", async () => {
  const port = await freePort();
  const paperboy = install(sending(`smtp://127.0.0.1:${port}`));
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-sunk-'));
  // Root must hand the program over to somebody else, who must be able to write.
  chmodSync(folder, 0o777);
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const sink = spawn(SMTP_SINK!, [...user, '-d', `${folder}/mail.`, `127.0.0.1:${port}`, '10'], { stdio: 'inherit' });
  try {
    await accepting(port, sink);
    paperboy.writePeople('people.yaml', '- email: ada@lab.org\n- email: bob@lab.org\n');
    paperboy.writeDigest('digest.txt', digest(['Offline Reinforcement Learning for Kitchens']));
    const { code, stdout } = await paperboy.run(['run', '--first']);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('2 mails submitted') });
    const mails = await Promise.all(readdirSync(folder).map(name => simpleParser(readFileSync(join(folder, name)))));
    expect(mails.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual(['ada@lab.org', 'bob@lab.org']);
    for (const { text, html } of mails) {
      expect(text).toContain('Offline Reinforcement Learning for Kitchens');
      expect(html).toContain('Offline Reinforcement Learning for Kitchens');
    }
  } finally {
    sink.kill();
    paperboy.remove();
    rmSync(folder, { recursive: true });
  }
});
