// A Maildir: one file a mail, complete in `new` and `cur`, still being written in `tmp`. https://cr.yp.to/proto/maildir.html
import type { Dirent } from 'node:fs';
import { open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inbox, InboxMail } from '../domain/ports.ts';
import { inboxUnusable } from './inbox-fault.ts';
import { MAX_MAIL_BYTES } from './mail-bytes.ts';

/** A file name with what follows the base name: `:2,FS`, flagged and seen. */
const NAME = /^(.+?)(?::2,([A-Za-z]*))?$/s;

/** @param folder the one with `new` and `cur` in it */
export function maildir(folder: string): Inbox {
  const place = `maildir:${folder}`;
  return {
    listens: false,
    async read(take, signal) {
      const faults: unknown[] = [];
      // One file that only somebody else may read must not keep the others waiting; one that is gone was taken by another program.
      const noting = <T>(work: Promise<T>) =>
        work.catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') faults.push(error);
          return undefined;
        });
      for (const { path, name } of await list(folder, place)) {
        if (signal?.aborted) break;
        const mail = await noting(readMail(path, name));
        if (!mail) continue;
        const answer = await take(mail);
        await noting(answer === 'done' ? unlink(path) : flag(folder, path, name));
      }
      if (faults.length > 0) throw inboxUnusable(place, faults[0]);
    },
    async close() {},
  };
}

/** The mails that are complete and not flagged, by name: a Maildir's names begin with the time. */
async function list(folder: string, place: string): Promise<{ path: string; name: string }[]> {
  const mails: { path: string; name: string }[] = [];
  for (const part of ['new', 'cur']) {
    const entries = await readdir(join(folder, part), { withFileTypes: true }).catch((cause: Error) => {
      throw inboxUnusable(place, `expected a folder with new and cur in it: ${cause.message}`);
    });
    for (const entry of entries.filter(isWaiting))
      mails.push({ path: join(folder, part, entry.name), name: entry.name });
  }
  return mails.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isWaiting(entry: Dirent): boolean {
  return entry.isFile() && !entry.name.startsWith('.') && !NAME.exec(entry.name)?.[2]?.includes('F');
}

async function readMail(path: string, name: string): Promise<InboxMail> {
  const file = await open(path);
  try {
    const { size, mtime } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, MAX_MAIL_BYTES));
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      ({ bytesRead: read } = await file.read(bytes, length, bytes.length - length, length));
    return { name, bytes: bytes.subarray(0, length), receivedAt: mtime, recipients: [] };
  } finally {
    await file.close();
  }
}

/** As a mail program marks a mail that somebody should look at. */
async function flag(folder: string, path: string, name: string): Promise<void> {
  const [, base = name, flags = ''] = NAME.exec(name) ?? [];
  // In the order of the alphabet, as the format wants it.
  await rename(path, join(folder, 'cur', `${base}:2,${[...flags, 'F'].sort().join('')}`));
}
