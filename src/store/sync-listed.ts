// The people of the files into the rows that come from files, all at once.
import { type Kysely, sql } from 'kysely';
import type { NewSubscriber, PersonChange, SyncReport } from '../domain/ports.ts';
import type { Decision } from '../domain/whose-word.ts';
import { keyOf } from './address-hmac.ts';
import { jsonValues } from './json-rows.ts';
import type { Tables } from './tables.ts';
import { WISHES_PER_PAGE, type WriteOptions, writeWishes } from './write-wishes.ts';

export async function syncListed(
  tx: Kysely<Tables>,
  wishes: readonly NewSubscriber[],
  options: WriteOptions & { complete: boolean },
): Promise<SyncReport> {
  const report: SyncReport = { added: [], changed: [], removed: [], unchanged: 0, left: [], kept: [] };
  for (let start = 0; start < wishes.length; start += WISHES_PER_PAGE) {
    const page = wishes.slice(start, start + WISHES_PER_PAGE);
    const decisions = await writeWishes(tx, page, options);
    for (const [at, decision] of decisions.entries()) tell(report, page[at]!.address, decision);
  }
  if (options.complete) report.removed.push(...(await takeOff(tx, wishes, options.dryRun)));
  return report;
}

function tell(report: SyncReport, address: string, { outcome, changes, kept }: Decision): void {
  const person = (changed: PersonChange['changes']): PersonChange => ({ address, changes: changed });
  if (outcome === 'added') report.added.push(address);
  else if (outcome === 'left') report.left.push(address);
  else if (outcome === 'changed') report.changed.push(person(changes));
  else report.unchanged += 1;
  if (kept.length > 0) report.kept.push(person(kept));
}

/** @returns the addresses of those whom the files list no longer */
async function takeOff(tx: Kysely<Tables>, wishes: readonly NewSubscriber[], dryRun = false): Promise<string[]> {
  const named = jsonValues(wishes.map(({ address }) => keyOf(address)));
  const gone = sql`origin = 'file' and listed = 1 and erased_at is null and address_key not in ${named}`;
  const { rows } = await (dryRun
    ? sql<{ address: string }>`select address from subscribers where ${gone}`
    : sql<{ address: string }>`update subscribers set listed = 0 where ${gone} returning address`
  ).execute(tx);
  return rows.map(({ address }) => address).sort();
}
