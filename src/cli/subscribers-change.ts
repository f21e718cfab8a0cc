// `paperboy subscribers add|set|pause|remove`: what the operator does for one person.
import { Command } from 'commander';
import type { House } from '../assembly/house.ts';
import { AppError } from '../domain/errors.ts';
import { SETTABLE_FIELDS, type SettableField, type Subscriber, type WishOutcome } from '../domain/subscriber.ts';
import { inHouse } from './in-house.ts';
import { entryFrom, type WishOptions, withWishOptions } from './wish-options.ts';

export function changeCommands(): Command[] {
  return [
    withWishOptions(
      new Command('add')
        .description('subscribe somebody who asked for it')
        .argument('<address>')
        .option('--consent <text>', 'where their consent came from', 'added by the operator'),
    ).action((address: string, options: WishOptions & { consent: string }) =>
      inHouse(house => add(house, address, options)),
    ),
    withWishOptions(
      new Command('set')
        .description('change what somebody gets; it stays, whatever a people file says')
        .argument('<address>'),
    )
      .option('--no-outside', 'no place for a paper outside of all this')
      .option('--from-file <fields...>', 'fields that the people file decides again, such as days')
      .action((address: string, options: SetOptions) => inHouse(house => set(house, address, options))),
    new Command('pause')
      .description('no mail for a while')
      .argument('<address>')
      .option('--until <date>', 'the first date with mail again, such as 2026-09-01')
      .option('--end', 'mail again from now on')
      .action((address: string, options: PauseOptions) => inHouse(house => pause(house, address, options))),
    new Command('remove')
      .description('unsubscribe somebody')
      .argument('<address>')
      .action((address: string) => inHouse(house => remove(house, address))),
  ];
}

/** @throws AppError subscriber_unknown, subscriber_invalid */
export async function subscriberAt({ store }: House, address: string): Promise<Subscriber> {
  const subscriber = await store.subscribers.byAddress(address);
  if (!subscriber) throw new AppError('subscriber_unknown', `nobody with the address "${address}" is here`);
  return subscriber;
}

async function add(house: House, address: string, { consent, ...options }: WishOptions & { consent: string }) {
  const outcome = await write(house, entryFrom(address, options), consent);
  console.log(
    {
      added: `✓ ${address} gets mail from now on`,
      changed: `✓ ${address} was changed`,
      known: `✓ ${address} is subscribed like this already`,
    }[outcome],
  );
}

type SetOptions = WishOptions & { fromFile?: string[] };

async function set(house: House, address: string, { fromFile = [], ...options }: SetOptions): Promise<void> {
  const subscriber = await subscriberAt(house, address);
  if (!subscriber.listed)
    throw new AppError(
      'subscriber_invalid',
      `${address} gets no mail, since the people files list them no longer: \`paperboy subscribers add\` brings them back`,
    );
  const released = fromFile.map(readField);
  const entry = entryFrom(address, options);
  if (released.length === 0 && Object.values(entry).filter(value => value !== undefined).length === 1)
    throw new AppError('usage', 'nothing to set: expected an option such as --days daily or --from-file days');
  const outcome = await write(house, entry);
  await house.store.subscribers.release(subscriber.publicId, released);
  console.log(outcome === 'changed' ? `✓ ${address} was changed` : `✓ ${address} is like this already`);
  if (released.length > 0) console.log(`✓ ${released.join(', ')}: as the people file says, from the next run on`);
}

function readField(name: string): SettableField {
  const field = SETTABLE_FIELDS.find(known => known === name);
  if (!field) throw new AppError('usage', `--from-file is "${name}": expected ${SETTABLE_FIELDS.join(', ')}`);
  return field;
}

/** @param consent absent: the person stays as unconfirmed as they are */
async function write(
  house: House,
  entry: Record<string, unknown>,
  consent?: string,
): Promise<Exclude<WishOutcome, 'left' | 'managed'>> {
  const { readWish } = await import('../people/wish.ts');
  const { peopleRules, toSubscriber } = await import('../assembly/sync-people.ts');
  const read = readWish(entry, peopleRules(house));
  if ('fault' in read) throw new AppError('subscriber_invalid', read.fault);
  const now = house.clock.now();
  const outcome = await house.store.subscribers.add(toSubscriber(read, { origin: 'cli', consent }, now), now);
  const { address } = read.wish;
  if (outcome === 'left')
    throw new AppError(
      'subscriber_invalid',
      `${address} has unsubscribed or cannot be reached, and stays so: the way back is on the unsubscribe page of any mail`,
    );
  if (outcome === 'managed')
    throw new AppError('subscriber_invalid', `${address} is managed by a people file: change it there`);
  return outcome;
}

interface PauseOptions {
  until?: string;
  end?: true;
}

async function pause(house: House, address: string, { until, end }: PauseOptions): Promise<void> {
  if ((until === undefined) === (end === undefined))
    throw new AppError('usage', 'expected either --until with a date such as 2026-09-01, or --end');
  const subscriber = await subscriberAt(house, address);
  const { readerPauses } = await import('../assembly/reader-pauses.ts');
  const { readUntil } = await import('../domain/pause-dates.ts');
  const pauses = readerPauses(house);
  if (until !== undefined) {
    const read = readUntil(until, pauses.stateOf(subscriber).today);
    if ('fault' in read) throw new AppError('usage', `--until: ${read.fault}`);
  }
  await pauses.pause(subscriber, until);
  console.log(until === undefined ? `✓ ${address} gets mail again` : `✓ ${address} gets no mail before ${until}`);
}

async function remove(house: House, address: string): Promise<void> {
  const { publicId } = await subscriberAt(house, address);
  await house.store.subscribers.unsubscribe(publicId, house.clock.now(), 'removed by the operator');
  console.log(`✓ ${address} gets no more mail`);
}
