// What will happen when: mails that are due and sources that are read, from the database, the rhythms and the rules of time zones.
import type { MailedReader } from '../domain/ports.ts';
import type { Rhythm } from '../domain/subscriber.ts';
import { type DueTogether, dueSeries, groupByDue } from '../schedule/due-series.ts';
import { addDays, instantAt, localTime, showings } from '../schedule/time-zones.ts';
import type { House } from './house.ts';
import { listSources } from './sources.ts';

/** Readers of one time zone, due together. */
interface DueThere {
  timeZone: string;
  /** What the clock shows there, `2026-11-24 07:00`. */
  localTime: string;
  addresses: string[];
}

export type ScheduleEvent =
  | { kind: 'mails'; at: Date; readers: DueThere[] }
  /** By the source's own rhythm; as in `SOURCES`. */
  | { kind: 'source'; at: Date; source: string };

/** @returns the next events, soonest first; what should have happened by now comes with the past instant at which it was due */
export async function nextEvents(house: House, count: number): Promise<ScheduleEvent[]> {
  const readers = await allMailed(house);
  const groups = groupByDue(readers, ({ nextDueAt, pausedUntil }) => latest(nextDueAt, pausedUntil));
  const events: ScheduleEvent[] = [];
  for (const { word, nextAt } of await listSources(house))
    if (nextAt) events.push({ kind: 'source', at: nextAt, source: word });
  for (const due of dueSeries(groups).take(count))
    events.push({ kind: 'mails', at: due[0]!.at, readers: due.map(dueThere) });
  return events.sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, count);
}

/** One mail of a simulation. */
export interface SimulatedMail {
  at: Date;
  localDate: string;
  subscriber: string;
  rhythm: Rhythm;
  /** The clock skips the reader's time on this date, or shows it twice. */
  clock?: 'skipped' | 'twice';
}

/**
 * What would be due from one local date to another, both included, by time and then by address: by the rules by which mails are
 * planned. Pauses hold; what was sent already does not matter.
 */
export async function* simulate(
  house: House,
  { from, to }: { from: string; to: string },
): AsyncGenerator<SimulatedMail[]> {
  const readers = await allMailed(house);
  const start = ({ rhythm, pausedUntil }: MailedReader) =>
    latest(instantAt(from, '00:00', rhythm.timeZone).toISOString(), pausedUntil);
  const clockOn = clockChanges();
  // No local date begins later than 14 hours before it does in UTC, or ends later than 12 hours after.
  const end = new Date(`${addDays(to, 2)}T00:00:00Z`);
  for (const due of dueSeries(groupByDue(readers, start))) {
    if (due[0]!.at >= end) return;
    const mails = due
      .filter(({ date }) => date >= from && date <= to)
      .flatMap(({ at, date, group: { rhythm, readers } }) => {
        const clock = clockOn(rhythm, date);
        return readers.map(({ address }) => ({
          at,
          localDate: date,
          subscriber: address,
          rhythm,
          ...(clock && { clock }),
        }));
      });
    if (mails.length > 0) yield mails.sort((a, b) => (a.subscriber < b.subscriber ? -1 : 1));
  }
}

async function allMailed({ store }: House): Promise<MailedReader[]> {
  return (await Array.fromAsync(store.planner.mailed())).flat();
}

function latest(instant: string, other = ''): Date {
  return new Date(instant > other ? instant : other);
}

function dueThere({ at, group: { rhythm, readers } }: DueTogether<MailedReader>): DueThere {
  return {
    timeZone: rhythm.timeZone,
    localTime: localTime(at, rhythm.timeZone),
    addresses: readers.map(({ address }) => address).sort(),
  };
}

/** Many readers share zone, time and date, and a time zone is slow to ask. */
function clockChanges(): ({ timeZone, sendAt }: Rhythm, date: string) => 'skipped' | 'twice' | undefined {
  const known = new Map<string, 0 | 1 | 2>();
  return ({ timeZone, sendAt }, date) => {
    const key = `${timeZone} ${sendAt} ${date}`;
    const count = known.get(key) ?? showings(date, sendAt, timeZone);
    known.set(key, count);
    return count === 1 ? undefined : count === 0 ? 'skipped' : 'twice';
  };
}
