import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { InboxAnswer } from '../../src/domain/ports.ts';
import { maildir } from '../../src/receive/maildir.ts';
import { temporaryFolder } from '../store/open.ts';
import { taker, textsIn } from './take.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(folder, part));
});

function put(name: string, text: string | Uint8Array = name): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const files = () =>
  ['new', 'cur', 'tmp'].flatMap(part => readdirSync(join(folder, part)).map(name => `${part}/${name}`));

test('mails of new and cur are given oldest first and removed, those still being written are left', async () => {
  put('new/1700000003.M1.host');
  put('cur/1700000001.M1.host:2,S');
  put('new/1700000002.M1.host');
  put('tmp/1700000000.M1.host');
  expect(await textsIn(maildir(folder))).toEqual([
    'cur/1700000001.M1.host:2,S',
    'new/1700000002.M1.host',
    'new/1700000003.M1.host',
  ]);
  expect(files()).toEqual(['tmp/1700000000.M1.host']);
});

test('a mail is there until its promise has resolved', async () => {
  const path = put('new/1');
  let wasThere: boolean | undefined;
  const { take } = taker(async (): Promise<InboxAnswer> => {
    await new Promise(resolve => setImmediate(resolve));
    wasThere = existsSync(path);
    return 'done';
  });
  await maildir(folder).read(take);
  expect([wasThere, existsSync(path)]).toEqual([true, false]);
});

test('when dealing with a mail fails, it stays as it was, and so do those behind it', async () => {
  for (const name of ['new/1', 'new/2', 'new/3']) put(name);
  const { take, texts } = taker(text => (text === 'new/2' ? Promise.reject(new Error('disk full')) : 'done'));
  await expect(maildir(folder).read(take)).rejects.toThrow('disk full');
  expect(texts()).toEqual(['new/1', 'new/2']);
  expect(files()).toEqual(['new/2', 'new/3']);
  expect(await textsIn(maildir(folder))).toEqual(['new/2', 'new/3']);
});

test('a mail that is to be kept is flagged and not given again, until somebody takes the flag off', async () => {
  put('new/1');
  put('cur/2:2,RS');
  put('cur/3:1,odd');
  const { take } = taker(() => 'keep');
  await maildir(folder).read(take);
  expect(files().sort()).toEqual(['cur/1:2,F', 'cur/2:2,FRS', 'cur/3:1,odd:2,F']);
  expect(await textsIn(maildir(folder))).toEqual([]);
  rmSync(join(folder, 'cur/1:2,F'));
  put('cur/1:2,S', 'again');
  expect(await textsIn(maildir(folder))).toEqual(['again']);
});

test('when it came is told by the file, the same each time', async () => {
  const at = new Date('2026-02-01T10:20:30Z');
  utimesSync(put('new/1'), at, at);
  const { take, taken } = taker();
  await maildir(folder).read(take);
  expect(taken).toMatchObject([{ name: '1', receivedAt: at, recipients: [] }]);
});

test('an endless mail is read at its beginning only, an empty one is a mail', async () => {
  put('new/1', Buffer.alloc(3_000_000, 'a'));
  put('new/2', '');
  const { take, taken } = taker();
  await maildir(folder).read(take);
  expect(taken.map(({ bytes }) => bytes.length)).toEqual([256 * 1024, 0]);
  expect(files()).toEqual([]);
});

test('what vanishes under our hands is no fault', async () => {
  for (const name of ['new/1', 'new/2', 'new/3']) put(name);
  const { take, texts } = taker(text => {
    // The mail at hand, and the next one.
    if (text === 'new/1') for (const name of ['new/1', 'new/2']) rmSync(join(folder, name));
    return 'done';
  });
  await maildir(folder).read(take);
  expect(texts()).toEqual(['new/1', 'new/3']);
});

test('folders, links and hidden files are no mails', async () => {
  mkdirSync(join(folder, 'new', 'folder'));
  symlinkSync('/etc/hostname', join(folder, 'new', 'link'));
  put('new/.hidden');
  expect(await textsIn(maildir(folder))).toEqual([]);
  expect(files()).toHaveLength(3);
});

test('a mail in hand is finished when a stop comes, and the next is left', async () => {
  put('new/1');
  put('new/2');
  const stop = new AbortController();
  const { take } = taker(() => {
    stop.abort();
    return 'done';
  });
  await maildir(folder).read(take, stop.signal);
  expect(files()).toEqual(['new/2']);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read keeps no other waiting, and is told', async () => {
  chmodSync(put('new/1'), 0o000);
  put('new/2');
  const { take, texts } = taker();
  await expect(maildir(folder).read(take)).rejects.toMatchObject({ code: 'inbox_unusable' });
  expect(texts()).toEqual(['new/2']);
});

test('a mail that cannot be flagged keeps no other waiting, and is told', async () => {
  put('new/1');
  put('new/2');
  // A folder stands where the flagged mail would.
  mkdirSync(join(folder, 'cur', '1:2,F'));
  const { take, texts } = taker(text => (text === 'new/1' ? 'keep' : 'done'));
  await expect(maildir(folder).read(take)).rejects.toMatchObject({ code: 'inbox_unusable' });
  expect(texts()).toEqual(['new/1', 'new/2']);
  expect(files()).toEqual(['new/1', 'cur/1:2,F']);
});

test('what is no Maildir is named', async () => {
  rmSync(join(folder, 'cur'), { recursive: true });
  await expect(textsIn(maildir(folder))).rejects.toMatchObject({
    code: 'inbox_unusable',
    message: expect.stringContaining(
      `the INBOX maildir:${folder} cannot be used: expected a folder with new and cur in it`,
    ),
  });
});
