// `paperboy subscribers list|show|export`: who gets what.
import { Command, Option } from 'commander';
import type { House } from '../assembly/house.ts';
import { topicsById } from '../domain/chosen-topics.ts';
import { AppError } from '../domain/errors.ts';
import type { SubscriberFilter } from '../domain/ports.ts';
import { hasNoInterests, type Subscriber } from '../domain/subscriber.ts';
import { fieldsOf } from '../domain/wish-fields.ts';
import { inHouse } from './in-house.ts';
import { minute } from './ingest-report.ts';
import { noMailText } from './no-mail-text.ts';
import { valueText } from './people-diff.ts';
import { subscriberAt } from './subscribers-change.ts';

const STATUSES = ['confirmed', 'unconfirmed', 'unsubscribed', 'unlisted', 'paused', 'suppressed'] as const;

interface FilterOptions {
  status?: (typeof STATUSES)[number];
  topic?: string;
  domain?: string;
  zone?: string;
}

export function listCommands(): Command[] {
  return [
    withFilter(new Command('list').description('everybody, or some of them, with status and interests'))
      .option('--json', 'print them as JSON Lines')
      .action((text: string | undefined, { json, ...options }: FilterOptions & { json?: true }) =>
        inHouse(house => list(house, filterFrom(text, options), json)),
      ),
    new Command('show')
      .description('one person: what they get and why, and what they agreed to')
      .argument('<address>')
      .option('--json', 'print it as JSON')
      .action((address: string, { json }: { json?: true }) => inHouse(house => show(house, address, json))),
    withFilter(new Command('export').description('who gets mail, in the format of the people files'))
      .option('--csv', 'CSV in place of YAML; no cell is a formula to a spreadsheet')
      .option('--json', 'JSON Lines in place of YAML, with every consent')
      .action((text: string | undefined, { csv, json, ...options }: FilterOptions & { csv?: true; json?: true }) =>
        inHouse(house => exportAll(house, filterFrom(text, { status: 'confirmed', ...options }), { csv, json })),
      ),
  ];
}

function withFilter(command: Command): Command {
  return command
    .argument('[text]', 'part of the address or the name')
    .addOption(new Option('--status <status>', 'only these').choices(STATUSES))
    .option('--topic <id>', 'who chose this topic')
    .option('--domain <domain>', 'addresses there, or below it')
    .option('--zone <zone>', 'an IANA time zone');
}

function filterFrom(text: string | undefined, { zone, ...options }: FilterOptions): SubscriberFilter {
  return { ...options, ...(text !== undefined && { text }), ...(zone !== undefined && { timeZone: zone }) };
}

async function list({ store, catalogue, clock }: House, filter: SubscriberFilter, json?: true): Promise<void> {
  const known = topicsById(catalogue.topics);
  if (filter.topic !== undefined && !known.has(filter.topic))
    throw new AppError('usage', `--topic is "${filter.topic}": expected one that \`paperboy topics list\` shows`);
  const subscribers = await store.subscribers.list(filter, clock.now());
  if (json) for (const { id: _, ...subscriber } of subscribers) console.log(JSON.stringify(subscriber));
  else if (subscribers.length > 0) for (const subscriber of subscribers) console.log(listLine(subscriber, known));
  else console.log(Object.keys(filter).length > 0 ? 'Nobody is like this.' : 'Nobody has subscribed yet.');
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

async function show(house: House, address: string, json?: true): Promise<void> {
  const { store, clock } = house;
  const subscriber = await subscriberAt(house, address);
  const consents = await store.subscribers.consents(subscriber.id);
  const noMail = await store.subscribers.noMail(subscriber.id, clock.now());
  if (json) {
    const { id: _, ...person } = subscriber;
    console.log(JSON.stringify({ ...person, ...(noMail && { noMail }), consents }));
    return;
  }
  const { listed, status, origin, createdAt, nextDueAt, managed, ownFields = [] } = subscriber;
  const own = new Set<string>(origin === 'file' ? ownFields : []);
  console.log(`${subscriber.address}  ${listed ? status : 'no longer listed'}`);
  console.log(`  here since ${minute(createdAt)}, from ${origin === 'file' ? 'a people file' : origin}`);
  console.log(noMail ? `  gets no mail: ${noMailText(noMail)}` : `  next mail due at ${minute(nextDueAt)}`);
  if (managed) console.log('  managed by a people file: change it there');
  for (const [field, value] of Object.entries(fieldsOf(subscriber)))
    console.log(`  ${field.padEnd(11)} ${valueText(value)}${own.has(field) ? '  (own, whatever the file says)' : ''}`);
  for (const { at, act, how, wording } of consents)
    console.log(`  consent ${act} ${minute(at)}: ${how}${wording === undefined ? '' : `; they read: ${wording}`}`);
}

async function exportAll(
  { store, clock }: House,
  filter: SubscriberFilter,
  { csv, json }: { csv?: true; json?: true },
): Promise<void> {
  const { writePeople } = await import('../people/write-people.ts');
  const subscribers = await store.subscribers.list(filter, clock.now());
  if (!json) {
    process.stdout.write(writePeople(subscribers, csv ? 'csv' : 'yaml'));
    return;
  }
  for (const { id, ...person } of subscribers)
    console.log(JSON.stringify({ ...person, consents: await store.subscribers.consents(id) }));
}
