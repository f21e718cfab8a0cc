import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { SOURCE_STATES, type SourceKind, type SourceStatus } from '../../src/domain/source.ts';
import { changeOf, judgeReading, quietHoliday } from '../../src/pipeline/source-state.ts';

type Reading = Parameters<typeof judgeReading>[0];

/** Ten past midnight in New York, in winter. */
const TUESDAY = '2026-11-24T05:10:00.000Z';
const AFTER_THANKSGIVING = '2026-11-27T05:10:00.000Z';
const SATURDAY = '2026-11-28T12:00:00.000Z';

const SOURCES: Record<SourceKind, string> = {
  hf: 'hf://daily',
  arxiv: 'arxiv://cs.LG',
  web: 'https://example.org/feed.xml',
  file: './digests/*.txt',
  stdin: '-',
};

/** One new document with three known papers. */
function reading(kind: SourceKind, facts: Partial<Reading> = {}): Reading {
  return { source: SOURCES[kind], kind, papers: 3, fresh: 0, documents: 1, unchanged: 0, ...facts };
}

const EMPTY = { papers: 0 };
const NOT_MODIFIED = { papers: 0, documents: 0, unchanged: 1 };

function stood(kind: SourceKind, facts: Partial<SourceStatus> = {}): SourceStatus {
  const at = '2026-11-23T05:10:00.000Z';
  return {
    source: SOURCES[kind],
    kind,
    state: 'fresh',
    since: at,
    lastReadAt: at,
    settledAt: at,
    papers: 40,
    ...facts,
  };
}

const judge = (read: Reading, known: SourceStatus | undefined, now: string) => judgeReading(read, known, new Date(now));

describe('a source is', () => {
  test('fresh when it brings papers, and settled with that', () => {
    expect(judge(reading('hf', { fresh: 2 }), undefined, TUESDAY)).toEqual({
      source: 'hf://daily',
      kind: 'hf',
      state: 'fresh',
      since: TUESDAY,
      lastReadAt: TUESDAY,
      settledAt: TUESDAY,
      papers: 3,
    });
  });

  test('unchanged when its papers are known, or it says that it is as it was', () => {
    const known = stood('web');
    expect(judge(reading('web'), known, TUESDAY)).toMatchObject({ state: 'unchanged', papers: 3 });
    expect(judge(reading('web', NOT_MODIFIED), known, TUESDAY)).toMatchObject({
      state: 'unchanged',
      papers: 40,
      settledAt: known.settledAt,
    });
  });

  test('off when it is gone for good', () => {
    const gone = reading('web', { ...EMPTY, documents: 0, gone: true });
    expect(judge(gone, stood('web'), TUESDAY)).toMatchObject({ state: 'off', papers: 40, message: /410/ });
  });

  test('failed even if a part of it brought papers, with the reason and the wish to be left alone', () => {
    const failure = new AppError('source_unreachable', 'page 2: no answer within 30000 ms');
    const notBefore = '2026-11-24T06:00:00.000Z';
    expect(judge(reading('hf', { fresh: 2, failure, notBefore }), stood('hf'), TUESDAY)).toMatchObject({
      state: 'failed',
      message: failure.message,
      notBefore,
      settledAt: stood('hf').settledAt,
    });
  });

  test('asked again as usual once it no longer wants to be left alone', () => {
    const known = stood('hf', { state: 'failed', notBefore: TUESDAY, message: 'busy' });
    const read = judge(reading('hf'), known, TUESDAY);
    expect([read.state, read.notBefore, read.message]).toEqual(['unchanged', undefined, undefined]);
  });
});

