// `paperboy subscribers`: the people who get mail.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { topicsById } from '../domain/chosen-topics.ts';
import { AppError } from '../domain/errors.ts';
import { hasNoInterests, type Subscriber } from '../domain/subscriber.ts';

export function subscribersCommand(): Command {
  return new Command('subscribers')
    .description('the people who get mail')
    .addCommand(
      new Command('list')
        .description('everybody, with status and interests')
        .option('--json', 'print them as JSON Lines')
        .action(list),
    )
    .addCommand(addCommand())
    .addCommand(new Command('remove').description('unsubscribe somebody').argument('<address>').action(remove))
    .addCommand(importCommand())
    .addCommand(
      new Command('export')
        .description('everybody, in the format of the people files')
        .option('--csv', 'CSV in place of YAML')
        .option('--json', 'JSON Lines in place of YAML')
        .action(exportAll),
    );
}

function addCommand(): Command {
  return new Command('add')
    .description('subscribe somebody who asked for it')
    .argument('<address>')
    .option('--name <name>')
    .option('--topics <ids>', 'topic ids, separated by commas')
    .option('--keywords <words>', 'own words and phrases, separated by commas')
    .option('--muted <words>', 'words whose papers are left out, separated by commas')
    .option('--authors <names>', 'separated by commas')
    .option('--labs <names>', 'organizations, separated by commas')
    .option('--categories <categories>', 'arXiv categories, separated by commas')
    .option('--outside', 'the last place of each mail for a paper outside of all this')
    .option('--papers <number>', 'papers per mail')
    .option('--time-zone <zone>', 'IANA time zone')
    .option('--at <time>', 'local time of day, such as 07:00')
    .option('--days <days>', 'daily, weekdays, weekly or weekly:fri')
    .option('--layout <layout>', 'full, compact or text')
    .action(add);
}

function importCommand(): Command {
  return new Command('import')
    .description('subscribe people from a YAML or CSV file')
    .argument('<file>')
    .option('--consent <text>', 'where their consent came from; without it they stay unconfirmed and get no mail')
    .option('--json', 'print the counts as JSON')
    .action(importFile);
}

async function list({ json }: { json?: true }): Promise<void> {
  const { subscribers, catalogue } = await withHouse(async ({ store, catalogue }) => ({
    subscribers: await store.subscribers.list(),
    catalogue,
  }));
  if (json) {
    printJson(subscribers);
    return;
  }
  if (subscribers.length === 0) console.log('Nobody has subscribed yet.');
  const known = topicsById(catalogue.topics);
  for (const subscriber of subscribers) console.log(listLine(subscriber, known));
}

function printJson(subscribers: readonly Subscriber[]): void {
  for (const { id: _id, ...subscriber } of subscribers) console.log(JSON.stringify(subscriber));
}

function listLine(
  { address, status, listed, interests, rhythm, papersPerMail }: Subscriber,
  knownTopics: ReadonlyMap<string, unknown>,
): string {
  const state = listed ? status : 'no longer listed';
  const chosen = [
    ...interests.topics.map(id => (knownTopics.has(id) ? id : `${id} (no longer in the catalogue)`)),
    ...interests.keywords.map(word => `"${word}"`),
    ...interests.authors,
    ...interests.labs,
    ...interests.categories,
  ];
  const what = [
    hasNoInterests(interests) ? 'top papers' : chosen.join(', '),
    ...interests.muted.map(word => `never "${word}"`),
    ...(interests.outside ? ['last place from outside'] : []),
  ].join('; ');
  return `${address}  ${state}  ${rhythm.days} ${rhythm.sendAt} ${rhythm.timeZone}  ${papersPerMail} papers  ${what}`;
}

type AddOptions = Partial<
  Record<
    | 'name'
    | 'topics'
    | 'keywords'
    | 'muted'
    | 'authors'
    | 'labs'
    | 'categories'
    | 'papers'
    | 'timeZone'
    | 'at'
    | 'days'
    | 'layout',
    string
  >
> & { outside?: true };

