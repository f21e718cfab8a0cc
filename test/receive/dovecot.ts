// Debian's IMAP server, with one user and folders of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../programs.ts';

export const DOVECOT = findProgram('dovecot');
export const [USER, PASSWORD] = ['bounces@lab.org', 'p@ss:w/rd'];
/** Root serves no mail of its own: that of nobody, then. */
const NOBODY = 65534;

export interface Dovecot extends AsyncDisposable {
  port: number;
  /** The Maildir behind the mailbox INBOX. */
  folder: string;
}

export async function startDovecot(): Promise<Dovecot> {
  const home = mkdtempSync(join(tmpdir(), 'paperboy-dovecot-'));
  const folder = join(home, 'mail');
  const { uid, gid, username } = userInfo();
  const isRoot = uid === 0;
  const owner = { uid: isRoot ? NOBODY : uid, gid: isRoot ? NOBODY : gid };
  for (const part of ['', 'new', 'cur', 'tmp']) {
    mkdirSync(join(folder, part), { recursive: true });
    chownSync(join(folder, part), owner.uid, owner.gid);
  }
  chownSync(home, owner.uid, owner.gid);
  const port = await freePort();
  writeFileSync(
    join(home, 'dovecot.conf'),
    `
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
auth_failure_delay = 0
mail_location = maildir:${folder}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${home}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
${isRoot ? '' : ownRights(username)}`,
  );
  const server = spawn(DOVECOT!, ['-F', '-c', join(home, 'dovecot.conf')], { stdio: 'inherit' });
  await accepting(port, () => server.exitCode);
  return {
    port,
    folder,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      if (server.exitCode === null && server.kill()) await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Who is not root serves everything as himself. */
function ownRights(user: string): string {
  const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  return `default_internal_user = ${user}\ndefault_login_user = ${user}\ndefault_internal_group = ${group}\n`;
}

/** Resolves when something accepts connections there. */
async function accepting(port: number, exitCode: () => number | null): Promise<void> {
  while (exitCode() === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
  }
  throw new Error(`dovecot ended with ${exitCode()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
