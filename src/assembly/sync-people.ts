// The people files of a folder into the store, as a diff.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAddress } from '../domain/address.ts';
import { topicsById } from '../domain/chosen-topics.ts';
import { AppError } from '../domain/errors.ts';
import type { NewSubscriber, PeopleReport } from '../domain/ports.ts';
import { type PeopleFile, readPeopleFile } from '../people/people-file.ts';
import type { PeopleRules, ReadWish } from '../people/wish.ts';
import { type DueTimes, dueTimes } from '../schedule/due-times.ts';
import { isTimeZone } from '../schedule/time-zones.ts';
import type { House } from './house.ts';
import { EXAMPLE_SUBSCRIBERS_DIR } from './package-files.ts';

const PEOPLE_FILE = /\.(?:ya?ml|csv)$/i;
const EXAMPLE_FILE = /\.example\.[^.]+$/i;

/**
 * Reads every people file. While one has faults nobody is taken off, since the fault may hide a person.
 * @param options `dryRun`: only says what would change
 */
export async function syncPeople(house: House, options: { dryRun?: boolean } = {}): Promise<PeopleReport> {
  const now = house.clock.now();
  const times = dueTimes(now);
  const rules = peopleRules(house);
  const folder = peopleFolder(house);
  const files = peopleFiles(folder, house.config.tryingOut).map(name => readFile(join(folder, name), rules));
  const faults = files.flatMap(file => file.faults);
  const wishes = new Map<string, NewSubscriber>();
  for (const { file, people } of files) {
    for (const { line, ...read } of people) {
      const { address } = read.wish;
      const { key } = parseAddress(address)!;
      if (wishes.has(key)) faults.push({ file, line, reason: `${address} is in another file too: expected once` });
      else wishes.set(key, toSubscriber(read, { origin: 'file', consent: `listed in ${basename(file)}` }, times));
    }
  }
  const complete = faults.length === 0 && files.length > 0;
  const report = await house.store.subscribers.sync([...wishes.values()], { now, complete, ...options });
  const erased = options.dryRun ? 0 : await house.store.eraser.eraseUnconfirmed(now);
  return { ...report, faults, erased };
}

/** Examples are for trying out. @throws AppError config_invalid */
export function peopleFiles(folder: string, tryingOut: boolean): string[] {
  if (!existsSync(folder)) return [];
  try {
    const names = readdirSync(folder).filter(name => PEOPLE_FILE.test(name));
    return names.filter(name => tryingOut || !EXAMPLE_FILE.test(name)).sort();
  } catch (cause) {
    throw new AppError('config_invalid', `SUBSCRIBERS_DIR is "${folder}": expected a readable folder`, { cause });
  }
}

/** A file that cannot be read is a fault of the file: the others still count. */
function readFile(path: string, rules: PeopleRules): PeopleFile & { file: string } {
  try {
    return { file: path, ...readPeopleFile(path, readFileSync(path, 'utf8'), rules) };
  } catch (error) {
    return {
      file: path,
      people: [],
      faults: [{ file: path, line: 1, reason: `cannot be read: ${(error as Error).message}` }],
    };
  }
}

/** The folder of the configuration; trying out without one, the examples that come with the program. */
export function peopleFolder({ config }: House): string {
  return config.tryingOut && !existsSync(config.subscribersDir) ? EXAMPLE_SUBSCRIBERS_DIR : config.subscribersDir;
}

export function peopleRules({ catalogue, config }: Pick<House, 'catalogue' | 'config'>): PeopleRules {
  return { topicIds: new Set(topicsById(catalogue.topics).keys()), isTimeZone, defaultTimeZone: config.timeZone };
}

/** A wish with what the store needs beside it. Without consent the person stays unconfirmed and gets no mail. */
export function toSubscriber(
  { wish, given, managed }: ReadWish,
  { origin, consent }: { origin: string; consent?: string },
  when: Date | Pick<DueTimes, 'next'>,
): NewSubscriber {
  return {
    ...wish,
    given,
    managed,
    origin,
    status: consent === undefined ? 'unconfirmed' : 'confirmed',
    consent: consent ?? '',
    nextDueAt: ('next' in when ? when : dueTimes(when)).next,
  };
}
