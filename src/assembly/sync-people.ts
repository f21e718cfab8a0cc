// The people files of a folder into the store, as a diff.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAddress } from '../domain/address.ts';
import type { NewSubscriber, PeopleReport } from '../domain/ports.ts';
import type { Wish } from '../domain/subscriber.ts';
import { readPeopleFile } from '../people/people-file.ts';
import type { PeopleRules } from '../people/wish.ts';
import { nextDue } from '../schedule/next-due.ts';
import { isTimeZone } from '../schedule/time-zones.ts';
import type { House } from './house.ts';
import { EXAMPLE_SUBSCRIBERS_DIR } from './package-files.ts';

const PEOPLE_FILE = /\.(?:ya?ml|csv)$/i;
const EXAMPLE_FILE = /\.example\.[^.]+$/i;

/** Reads every people file. While one has faults nobody is taken off, since the fault may hide a person. */
export async function syncPeople(house: House): Promise<PeopleReport> {
  const now = house.clock.now();
  const rules = peopleRules(house);
  const folder = peopleFolder(house);
  const names = existsSync(folder) ? readdirSync(folder).filter(name => PEOPLE_FILE.test(name)) : [];
  const files = names
    .filter(name => house.config.tryingOut || !EXAMPLE_FILE.test(name))
    .sort()
    .map(name => ({ name, ...readPeopleFile(join(folder, name), readFileSync(join(folder, name), 'utf8'), rules) }));

  const faults = files.flatMap(file => file.faults);
  const wishes = new Map<string, NewSubscriber>();
  for (const { name, wishes: found } of files) {
    for (const wish of found) {
      const { key } = parseAddress(wish.address)!;
      if (wishes.has(key))
        faults.push({
          file: join(folder, name),
          line: 1,
          reason: `${wish.address} is in another file too: expected once`,
        });
      else wishes.set(key, toSubscriber(wish, { origin: 'file', consent: `listed in ${name}` }, now));
    }
  }
  const complete = faults.length === 0 && names.length > 0;
  const report = await house.store.subscribers.sync('file', [...wishes.values()], { now, complete });
  return { ...report, faults };
}

/** The folder of the configuration; trying out without one, the examples that come with the program. */
function peopleFolder({ config }: House): string {
  return config.tryingOut && !existsSync(config.subscribersDir) ? EXAMPLE_SUBSCRIBERS_DIR : config.subscribersDir;
}

export function peopleRules({ catalogue, config }: Pick<House, 'catalogue' | 'config'>): PeopleRules {
  return { topicIds: new Set(catalogue.topics.map(({ id }) => id)), isTimeZone, defaultTimeZone: config.timeZone };
}

/** A wish with what the store needs beside it. Without consent the person stays unconfirmed and gets no mail. */
export function toSubscriber(
  wish: Wish,
  { origin, consent }: { origin: string; consent?: string },
  now: Date,
): NewSubscriber {
  return {
    ...wish,
    origin,
    status: consent === undefined ? 'unconfirmed' : 'confirmed',
    consent: consent ?? '',
    nextDueAt: nextDue(wish.rhythm, now).toISOString(),
  };
}
