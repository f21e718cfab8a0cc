// `paperboy replay`: a mail of this installation's ledger, made again, and put into a file where one is wanted.
import { writeFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { type ReplayedMail, replayMail } from '../pipeline/replay-mail.ts';
import { openHouse } from './house.ts';
import { programVersion } from './package-files.ts';

export interface ReplayWish {
  /** Local date of the mail, YYYY-MM-DD. */
  date: string;
  /** Address or public id. */
  subscriber: string;
}

/** @throws AppError subscriber_invalid, subscriber_unknown, mail_unknown, mail_differs */
export async function replay(config: Config, { date, subscriber: wanted }: ReplayWish): Promise<ReplayedMail> {
  const house = await openHouse(config);
  try {
    const { store, keys } = house;
    const { subscribers, composedMails, blobs } = store;
    const subscriber = await (wanted.includes('@') ? subscribers.byAddress(wanted) : subscribers.byPublicId(wanted));
    if (!subscriber) {
      throw new AppError('subscriber_unknown', `nobody with the address or id "${wanted}" is here, or not any more`);
    }
    const ports = { composedMails, blobs, tokenKeys: keys.tokenKeys, program: programVersion() };
    return await replayMail(ports, { date, subscriber });
  } finally {
    await house.close();
  }
}

/** Never over another file: what was a proof may still be one. @throws AppError usage */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'EEXIST' ? 'which is there already: expected a new file' : `expected a new file: ${message}`;
    throw new AppError('usage', `--out is "${path}", ${reason}`, { cause });
  }
}
