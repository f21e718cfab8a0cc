// `paperboy deliveries`: single mails of the ledger, and a last word on those that may have been sent.
import { Command, Option } from 'commander';
import type { House } from '../assembly/house.ts';
import { loadConfig } from '../config.ts';
import { isCalendarDate } from '../domain/calendar-date.ts';
import { DELIVERY_STATES, type DeliveryState } from '../domain/delivery.ts';
import { AppError } from '../domain/errors.ts';
import { minute } from './ingest-report.ts';
import { mails } from './plural.ts';

interface ListOptions {
  state?: DeliveryState;
  date?: string;
  limit: number;
  json?: true;
}

export function deliveriesCommand(): Command {
  const command = new Command('deliveries').description(
    'what became of single mails; settle those that may have been sent',
  );
  command
    .command('list')
    .description('mails of the ledger, latest first')
    .addOption(new Option('--state <state>', 'only those').choices(DELIVERY_STATES))
    .option('--date <date>', 'only of that issue')
    .addOption(new Option('--limit <number>', 'how many').argParser(limitOf).default(100))
    .option('--json', 'print them as JSON Lines')
    .action((options: ListOptions) => inHouse(house => list(house, options)));
  command
    .command('resolve')
    .description('settle mails that may have been sent: of an issue, or a single one')
    .argument('<date or id>', 'date of the issue, or the id that `deliveries list` prints')
    .addOption(new Option('--sent', 'they arrived: count them as submitted').conflicts('again'))
    .option('--again', 'they did not: send them again')
    .action((which: string, as: { sent?: true; again?: true }) => inHouse(house => resolve(house, which, as)));
  return command;
}

async function inHouse(work: (house: House) => Promise<void>): Promise<void> {
  const { openHouse } = await import('../assembly/house.ts');
  const house = await openHouse(loadConfig());
  await work(house).finally(() => house.close());
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new AppError('usage', `--limit is "${text}": expected a whole number from 1 to 9999999`);
}

async function list({ store }: House, { json, ...filter }: ListOptions): Promise<void> {
  if (filter.date !== undefined && !isCalendarDate(filter.date))
    throw new AppError('usage', `--date is "${filter.date}": expected a date such as 2026-03-02`);
  const lines = await store.deliveryDesk.list(filter);
  if (json) for (const line of lines) console.log(JSON.stringify(line));
  else if (lines.length === 0) console.log('No such mail.');
  else
    for (const { publicId, date, address, state, attempt, reply, changedAt } of lines)
      console.log(
        [`${date}  ${publicId}  ${state.padEnd(10)}  ${address}`, `${minute(changedAt)}, try ${attempt}`, reply]
          .filter(part => part !== undefined)
          .join('  '),
      );
}

async function resolve(
  { store, clock }: House,
  which: string,
  { sent, again }: { sent?: true; again?: true },
): Promise<void> {
  if (!sent && !again) throw new AppError('usage', 'expected --sent or --again: what became of the mails');
  const filter = isCalendarDate(which) ? { date: which } : { publicId: which };
  const count = await store.deliveryDesk.resolve(filter, again ? 'again' : 'sent', clock.now());
  if (count === 0)
    throw new AppError(
      'delivery_unknown',
      `no mail of "${which}" may have been sent: expected the date of an issue or an id of \`paperboy deliveries list --state uncertain\``,
    );
  console.log(again ? `${mails(count)} will be sent again` : `${mails(count)} counted as submitted`);
}
