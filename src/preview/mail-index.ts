// What the mailbox knows of each captured mail without opening it: its head, and the beginning of its text to search in.
import type { MailHead } from './read-mail.ts';

export interface IndexedMail extends MailHead {
  id: string;
  /** ISO 8601 instant of the capture. */
  receivedAt: string;
  /** In bytes, with the two headers of delivery. */
  size: number;
  /** Subject, sender, recipients and beginning, folded. */
  words: string;
}

/** Of ten thousand mails at once, some: each is an open file. */
const READ_AT_ONCE = 64;

/** Reads each mail once, when it is first asked for; what is gone from the folder is forgotten. */
export class MailIndex {
  readonly #mails = new Map<string, IndexedMail>();
  readonly #read: (id: string) => Promise<IndexedMail | undefined>;

  /** @param read undefined for a mail that has gone meanwhile */
  constructor(read: (id: string) => Promise<IndexedMail | undefined>) {
    this.#read = read;
  }

  keepOnly(ids: readonly string[]): void {
    const present = new Set(ids);
    for (const id of this.#mails.keys()) if (!present.has(id)) this.#mails.delete(id);
  }

  /** In the order of `ids`, no more than `limit` of those in which every wanted word stands. */
  async find(ids: readonly string[], wanted: readonly string[], limit: number): Promise<IndexedMail[]> {
    const found: IndexedMail[] = [];
    for (let at = 0; at < ids.length && found.length < limit; at += READ_AT_ONCE) {
      const some = ids.slice(at, at + READ_AT_ONCE);
      await this.#readAll(some.filter(id => !this.#mails.has(id)));
      for (const id of some) {
        const mail = this.#mails.get(id);
        if (mail && wanted.every(word => mail.words.includes(word))) found.push(mail);
      }
    }
    return found.slice(0, limit);
  }

  async #readAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const mail of await Promise.all(ids.map(this.#read))) if (mail) this.#mails.set(mail.id, mail);
  }
}

/** Without case, accents and the differences between compatible letters. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

/** What was typed as the words that must all be found. */
export function wantedWords(typed: string): string[] {
  return foldWords(typed)
    .split(' ')
    .filter(word => word !== '');
}
