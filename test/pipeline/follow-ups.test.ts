import { expect, test } from 'vitest';
import type { PaperNews } from '../../src/domain/paper-news.ts';
import type { DatedNews, ReaderPast } from '../../src/domain/ports.ts';
import { followUps, newsByPaper } from '../../src/pipeline/follow-ups.ts';

const LAST_MAIL = '2026-03-02T06:00:00.000Z';
const SINCE = '2026-03-02T09:00:00.000Z';

const about = (paperId: number, news: PaperNews, at = SINCE): DatedNews => ({ paperId, news, at });

const WANTED = () => false;

function told(
  news: readonly DatedNews[],
  sent: readonly number[],
  past: Partial<ReaderPast> = {},
  isUnwanted = WANTED as (id: number) => boolean,
) {
  const alreadySent = new Map(sent.map(id => [id, '2026-03-02']));
  const reader: ReaderPast = {
    dates: new Set(),
    alreadySent,
    maybeSent: new Set(),
    toldAsMissed: new Set(),
    lastMail: { dueAt: LAST_MAIL },
    ...past,
  };
  return followUps(reader, newsByPaper(news), isUnwanted).map(({ paperId, news }) => [paperId, news.kind]);
}

test('a reader is told of papers that were sent, and when that was', () => {
  const past: ReaderPast = {
    dates: new Set(),
    alreadySent: new Map([[7, '2026-02-27']]),
    maybeSent: new Set(),
    toldAsMissed: new Set(),
    lastMail: { dueAt: LAST_MAIL },
  };
  expect(followUps(past, newsByPaper([about(7, { kind: 'code' }), about(8, { kind: 'code' })]), WANTED)).toEqual([
    { paperId: 7, sentOn: '2026-02-27', news: { kind: 'code' } },
  ]);
});

test('published comes before code, code before a version, a version before votes, and three are told', () => {
  const news = [
    about(1, { kind: 'upvotes', mark: 1000 }),
    about(2, { kind: 'version', version: 2 }),
    about(3, { kind: 'code' }),
    about(4, { kind: 'published' }),
  ];
  expect(told(news, [1, 2, 3, 4])).toEqual([
    [4, 'published'],
    [3, 'code'],
    [2, 'version'],
  ]);
});

test('more votes come before fewer', () => {
  const news = [about(1, { kind: 'upvotes', mark: 50 }), about(2, { kind: 'upvotes', mark: 500 })];
  expect(told(news, [1, 2])).toEqual([
    [2, 'upvotes'],
    [1, 'upvotes'],
  ]);
});

test('what a reader wants to hear no more of makes room for others', () => {
  const news = [1, 2, 3, 4].map(id => about(id, { kind: 'code' }));
  expect(told(news, [1, 2, 3, 4], {}, id => id === 2).map(([id]) => id)).toEqual([1, 3, 4]);
});

test('of one paper the best is told, and only that', () => {
  const news = [about(1, { kind: 'version', version: 2 }), about(1, { kind: 'code' })];
  expect(told(news, [1])).toEqual([[1, 'code']]);
});

test('what came in before the last mail is no news', () => {
  const news = [about(1, { kind: 'published' }, LAST_MAIL), about(1, { kind: 'code' })];
  expect(told(news, [1])).toEqual([[1, 'code']]);
});

test('who was never sent a mail is told nothing', () => {
  expect(told([about(1, { kind: 'code' })], [1], { lastMail: undefined })).toEqual([]);
  expect(followUps(undefined, newsByPaper([about(1, { kind: 'code' })]), WANTED)).toEqual([]);
});
