// Readers of several time zones, day after day by a clock that is set: planned and taken through the real ledger, and what a
// calendar says of it that shares no code with the planner.
import { planIssue } from '../../src/pipeline/plan-issue.ts';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber } from '../store/open.ts';
import { claimAt, SUBMITTED } from '../store/sending.ts';
import { keep, NOTHING_RANKED } from './mails.ts';

const HOUR_MS = 3_600_000;
/** A reader's day is never without a paper, however short a clock change makes it. */
const PAPER_EVERY_MS = 6 * HOUR_MS;
const COMPOSED = { mimeSha256: 'f'.repeat(64), look: 'a'.repeat(64), tokenKid: 'k001' };

export interface Walker {
  timeZone: string;
  sendAt: string;
}

/** The mails of a walk: by walker and local date, when each was planned. */
export type Walked = Map<Walker, Map<string, Date[]>>;

/** Everybody is a reader of daily mails. */
export async function subscribeWalkers(store: Store, walkers: readonly Walker[], from: Date): Promise<void> {
  for (const [at, { timeZone, sendAt }] of walkers.entries()) {
    const rhythm = { timeZone, sendAt, days: 'daily' as const };
    await store.subscribers.add(
      newSubscriber(`reader${at}@lab.org`, { rhythm, nextDueAt: () => from.toISOString() }),
      from,
    );
  }
}

/** Sets the clock to one due instant after the other. */
export async function walk(
  store: Store,
  walkers: readonly Walker[],
  { from, to, lateMs }: { from: Date; to: Date; lateMs?: number },
): Promise<Walked> {
  const walked: Walked = new Map(walkers.map(walker => [walker, new Map()]));
  let paperAt = from.getTime() - PAPER_EVERY_MS;
  for (let now = from; now < to; ) {
    for (; paperAt < now.getTime(); paperAt += PAPER_EVERY_MS)
      await keep(store, [{ title: `What Was Found Out at ${new Date(paperAt).toISOString()}` }], new Date(paperAt));
    const plan = await planIssue(
      { ...store, ...NOTHING_RANKED, at: () => {} },
      { now, everyone: false, skipReserved: false, listReaders: true, lateMs },
    );
    for (const { subscriber, date } of plan.readers) {
      const dates = walked.get(walkers[subscriber.id - 1]!)!;
      dates.set(date, [...(dates.get(date) ?? []), now]);
    }
    await submitAtOnce(store, now);
    const next = (await store.planner.nextDueAt(now))!;
    if (next <= now) throw new Error(`somebody stays due at ${now.toISOString()}`);
    now = next;
  }
  return walked;
}

/** In two transactions, however many there are. */
async function submitAtOnce({ ledger }: Store, now: Date): Promise<void> {
  const rows = await claimAt(ledger, now, 1000);
  const commits = rows.map(row => ({ row, composed: { at: now, ...COMPOSED } }));
  await ledger.write({ commits, settled: [], released: [] }, now);
  await ledger.write({ commits: [], settled: rows.map(row => ({ row, verdict: SUBMITTED })), released: [] }, now);
}

/** The local dates that a walk passes as a whole, by the platform's own calendar. */
export function wholeDates(timeZone: string, from: Date, to: Date): string[] {
  const dates = new Set<string>();
  const start = localClock(timeZone, from).date;
  const end = localClock(timeZone, to).date;
  for (let at = from.getTime(); at < to.getTime(); at += HOUR_MS / 2) {
    const { date } = localClock(timeZone, new Date(at));
    if (date !== start && date !== end) dates.add(date);
  }
  return [...dates];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows there. */
function localClock(timeZone: string, at: Date): { date: string; time: string } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, time: time.slice(0, 5) };
}

/** What is wrong with a walk: a date without a mail or with two, and a mail before its time or after the first valid instant. */
export function faultsOf(walked: Walked, from: Date, to: Date): string[] {
  const faults: string[] = [];
  for (const [{ timeZone, sendAt }, dates] of walked) {
    for (const date of wholeDates(timeZone, from, to)) {
      const mails = dates.get(date) ?? [];
      const name = `${timeZone} ${sendAt} on ${date}`;
      if (mails.length !== 1) faults.push(`${name}: ${mails.length} mails`);
      for (const at of mails) {
        const shown = localClock(timeZone, at);
        const before = localClock(timeZone, new Date(at.getTime() - 60_000));
        if (shown.date !== date || shown.time < sendAt) {
          // Of a date that the zone left out the clock change is the first valid instant.
          if (before.date === shown.date || shown.date !== date) faults.push(`${name}: at ${shown.date} ${shown.time}`);
        } else if (before.date === date && before.time >= sendAt) faults.push(`${name}: late, at ${shown.time}`);
      }
    }
  }
  return faults;
}

/** Instants at which clocks there change, to the half hour, by the platform's own rules. */
export function clockChanges(timeZone: string, from: Date, to: Date): Date[] {
  const changes: Date[] = [];
  const offset = (at: number) => {
    const { date, time } = localClock(timeZone, new Date(at));
    return Date.parse(`${date}T${time}Z`) - at;
  };
  let before = offset(from.getTime());
  for (let at = from.getTime(); at < to.getTime(); at += HOUR_MS / 2) {
    const here = offset(at);
    if (here !== before) changes.push(new Date(at));
    before = here;
  }
  return changes;
}
