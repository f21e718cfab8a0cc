// The built-in mailbox: a folder in which each captured mail is one .eml file, safe on disk before it counts as taken.
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import type { Clock } from '../domain/ports.ts';
import { foldWords, type IndexedMail, MailIndex, wantedWords } from './mail-index.ts';
import { readBeginning, readMailHead } from './read-mail.ts';

/** Enough for every head that is a mail's, with some text behind it; only this much of each file is read for a list. */
const BEGINNING_BYTES = 16 * 1024;
const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-[0-9a-f]{12}$/;
const FILE = /^(.+)\.eml$/;

/** Who the server was told the mail is from and for: RFC 5321's envelope, not the mail's own headers. */
export interface Envelope {
  /** Empty for the null reverse-path. */
  from: string;
  to: readonly string[];
}

export type CapturedMail = Omit<IndexedMail, 'words'>;

interface MailPage {
  limit: number;
  /** Id after which the page begins. */
  before?: string;
  /** Words that all stand in subject, sender, recipients or the beginning of the text, in any case and with or without accents. */
  search?: string;
}

export interface Mailbox {
  /** Keeps one mail. The promise resolves when a power cut could not lose it any more. @returns its id */
  store(bytes: Uint8Array, envelope: Envelope): Promise<string>;
  /** Newest first. */
  list(page: MailPage): Promise<{ mails: CapturedMail[]; more: boolean }>;
  /** Whether a mail of this delivery is here: its id stands in the Message-ID. */
  holds(deliveryPublicId: string): Promise<boolean>;
  /** @returns undefined for an id that names no captured mail, whatever else it may name */
  read(id: string): Promise<Uint8Array | undefined>;
}

/** Makes the folder if it is missing. @throws the file system's error if it cannot */
export async function openMailbox(folder: string, clock: Clock): Promise<Mailbox> {
  await mkdir(folder, { recursive: true });
  const index = new MailIndex(id => describeFile(folder, id));
  let latest = 0;

  /** Ids of one process rise strictly, so that two mails of one millisecond keep their order. */
  const nextId = (): string => {
    latest = Math.max(clock.now().getTime(), latest + 1);
    const random = Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex');
    return `${new Date(latest).toISOString().replace(/[-:.]/g, '')}-${random}`;
  };

  return {
    async store(bytes, envelope) {
      const id = nextId();
      await writeDurably(folder, `${id}.eml`, Buffer.concat([deliveryHeaders(envelope), bytes]));
      return id;
    },

    async list({ limit, before, search = '' }) {
      // Another process may store mails too: the folder is the truth, the index only saves opening files.
      const ids = (await readdir(folder))
        .map(name => FILE.exec(name)?.[1] ?? '')
        .filter(id => ID.test(id))
        .sort()
        .reverse();
      index.keepOnly(ids);
      const candidates = before === undefined ? ids : ids.filter(id => id < before);
      const found = await index.find(candidates, wantedWords(search), limit + 1);
      return { mails: found.slice(0, limit).map(({ words: _, ...mail }) => mail), more: found.length > limit };
    },

    async holds(deliveryPublicId) {
      const name = `.${deliveryPublicId}@`;
      // What an interrupted run has sent is among the latest.
      for (const file of (await readdir(folder))
        .filter(file => FILE.test(file))
        .sort()
        .reverse()) {
        const mail = await readFile(`${folder}/${file}`, 'latin1').catch(absent);
        if (mail?.slice(0, BEGINNING_BYTES).includes(name)) return true;
      }
      return false;
    },

    async read(id) {
      // The pattern has no dot, slash or backslash: an id never leaves the folder.
      return ID.test(id) ? readFile(`${folder}/${id}.eml`).catch(absent) : undefined;
    },
  };
}

/** What a mail server adds on final delivery: RFC 5321 §4.4, RFC 9228. */
function deliveryHeaders({ from, to }: Envelope): Buffer {
  const lines = [`Return-Path: <${from}>`, ...to.map(recipient => `Delivered-To: ${recipient}`)];
  return Buffer.from(lines.map(line => `${line.replace(/[\r\n]+/g, ' ')}\r\n`).join(''));
}

async function writeDurably(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${folder}/${name}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, `${folder}/${name}`);
  } catch (error) {
    await unlink(temporary).catch(absent);
    throw error;
  }
  await syncFolder(folder);
}

/** The new name itself must reach the disk; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @returns undefined for a file that is gone */
async function describeFile(folder: string, id: string): Promise<IndexedMail | undefined> {
  const file = await open(`${folder}/${id}.eml`).catch(absent);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, BEGINNING_BYTES)), { position: 0 });
    const beginning = buffer.subarray(0, bytesRead);
    const head = await readMailHead(beginning);
    const words = foldWords([head.subject, head.from, head.to, readBeginning(beginning)].join('\n'));
    return { ...head, id, receivedAt: id.replace(ID, '$1-$2-$3T$4:$5:$6.$7Z'), size, words };
  } finally {
    await file.close();
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
