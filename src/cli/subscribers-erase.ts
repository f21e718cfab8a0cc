// `paperboy subscribers erase`: what is known of a person goes away.
import { Command } from 'commander';
import type { Erasure, ErasureReport } from '../assembly/erase-person.ts';
import { maskAddress } from '../domain/mask-address.ts';
import { inHouse } from './in-house.ts';

interface EraseOptions {
  dryRun?: true;
  json?: true;
}

export function eraseCommand(): Command {
  return new Command('erase')
    .description(
      'take people out of everything that is kept here; only a keyed hash stays, so that no list brings them back',
    )
    .argument('<address...>')
    .option('--dry-run', 'only say what would go')
    .option('--json', 'print the report as JSON')
    .action(erase);
}

async function erase(addresses: string[], { dryRun, json }: EraseOptions): Promise<void> {
  const { erasePeople } = await import('../assembly/erase-person.ts');
  const report = await inHouse(house => erasePeople(house, addresses, { dryRun }));
  if (json) console.log(JSON.stringify({ ...report, people: report.people.map(masked) }));
  else for (const line of lines(report, dryRun)) console.log(line);
}

/** What is printed may be kept in a log. */
function masked(person: Erasure): Erasure {
  return { ...person, address: maskAddress(person.address) };
}

function* lines({ people, isScrubbed, elsewhere }: ErasureReport, dryRun?: true): Generator<string> {
  if (dryRun) yield 'Dry run, nothing was erased. This would go:';
  for (const { address, isSubscriber, mails, listedIn } of people.map(masked)) {
    const what = isSubscriber ? 'the subscriber, with consents and opinions' : 'no subscriber';
    yield `${dryRun ? ' ' : '✓'} ${address}: ${what}; ${mails === 1 ? '1 mail' : `${mails} mails`} kept here`;
    for (const { file, line } of listedIn) yield `! ${file}:${line} lists the address: take it out there too`;
  }
  if (!isScrubbed)
    yield '! Another process has the database open and may keep old pages of it: stop it, and run this again';
  for (const place of elsewhere) yield `! Look through ${place} by hand`;
  yield 'Backups made before still have the address: see docs/operations.md';
}