async function add(address: string, options: AddOptions): Promise<void> {
  const { readWish } = await import('../people/wish.ts');
  const { peopleRules, toSubscriber } = await import('../assembly/sync-people.ts');
  const listOf = (text: string | undefined) =>
    text
      ?.split(',')
      .map(word => word.trim())
      .filter(Boolean);
  const { name, papers, timeZone, at, days, layout } = options;
  const entry = {
    email: address,
    name,
    topics: listOf(options.topics),
    keywords: listOf(options.keywords),
    muted: listOf(options.muted),
    authors: listOf(options.authors),
    labs: listOf(options.labs),
    categories: listOf(options.categories),
    outside: options.outside,
    papers,
    time_zone: timeZone,
    at,
    days,
    layout,
  };
  const outcome = await withHouse(async house => {
    const result = readWish(entry, peopleRules(house));
    if ('fault' in result) throw new AppError('subscriber_invalid', result.fault);
    const now = house.clock.now();
    return house.store.subscribers.add(
      toSubscriber(result.wish, { origin: 'cli', consent: 'added by the operator' }, now),
      now,
    );
  });
  if (outcome === 'left') {
    throw new AppError(
      'subscriber_invalid',
      `${address} has unsubscribed or cannot be reached, and stays so: the way back is on the unsubscribe page of any mail`,
    );
  }
  console.log(
    {
      added: `✓ ${address} gets mail from now on`,
      changed: `✓ ${address} was changed`,
      known: `✓ ${address} is subscribed like this already`,
    }[outcome],
  );
}

async function remove(address: string): Promise<void> {
  await withHouse(async ({ store, clock }) => {
    const subscriber = await store.subscribers.byAddress(address);
    if (!subscriber) throw new AppError('subscriber_unknown', `nobody with the address "${address}" is here`);
    await store.subscribers.unsubscribe(subscriber.publicId, clock.now(), 'removed by the operator');
  });
  console.log(`✓ ${address} gets no more mail`);
}

async function importFile(file: string, { consent, json }: { consent?: string; json?: true }): Promise<void> {
  const { readPeopleFile } = await import('../people/people-file.ts');
  const { peopleRules, toSubscriber } = await import('../assembly/sync-people.ts');
  const text = readText(file);
  const counts = { added: 0, changed: 0, known: 0, left: 0 };
  const faults = await withHouse(async house => {
    const { people, faults } = readPeopleFile(file, text, peopleRules(house));
    const now = house.clock.now();
    for (const { wish } of people)
      counts[await house.store.subscribers.add(toSubscriber(wish, { origin: 'import', consent }, now), now)] += 1;
    return faults;
  });
  for (const { line, reason } of faults) console.error(`✗ ${file}:${line}: ${reason}`);
  if (json) console.log(JSON.stringify({ ...counts, faults: faults.length }));
  else for (const line of importLines(file, counts, { faults: faults.length, consent })) console.log(line);
  if (faults.length > 0) process.exitCode = 1;
}

function importLines(
  file: string,
  { added, changed, known, left }: Record<'added' | 'changed' | 'known' | 'left', number>,
  { faults, consent }: { faults: number; consent?: string },
): string[] {
  const line = `✓ ${file}: ${added} added, ${changed} changed, ${known} known, ${left} have left and stay so, ${faults} with faults`;
  const hint = '! They are unconfirmed and get no mail: say where their consent came from with --consent "…"';
  return consent === undefined && added > 0 ? [line, hint] : [line];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('input_unreadable', `cannot read ${file}: ${(cause as Error).message}`, { cause });
  }
}

async function exportAll({ csv, json }: { csv?: true; json?: true }): Promise<void> {
  const { writePeople } = await import('../people/write-people.ts');
  const subscribers = await withHouse(({ store }) => store.subscribers.list());
  const active = subscribers.filter(({ status, listed }) => status === 'confirmed' && listed);
  if (json) printJson(active);
  else process.stdout.write(writePeople(active, csv ? 'csv' : 'yaml'));
}

type House = Awaited<ReturnType<typeof import('../assembly/house.ts')['openHouse']>>;

async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const { openHouse } = await import('../assembly/house.ts');
  const house = await openHouse(loadConfig());
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
