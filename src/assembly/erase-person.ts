// A person out of everything that this installation keeps: database, captured mails, returned mails that wait.
import { existsSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseAddress } from '../domain/address.ts';
import { addressSpellings, holdsAddress, type Spelling } from '../domain/address-spellings.ts';
import { AppError } from '../domain/errors.ts';
import { readPeopleFile } from '../people/people-file.ts';
import type { House } from './house.ts';
import { peopleFiles, peopleFolder, peopleRules } from './sync-people.ts';

export interface Erasure {
  address: string;
  /** Whether there was a subscriber with it. */
  isSubscriber: boolean;
  /** Captured and returned mails that go. */
  mails: number;
  /** People files that still list the address, with the line. */
  listedIn: { file: string; line: number }[];
}

export interface ErasureReport {
  people: Erasure[];
  /** False where another process keeps old pages of the database: they go when it ends. */
  isScrubbed: boolean;
  /** Where mail is that this program cannot look through. */
  elsewhere: string[];
}

/** @throws AppError subscriber_invalid before anything is changed */
export async function erasePeople(
  house: House,
  addresses: readonly string[],
  { dryRun }: { dryRun?: boolean },
): Promise<ErasureReport> {
  const wanted = addresses.map(address => {
    const parsed = parseAddress(address);
    if (!parsed)
      throw new AppError(
        'subscriber_invalid',
        `"${address}" is not an e-mail address: expected one such as ada@lab.org`,
      );
    return { address, parsed };
  });
  const people: Erasure[] = [];
  for (const { address, parsed } of wanted) {
    const subscriber = await house.store.subscribers.byAddress(address);
    const spellings = addressSpellings([
      address,
      parsed.address,
      parsed.key,
      ...(subscriber ? [subscriber.address] : []),
    ]);
    const files = mailFolders(house).flatMap(folder => mailsWith(folder, spellings));
    people.push({
      address,
      isSubscriber: subscriber !== undefined,
      mails: files.length,
      listedIn: whereListed(house, parsed.key),
    });
    if (dryRun) continue;
    await house.store.eraser.erase(address, house.clock.now());
    for (const file of files) unlinkSync(file);
  }
  const isScrubbed = dryRun === true || (await house.store.eraser.scrub());
  return { people, isScrubbed, elsewhere: imapOf(house) };
}

/** Folders with one mail a file. */
function mailFolders({ config }: House): string[] {
  const inbox = config.inbox === undefined ? undefined : new URL(config.inbox);
  const maildir = inbox?.protocol === 'maildir:' ? decodeURIComponent(inbox.pathname) : undefined;
  return [
    join(config.dataDir, 'mailbox'),
    ...(maildir === undefined ? [] : ['new', 'cur', 'tmp'].map(part => join(maildir, part))),
  ];
}

function imapOf({ config }: House): string[] {
  if (config.inbox === undefined) return [];
  const { protocol, hostname } = new URL(config.inbox);
  return protocol.startsWith('imap') ? [`the IMAP mailbox at ${hostname}`] : [];
}

function mailsWith(folder: string, spellings: readonly Spelling[]): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => join(folder, name))
    .filter(file => holdsAddress(readFileSync(file), spellings));
}

function whereListed(house: House, key: string): { file: string; line: number }[] {
  const folder = peopleFolder(house);
  const rules = peopleRules(house);
  return peopleFiles(folder, house.config.tryingOut).flatMap(name => {
    const file = join(folder, name);
    return readPeopleFile(file, readFileSync(file, 'utf8'), rules)
      .people.filter(({ wish }) => parseAddress(wish.address)?.key === key)
      .map(({ line }) => ({ file, line }));
  });
}
