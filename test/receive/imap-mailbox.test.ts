// A mailbox on a real IMAP server.
import { once } from 'node:events';
import { readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { imapMailbox } from '../../src/receive/imap-mailbox.ts';
import { DOVECOT, type Dovecot, PASSWORD, startDovecot, USER } from './dovecot.ts';
import { clock, taker, textsIn } from './take.ts';

const login = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;

describe.skipIf(!DOVECOT)('a mailbox', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot[Symbol.asyncDispose]());
  beforeEach(() => {
    for (const path of paths()) rmSync(path);
  });

  const paths = () =>
    ['new', 'cur'].flatMap(part =>
      readdirSync(join(dovecot.folder, part)).map(name => join(dovecot.folder, part, name)),
    );
  const mailbox = (name = '', user = login) => imapMailbox(`imap://${user}@127.0.0.1:${dovecot.port}${name}`, clock);

  /** As a delivery agent does it. */
  function deliver(text: string, at = new Date('2026-03-01T10:00:00Z')): string {
    const name = `${at.getTime() / 1000}.${text}.host`;
    const draft = join(dovecot.folder, 'tmp', name);
    writeFileSync(draft, `${text}\n`, { mode: 0o666 });
    utimesSync(draft, at, at);
    const path = join(dovecot.folder, 'new', name);
    renameSync(draft, path);
    return path;
  }

  test('mails are given oldest first, with the time they came, and removed', async () => {
    const [first, second] = [new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T11:00:00Z')];
    deliver('two', second);
    deliver('one', first);
    const { take, taken, texts } = taker();
    await mailbox().read(take);
    expect(texts()).toEqual(['one', 'two']);
    expect(taken.map(({ receivedAt }) => receivedAt)).toEqual([first, second]);
    expect(paths()).toEqual([]);
    expect(await textsIn(mailbox('/INBOX'))).toEqual([]);
  });

  test('a mail is there until its promise has resolved, and only that mail is removed', async () => {
    deliver('one');
    deliver('two', new Date('2026-03-01T11:00:00Z'));
    const left: number[] = [];
    const { take } = taker(() => {
      left.push(paths().length);
      return 'done';
    });
    await mailbox().read(take);
    expect([...left, paths().length]).toEqual([2, 1, 0]);
  });

  test('when dealing with a mail fails, it stays, unseen, and so do those behind it', async () => {
    deliver('one');
    deliver('two', new Date('2026-03-01T11:00:00Z'));
    const { take } = taker(() => Promise.reject(new Error('disk full')));
    await expect(mailbox().read(take)).rejects.toThrow('disk full');
    expect(paths().filter(path => /:2,\w*S/.test(path))).toEqual([]);
    expect(await textsIn(mailbox())).toEqual(['one', 'two']);
  });

  test('a mail that is to be kept is flagged and not given again', async () => {
    deliver('one');
    const { take } = taker(() => 'keep');
    await mailbox().read(take);
    expect(paths()).toEqual([expect.stringMatching(/:2,F$/)]);
    expect(await textsIn(mailbox())).toEqual([]);
  });

  test('an endless mail is read at its beginning only', async () => {
    const path = deliver('long');
    writeFileSync(path, 'x'.repeat(3_000_000));
    const { take, taken } = taker();
    await mailbox().read(take);
    expect(taken[0]!.bytes.length).toBe(256 * 1024);
    expect(paths()).toEqual([]);
  });

  test('the mail in hand is finished when a stop comes, and the next is left', async () => {
    deliver('one');
    deliver('two', new Date('2026-03-01T11:00:00Z'));
    const stop = new AbortController();
    const { take, texts } = taker(() => {
      stop.abort();
      return 'done';
    });
    await mailbox().read(take, stop.signal);
    expect(texts()).toEqual(['one']);
    expect(paths()).toHaveLength(1);
  });

  test('a mailbox that is not there is named, without the password', async () => {
    const place = `imap://127.0.0.1:${dovecot.port}/Nowhere`;
    await expect(textsIn(mailbox('/Nowhere'))).rejects.toMatchObject({
      code: 'inbox_unusable',
      message: expect.stringContaining(`the INBOX ${place} cannot be used: Mailbox doesn't exist`),
    });
  });

  test('a wrong password is told in the words of the server, without the password', async () => {
    const refused = await textsIn(mailbox('', 'ada:wr0ng')).catch(error => error);
    expect(refused).toMatchObject({
      code: 'inbox_unusable',
      message: expect.stringContaining('Authentication failed'),
    });
    expect(refused.message).not.toContain('wr0ng');
  });
});

test.each<[string, (socket: Socket) => void]>([
  ['is no IMAP server', socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ['hangs up', socket => socket.destroy()],
  ['hangs up after the greeting', socket => socket.end('* OK ready\r\n')],
])('what %s is named, and ends nothing', async (_name, meet) => {
  const server = createServer(socket => {
    socket.on('error', () => {});
    meet(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expect(textsIn(imapMailbox(`imap://${login}@127.0.0.1:${port}`, clock))).rejects.toMatchObject({
    code: 'inbox_unusable',
    message: expect.stringContaining(`the INBOX imap://127.0.0.1:${port} cannot be used: `),
  });
  server.close();
});
