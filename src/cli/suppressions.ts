// `paperboy suppressions`: addresses that get no mail, whatever any file or form says.
import { Command } from 'commander';
import type { House } from '../assembly/house.ts';
import { AppError } from '../domain/errors.ts';
import { inHouse } from './in-house.ts';
import { minute } from './ingest-report.ts';

export function suppressionsCommand(): Command {
  const command = new Command('suppressions').description('addresses that get no mail, whatever any file or form says');
  command
    .command('list')
    .description('those that stand, latest first; only a short mark of who is no subscriber any more')
    .option('--json', 'print them as JSON Lines')
    .action(({ json }: { json?: true }) => inHouse(house => list(house, json)));
  command
    .command('add')
    .description('send nothing there any more')
    .argument('<address>', 'an email address')
    .action((address: string) => inHouse(house => add(house, address)));
  command
    .command('lift')
    .description('the address may get mail again; who unsubscribed stays so')
    .argument('<address>', 'an email address')
    .action((address: string) => inHouse(house => lift(house, address)));
  return command;
}

async function list({ store }: House, json?: true): Promise<void> {
  const suppressions = await store.suppressions.list();
  if (json) for (const suppression of suppressions) console.log(JSON.stringify(suppression));
  else if (suppressions.length === 0) console.log('No address is suppressed.');
  else
    for (const { address, mark, reason, at, detail } of suppressions)
      console.log([minute(at), address ?? `(${mark})`, reason, detail].filter(part => part !== undefined).join('  '));
}

async function add({ store, clock }: House, address: string): Promise<void> {
  const isNew = await store.suppressions.add(address, 'operator', clock.now());
  console.log(isNew ? `${address} gets no more mail` : `${address} was suppressed already`);
}

async function lift({ store, clock }: House, address: string): Promise<void> {
  if (await store.suppressions.lift(address, clock.now())) console.log(`${address} may get mail again`);
  else throw new AppError('suppression_unknown', `"${address}" is not suppressed: \`paperboy suppressions list\``);
}
