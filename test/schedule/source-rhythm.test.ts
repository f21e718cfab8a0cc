import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOURCE_STATES, type SourceKind, type SourceStatus } from '../../src/domain/source.ts';
import { nextFetch } from '../../src/schedule/source-rhythm.ts';

function status(lastReadAt: string, facts: Partial<SourceStatus> = {}): SourceStatus {
  return { source: 's', kind: 'web', state: 'unchanged', since: lastReadAt, lastReadAt, papers: 3, ...facts };
}

/** As if asked in the moment after the reading. */
function next(kind: SourceKind, lastReadAt: string, facts: Partial<SourceStatus> = {}, now = lastReadAt) {
  return nextFetch({ kind, status: status(lastReadAt, { kind, ...facts }) }, new Date(now))?.toISOString();
}

test('a source that was never read is due now', () => {
  const now = new Date('2026-11-21T12:34:56Z');
  for (const kind of ['hf', 'arxiv', 'web', 'file'] as const) expect(nextFetch({ kind }, now)).toEqual(now);
});

test('a source that is off, and standard input, are never due', () => {
  expect(next('web', '2026-11-23T07:00:00Z', { state: 'off' })).toBeUndefined();
  expect(next('stdin', '2026-11-23T07:00:00Z')).toBeUndefined();
  expect(nextFetch({ kind: 'stdin' }, new Date())).toBeUndefined();
});

