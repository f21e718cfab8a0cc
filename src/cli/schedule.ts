// `paperboy schedule`: what will happen when, and what would be due in a range of dates.
import { Command } from 'commander';
import type { ScheduleEvent, SimulatedMail } from '../assembly/schedule.ts';
import { loadConfig } from '../config.ts';
import { isCalendarDate } from '../domain/calendar-date.ts';
import { AppError } from '../domain/errors.ts';
import { inHouse } from './in-house.ts';
import { mails, people } from './plural.ts';

const EVENTS = 20;
const NAMES_SHOWN = 3;
const ZONES_SHOWN = 3;
const LONGEST_DAYS = 3660;
const DAY_MS = 86_400_000;

export function scheduleCommand(): Command {
  return new Command('schedule')
    .description('what happens next: mails that are due, sources that are read')
    .option('--simulate <dates>', 'what would be due on local dates, such as 2026-03-01..2026-04-15')
    .option('--json', 'print JSON: the events, or a line for each simulated mail')
    .action(({ simulate, json }: { simulate?: string; json?: true }) =>
      simulate === undefined ? printNext(json === true) : printSimulation(readRange(simulate), json === true),
    );
}

async function printNext(json: boolean): Promise<void> {
  const config = loadConfig();
  const { nextEvents } = await import('../assembly/schedule.ts');
  const { waitsForFirst } = await import('../assembly/day.ts');
  const { events, waits } = await inHouse(async house => ({
    events: await nextEvents(house, EVENTS),
    waits: await waitsForFirst(house),
  }));
  if (json) {
    console.log(JSON.stringify(events));
    return;
  }
  if (config.tryingOut)
    console.log(
      'Trying out (no SMTP_URL is set): everybody is due at every run, once a day. With a server it would be:',
    );
  if (waits) console.log('Nothing goes out before `paperboy run --first`, which mails everybody at once. After that:');
  if (!events.some(({ kind }) => kind === 'mails'))
    console.log('Nobody is due: nobody is subscribed and may get mail.');
  for (const event of events) console.log(`${timeIn(config.timeZone, event.at)}  ${eventText(event, config.timeZone)}`);
  console.log(`Times are those of ${config.timeZone}.`);
}

function eventText(event: ScheduleEvent, timeZone: string): string {
  if (event.kind === 'source') return `${event.source} is read`;
  const addresses = event.readers.flatMap(reader => reader.addresses);
  const elsewhere = new Map(
    event.readers.filter(reader => reader.timeZone !== timeZone).map(reader => [reader.timeZone, reader.localTime]),
  );
  const clocks = Array.from(elsewhere, ([zone, time]) => `${time.slice(11)} ${zone}`);
  const local = clocks.length > 0 ? ` (${shortList(clocks, ZONES_SHOWN)})` : '';
  return `${mails(addresses.length)}${local}: ${shortList(addresses, NAMES_SHOWN)}`;
}

function shortList(words: readonly string[], most: number): string {
  const more = words.length - most;
  return more > 0 ? `${words.slice(0, most).join(', ')} and ${more} more` : words.join(', ');
}

function timeIn(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(at).replaceAll(',', '');
}

/** @throws AppError usage */
function readRange(text: string): { from: string; to: string } {
  const [from = '', to = '', ...more] = text.split('..');
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (more.length > 0 || !isCalendarDate(from) || !isCalendarDate(to) || days < 0 || days > LONGEST_DAYS)
    throw new AppError(
      'usage',
      `--simulate is "${text}": expected two dates such as 2026-03-01..2026-04-15, the first not after the second, at most ten years`,
    );
  return { from, to };
}

async function printSimulation(range: { from: string; to: string }, json: boolean): Promise<void> {
  const table = simulationTable();
  const { simulate } = await import('../assembly/schedule.ts');
  await inHouse(async house => {
    for await (const due of simulate(house, range)) {
      if (json) console.log(due.map(simulatedJson).join('\n'));
      else for (const mail of due) table.add(mail);
    }
  });
  if (!json) for (const line of table.lines()) console.log(line);
}

function simulatedJson({ at, localDate, subscriber }: SimulatedMail): string {
  return JSON.stringify({ at, localDate, subscriber });
}

/** A line for each local date, with what clock changes do there. */
function simulationTable() {
  const dates = new Map<string, { count: number; changes: Set<string> }>();
  const readers = new Set<string>();
  let total = 0;
  return {
    add({ at, localDate, subscriber, rhythm, clock }: SimulatedMail) {
      const day = dates.get(localDate) ?? { count: 0, changes: new Set() };
      dates.set(localDate, day);
      day.count += 1;
      total += 1;
      readers.add(subscriber);
      if (clock) day.changes.add(changeText(rhythm, clock, at));
    },
    *lines() {
      for (const [date, { count, changes }] of [...dates].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const weekday = new Date(date).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' });
        yield `${weekday} ${date}  ${mails(count)}`;
        for (const change of changes) yield `  ${change}`;
      }
      yield total === 0 ? 'No mail would be due.' : `${mails(total)} to ${people(readers.size)}.`;
    },
  };
}

function changeText({ timeZone, sendAt }: SimulatedMail['rhythm'], clock: 'skipped' | 'twice', at: Date): string {
  if (clock === 'twice') return `${timeZone} has ${sendAt} twice: the first counts`;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  return `${timeZone} has no ${sendAt}: sent at ${time}`;
}
