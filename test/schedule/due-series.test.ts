import { expect, test } from 'vitest';
import type { Rhythm } from '../../src/domain/subscriber.ts';
import { dueSeries, groupByDue } from '../../src/schedule/due-series.ts';

const START = new Date('2026-03-27T00:00:00Z');

const reader = (name: string, timeZone: string, sendAt: string, days: Rhythm['days'] = 'daily') => ({
  name,
  rhythm: { timeZone, sendAt, days },
});

function seriesOf(readers: ReturnType<typeof reader>[], count: number, start = START): string[] {
  return dueSeries(groupByDue(readers, () => start))
    .take(count)
    .map(due => {
      const names = due.flatMap(({ group }) => group.readers.map(({ name }) => name)).sort();
      return `${due[0]!.at.toISOString().slice(0, 16)} ${due[0]!.date} ${names.join(' ')}`;
    })
    .toArray();
}

test('what falls on one instant comes together, instant by instant, whatever the time zones', () => {
  const readers = [
    reader('ada', 'Europe/Berlin', '07:00'),
    reader('bob', 'Europe/London', '06:00'),
    reader('cleo', 'Asia/Kolkata', '07:00', 'weekly:sat'),
  ];
  expect(seriesOf(readers, 4)).toEqual([
    '2026-03-27T06:00 2026-03-27 ada bob',
    '2026-03-28T01:30 2026-03-28 cleo',
    '2026-03-28T06:00 2026-03-28 ada bob',
    '2026-03-29T05:00 2026-03-29 ada bob',
  ]);
});

test('a time that the clock skips is due when the clock goes on, and one that comes twice is due once', () => {
  const berlin = [reader('ada', 'Europe/Berlin', '02:30')];
  expect(seriesOf(berlin, 2, new Date('2026-03-28T12:00:00Z'))).toEqual([
    '2026-03-29T01:00 2026-03-29 ada',
    '2026-03-30T00:30 2026-03-30 ada',
  ]);
  expect(seriesOf(berlin, 2, new Date('2026-10-24T12:00:00Z'))).toEqual([
    '2026-10-25T00:30 2026-10-25 ada',
    '2026-10-26T01:30 2026-10-26 ada',
  ]);
});

test('a date that a zone left out brings no second mail for the next', () => {
  // Samoa crossed the date line: after 29 December 2011 came the 31st.
  expect(seriesOf([reader('ada', 'Pacific/Apia', '07:00')], 3, new Date('2011-12-29T12:00:00Z'))).toEqual([
    '2011-12-29T17:00 2011-12-29 ada',
    '2011-12-30T10:00 2011-12-31 ada',
    '2011-12-31T17:00 2012-01-01 ada',
  ]);
});

test('without readers there is nothing to come', () => {
  expect(seriesOf([], 5)).toEqual([]);
});