describe('an empty list', () => {
  test.each<[string, SourceKind, string, string]>([
    ['on a Saturday', 'hf', SATURDAY, 'weekend'],
    ['on a Saturday', 'arxiv', SATURDAY, 'weekend'],
    ['while it is still Friday in UTC, and Saturday nowhere', 'hf', '2026-11-28T00:30:00Z', 'weekend'],
    ['on the day after Thanksgiving', 'arxiv', AFTER_THANKSGIVING, 'arXiv holiday: Thanksgiving'],
    [
      'on the Monday after a Friday without announcement',
      'arxiv',
      '2026-07-06T04:10:00Z',
      'arXiv holiday: Independence Day',
    ],
    ['of a day that has just begun', 'hf', '2026-11-23T06:00:00Z', 'nothing listed yet'],
    ['of a feed', 'web', TUESDAY, 'no entries'],
    ['of a file', 'file', TUESDAY, 'no entries'],
  ])('%s is quiet for %s: %s', (_, kind, now, message) => {
    expect(judge(reading(kind, EMPTY), stood(kind), now)).toMatchObject({
      state: 'quiet',
      message,
      papers: 0,
      settledAt: new Date(now).toISOString(),
    });
  });

  test('is judged by the date in New York for arXiv, and in UTC for Hugging Face', () => {
    const fridayNight = '2026-11-21T03:00:00Z';
    expect(judge(reading('arxiv', EMPTY), undefined, fridayNight).state).toBe('stale');
    expect(judge(reading('hf', EMPTY), undefined, fridayNight).state).toBe('quiet');
  });

  test.each<[SourceKind, string]>([
    ['arxiv', TUESDAY],
    ['hf', '2026-11-24T12:00:00Z'],
  ])('of %s is stale on any other weekday, and settles nothing', (kind, now) => {
    const known = stood(kind);
    expect(judge(reading(kind, EMPTY), known, now)).toMatchObject({
      state: 'stale',
      message: 'empty on a weekday',
      settledAt: known.settledAt,
    });
  });

  test('in the winter break is quiet, but arXiv is asked again, since a list may still come', () => {
    const known = stood('arxiv', { settledAt: '2026-12-29T05:10:00.000Z' });
    const quiet = judge(reading('arxiv', EMPTY), known, '2026-12-30T05:10:00Z');
    expect(quiet).toMatchObject({ state: 'quiet', message: 'arXiv holiday: winter break' });
    expect(quiet.settledAt).toBe(known.settledAt);
  });

  test('stays quiet when the server says that it is as it was', () => {
    const quiet = judge(reading('arxiv', EMPTY), stood('arxiv'), AFTER_THANKSGIVING);
    const later = '2026-11-27T12:00:00.000Z';
    expect(judge(reading('arxiv', NOT_MODIFIED), quiet, later)).toEqual({
      ...quiet,
      lastReadAt: later,
      settledAt: later,
    });
  });
});

describe('a list of arXiv whose highest id is not new is', () => {
  const known = stood('arxiv', { highestId: '2611.20100' });
  const old = reading('arxiv', { highestId: '2611.20100', listedAt: '2026-11-24' });

  test('stale, though it carries the date of today', () => {
    expect(judge(old, known, TUESDAY)).toMatchObject({
      state: 'stale',
      message: 'dated 2026-11-24, but its highest id 2611.20100 is not new',
      settledAt: known.settledAt,
    });
  });

  test('unchanged once the list of today was read', () => {
    const today = { ...known, settledAt: TUESDAY };
    expect(judge(old, today, '2026-11-24T15:00:00Z')).toMatchObject({ state: 'unchanged', settledAt: TUESDAY });
  });

  test('unchanged on a weekend and a holiday, when nothing new is to be expected', () => {
    for (const now of [SATURDAY, AFTER_THANKSGIVING]) expect(judge(old, known, now).state).toBe('unchanged');
  });

  test('unchanged by the server’s word', () => {
    expect(judge(reading('arxiv', NOT_MODIFIED), known, TUESDAY).state).toBe('unchanged');
  });

  test('fresh as soon as a higher id comes, over the turn of a month too', () => {
    const next = judge(reading('arxiv', { fresh: 3, highestId: '2612.00007' }), known, '2026-12-01T05:10:00Z');
    expect(next).toMatchObject({ state: 'fresh', highestId: '2612.00007' });
    expect(judge(old, next, '2026-12-02T05:10:00Z')).toMatchObject({ state: 'stale', highestId: '2612.00007' });
  });

  test('judged by new ids only', () => {
    const ancient = reading('arxiv', { highestId: 'math/0611800' });
    expect(judge(ancient, stood('arxiv'), TUESDAY)).toMatchObject({ state: 'unchanged' });
  });
});