describe('Hugging Face is due', () => {
  test.each([
    ['at the next even hour', '2026-11-23T07:00:01Z', '2026-11-23T08:00:00.000Z'],
    ['two hours later, when it was read on the hour', '2026-11-23T08:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['through the night', '2026-11-23T22:30:00Z', '2026-11-24T00:00:00.000Z'],
    ['on Saturday at six for the last time', '2026-11-28T04:00:00Z', '2026-11-28T06:00:00.000Z'],
    ['on Monday after that', '2026-11-28T06:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['on Monday after a reading on Sunday', '2026-11-29T23:59:59Z', '2026-11-30T00:00:00.000Z'],
  ])('%s', (_, read, due) => {
    expect(next('hf', read)).toBe(due);
  });

  test('a quarter of an hour after a failure, but not past the close', () => {
    expect(next('hf', '2026-11-27T23:50:00Z', { state: 'failed' })).toBe('2026-11-28T00:05:00.000Z');
    expect(next('hf', '2026-11-28T06:00:00Z', { state: 'failed' })).toBe('2026-11-30T00:00:00.000Z');
  });

  test('at once for a list that was missed', () => {
    expect(next('hf', '2026-11-27T20:00:00Z', {}, '2026-11-29T12:00:00Z')).toBe('2026-11-29T12:00:00.000Z');
  });
});

describe('arXiv is due', () => {
  const settledAt = '2026-11-23T05:10:00.000Z';

  test('after the next midnight, once its list is settled', () => {
    expect(next('arxiv', '2026-11-23T05:10:00Z', { state: 'fresh', settledAt })).toBe('2026-11-24T05:10:00.000Z');
    expect(next('arxiv', '2026-11-23T19:00:00Z', { settledAt })).toBe('2026-11-24T05:10:00.000Z');
  });

  test('every half an hour while it is not', () => {
    expect(next('arxiv', '2026-11-24T05:10:00Z', { state: 'stale', settledAt })).toBe('2026-11-24T05:40:00.000Z');
    expect(next('arxiv', '2026-11-24T05:40:00Z', { settledAt })).toBe('2026-11-24T06:10:00.000Z');
    expect(next('arxiv', '2026-11-24T05:10:00Z', { state: 'failed', settledAt })).toBe('2026-11-24T05:25:00.000Z');
  });

  test('even if it was read between midnight and the making of its list', () => {
    const early = '2026-11-24T05:01:00.000Z';
    expect(next('arxiv', early, { state: 'fresh', settledAt: early })).toBe('2026-11-24T05:10:00.000Z');
    expect(next('arxiv', '2026-11-24T05:10:00Z', { settledAt: early })).toBe('2026-11-24T05:40:00.000Z');
  });

  test('not before the day is over, for then it has a new list', () => {
    expect(next('arxiv', '2026-11-24T04:45:00Z', { state: 'stale' })).toBe('2026-11-24T05:10:00.000Z');
  });

  test('on Monday after Friday, whatever became of it', () => {
    const friday = '2026-11-28T04:50:00Z';
    for (const state of ['fresh', 'stale', 'failed'] as const)
      expect(next('arxiv', friday, { state })).toBe('2026-11-30T05:10:00.000Z');
    expect(next('arxiv', '2026-11-28T12:00:00Z', { state: 'failed' })).toBe('2026-11-30T05:10:00.000Z');
  });

  test('at once when its list of today was missed, and not for a list that is gone', () => {
    expect(next('arxiv', '2026-11-25T05:10:00Z', {}, '2026-11-27T15:00:00Z')).toBe('2026-11-27T15:00:00.000Z');
    expect(next('arxiv', '2026-11-25T05:10:00Z', {}, '2026-11-28T15:00:00Z')).toBe('2026-11-30T05:10:00.000Z');
  });

  test('on a holiday too, once it is known to be quiet only the day after', () => {
    const quiet = { state: 'quiet', settledAt: '2026-11-27T05:10:00.000Z' } as const;
    expect(next('arxiv', '2026-11-26T05:10:00Z', { settledAt: '2026-11-26T05:10:00Z' })).toBe(
      '2026-11-27T05:10:00.000Z',
    );
    expect(next('arxiv', '2026-11-27T05:10:00Z', quiet)).toBe('2026-11-30T05:10:00.000Z');
  });

  test.each([
    ['forward', '2026-03-06T05:10:00.000Z', '2026-03-09T04:10:00.000Z'],
    ['back', '2026-10-30T04:10:00.000Z', '2026-11-02T05:10:00.000Z'],
  ])('at ten past midnight by the clock when it goes %s', (_, read, due) => {
    expect(next('arxiv', read, { settledAt: read })).toBe(due);
  });
});

test('a file is due after a quarter of an hour, a page on the web after two hours or a quarter after a failure', () => {
  expect(next('file', '2026-11-28T07:00:00Z')).toBe('2026-11-28T07:15:00.000Z');
  expect(next('web', '2026-11-28T07:00:00Z')).toBe('2026-11-28T09:00:00.000Z');
  expect(next('web', '2026-11-28T07:00:00Z', { state: 'failed' })).toBe('2026-11-28T07:15:00.000Z');
});

test('a source that asked to be left alone is', () => {
  const notBefore = '2026-11-24T07:00:00.000Z';
  for (const kind of ['hf', 'web', 'file'] as const)
    expect(next(kind, '2026-11-23T07:00:00Z', { state: 'failed', notBefore })).toBe(notBefore);
  expect(next('web', '2026-11-24T06:00:00Z', { notBefore })).toBe('2026-11-24T08:00:00.000Z');
});

const at = fc.date({ min: new Date('2020-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });
const ago = fc.integer({ min: -3_600_000, max: 10 * 86_400_000 });

test('whatever its state, a source is due after its last reading, now or later, and when it may be asked again', () => {
  const kinds = fc.constantFrom<SourceKind>('hf', 'arxiv', 'web', 'file');
  const states = fc.constantFrom(...SOURCE_STATES.filter(state => state !== 'off'));
  const maybe = fc.option(ago, { nil: undefined });
  fc.assert(
    fc.property(kinds, states, at, ago, maybe, maybe, (kind, state, now, readAgo, settledAgo, wait) => {
      const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
      const settledAt = settledAgo === undefined ? undefined : before(settledAgo);
      const notBefore = wait === undefined ? undefined : before(-wait);
      const read = status(before(readAgo), { kind, state, settledAt, notBefore });
      const due = nextFetch({ kind, status: read }, now)!;
      expect(due.getTime()).toBeGreaterThan(Date.parse(read.lastReadAt));
      expect(due.getTime()).toBeGreaterThanOrEqual(now.getTime());
      if (notBefore) expect(due.getTime()).toBeGreaterThanOrEqual(Date.parse(notBefore));
    }),
    { numRuns: 1000 },
  );
});

test('whoever reads when arXiv is due reads once on each day from Monday to Friday, for ten years', () => {
  let now = new Date('2026-01-01T05:10:00.000Z');
  const read = new Map<string, number>();
  while (now < new Date('2036-01-01T00:00:00Z')) {
    const day = now.toISOString();
    read.set(day.slice(0, 10), (read.get(day.slice(0, 10)) ?? 0) + 1);
    now = nextFetch({ kind: 'arxiv', status: status(day, { kind: 'arxiv', state: 'fresh', settledAt: day }) }, now)!;
  }
  for (let day = Date.parse('2026-01-01'); day < Date.parse('2036-01-01'); day += 86_400_000) {
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    const date = new Date(day).toISOString().slice(0, 10);
    if ((read.get(date) ?? 0) !== (isWeekend ? 0 : 1)) expect.fail(`${date} was read ${read.get(date) ?? 0} times`);
  }
});
