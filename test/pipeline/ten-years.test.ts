// The days around every clock change of a year; `npm run rhythm` walks all days of ten.
import { expect, test } from 'vitest';
import { temporaryStore } from '../store/open.ts';
import { clockChanges, faultsOf, subscribeWalkers, type Walker, walk } from './walk-days.ts';

const HOUR_MS = 3_600_000;
const TIMES = ['07:00', '02:30', '00:00', '23:59'];
const hours = (at: Date, count: number) => new Date(at.getTime() + count * HOUR_MS);

test.each([
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Pacific/Apia',
])('%s: one mail for each local date, at its time, through every clock change', async timeZone => {
  const years = [new Date('2011-01-01T00:00:00Z'), new Date('2012-03-01T00:00:00Z')] as const;
  const walkers: Walker[] = TIMES.map(sendAt => ({ timeZone, sendAt }));
  const store = await temporaryStore();
  const changes = timeZone === 'Asia/Kolkata' ? [years[0]] : clockChanges(timeZone, ...years);
  await subscribeWalkers(store, walkers, hours(changes[0]!, -60));
  for (const change of changes) {
    const span = { from: hours(change, -60), to: hours(change, 60) };
    const walked = await walk(store, walkers, span);
    expect(faultsOf(walked, span.from, span.to)).toEqual([]);
    expect([...walked.values()].every(dates => dates.size >= 4)).toBe(true);
  }
});

test('a clock that jumps brings no second mail for a date, and afterwards mails go on', async () => {
  const walkers: Walker[] = TIMES.map(sendAt => ({ timeZone: 'Europe/Berlin', sendAt }));
  const store = await temporaryStore();
  const start = new Date('2026-03-27T12:00:00Z');
  const lateMs = 6 * HOUR_MS;
  await subscribeWalkers(store, walkers, start);
  const spans = [
    { from: start, to: hours(start, 60) },
    // 36 hours forward, then two back.
    { from: hours(start, 96), to: hours(start, 120) },
    { from: hours(start, 118), to: hours(start, 170) },
  ];
  const dates = new Map<Walker, string[]>(walkers.map(walker => [walker, []]));
  for (const span of spans)
    for (const [walker, walked] of await walk(store, walkers, { ...span, lateMs }))
      dates.get(walker)!.push(...walked.keys());
  for (const mailed of dates.values()) {
    expect(new Set(mailed).size).toBe(mailed.length);
    expect(mailed).toEqual(expect.arrayContaining(['2026-03-28', '2026-03-29', '2026-04-01', '2026-04-02']));
  }
});