test('a state is as old as its first reading', () => {
  const first = judge(reading('web', { fresh: 1 }), undefined, TUESDAY);
  const second = judge(reading('web', { fresh: 1 }), first, '2026-11-24T07:10:00.000Z');
  expect(second.since).toBe(TUESDAY);
  expect(judge(reading('web'), second, SATURDAY).since).toBe(SATURDAY);
});

test('whatever is read, no settled list and no higher id is forgotten', () => {
  const kinds = fc.constantFrom<SourceKind>('hf', 'arxiv', 'web', 'file');
  const facts = fc.record({
    papers: fc.nat(3),
    fresh: fc.nat(3),
    documents: fc.nat(2),
    unchanged: fc.nat(2),
    highestId: fc.constantFrom(undefined, '2611.00001', '2611.20100', '2612.00001', 'cs/0112017'),
    failure: fc.constantFrom(undefined, new AppError('source_unreachable', 'x')),
  });
  const now = fc.date({ min: new Date('2026-11-24'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(kinds, facts, now, (kind, read, at) => {
      const known = stood(kind, { highestId: '2611.20100' });
      const after = judgeReading(reading(kind, read), known, at);
      expect(SOURCE_STATES).toContain(after.state);
      expect(after.settledAt! >= known.settledAt!).toBe(true);
      expect(after.highestId! >= known.highestId!).toBe(true);
      expect(after.lastReadAt).toBe(at.toISOString());
    }),
  );
});

describe('the operator is told', () => {
  const failed = stood('hf', { state: 'failed', since: '2026-11-24T07:02:09.000Z', message: 'no answer' });

  test('when a source fails, why, and how it was', () => {
    expect(changeOf(stood('hf'), failed)).toBe('hf://daily: failed since 07:02 UTC (no answer); was fresh');
  });

  test('of a failure at the very first reading', () => {
    expect(changeOf(undefined, failed)).toBe('hf://daily: failed since 07:02 UTC (no answer)');
  });

  test('once, whatever it fails of next', () => {
    expect(changeOf(failed, { ...failed, message: 'refused' })).toBeUndefined();
  });

  test('when it is well again', () => {
    expect(changeOf(failed, stood('hf', { state: 'unchanged', since: '2026-11-24T09:00:00Z' }))).toBe(
      'hf://daily: unchanged since 09:00 UTC; was failed',
    );
  });

  test('nothing of new papers or none, which is how a source lives', () => {
    expect(changeOf(undefined, stood('hf'))).toBeUndefined();
    expect(changeOf(stood('hf'), stood('hf', { state: 'unchanged' }))).toBeUndefined();
    expect(changeOf(stood('hf', { state: 'unchanged' }), stood('hf'))).toBeUndefined();
  });
});

describe('readers have a quiet day', () => {
  const quiet = judge(reading('arxiv', EMPTY), stood('arxiv'), AFTER_THANKSGIVING);
  const later = new Date('2026-11-27T12:00:00Z');

  test('when arXiv announced nothing because of a holiday', () => {
    expect(quietHoliday([stood('hf'), quiet], later)).toBe('Thanksgiving');
  });

  test('whatever is learnt of papers already known', () => {
    const categories = stood('arxiv', { lastReadAt: AFTER_THANKSGIVING, settledAt: AFTER_THANKSGIVING });
    expect(quietHoliday([quiet, categories], later)).toBe('Thanksgiving');
  });

  test('but not where another list of arXiv had papers all the same', () => {
    const news = stood('arxiv', {
      settledAt: AFTER_THANKSGIVING,
      lastReadAt: AFTER_THANKSGIVING,
      highestId: '2611.3',
    });
    expect(quietHoliday([quiet, news], later)).toBeUndefined();
  });

  test('nor on a weekend, nor without a list of arXiv, nor when it was read on another day', () => {
    expect(quietHoliday([judge(reading('arxiv', EMPTY), undefined, SATURDAY)], new Date(SATURDAY))).toBeUndefined();
    expect(quietHoliday([stood('hf')], later)).toBeUndefined();
    expect(quietHoliday([quiet], new Date('2026-11-30T05:05:00Z'))).toBeUndefined();
  });
});
