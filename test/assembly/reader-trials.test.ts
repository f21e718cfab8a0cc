import { expect, test } from 'vitest';
import { readerTrials } from '../../src/assembly/reader-trials.ts';
import type { Config } from '../../src/config.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { Rhythm } from '../../src/domain/subscriber.ts';
import type { ChosenFields, TriedOut } from '../../src/web/ports.ts';
import { temporaryStore } from '../store/open.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const RHYTHM: Rhythm = { timeZone: 'UTC', sendAt: '07:00', days: 'weekdays' };
const BEES = {
  id: 'bees',
  name: 'Bees',
  group: 'all',
  description: 'Bees',
  strong: ['honey bee', 'hive'],
  weak: [],
  exclude: [],
};
const chosen: ChosenFields = {
  topics: [],
  keywords: [],
  muted: [],
  authors: [],
  labs: [],
  categories: [],
  papers: '10',
  outside: false,
};

async function trials() {
  const store = await temporaryStore();
  const titles = ['A Hive of Honey Bees', 'Kites in the Wind', 'A Survey of Kites'];
  await store.papers.write(async papers => {
    for (const title of titles) await papers.insert({ title }, '2026-11-18T06:00:00.000Z', []);
    await papers.insert({ title: 'Kites of Old' }, '2026-10-01T06:00:00.000Z', []);
  });
  return readerTrials({
    store,
    clock: { now: () => NOW },
    catalogue: { version: 1, groups: { all: 'All' }, topics: [BEES] },
    config: { timeZone: 'UTC' } as Config,
  });
}

const asked = { ...chosen, topics: ['bees'], keywords: ['kite'], muted: ['survey'] };

test('a try is worked out on what came in during the last days, in words and with links', async () => {
  const { tryOut } = await trials();
  const tried = (await tryOut(asked, RHYTHM)) as TriedOut;
  expect(tried).toMatchObject({ days: 30, considered: 3, matched: 2, mails: [2] });
  expect(tried.examples.map(({ paper, why }) => [paper.title, why.lead, why.items[0]?.name]).sort()).toEqual([
    ['A Hive of Honey Bees', 'Because you follow', 'Bees'],
    ['Kites in the Wind', 'Because you follow', 'the words “kite”'],
  ]);
  expect(tried.muted).toMatchObject([{ word: 'survey', removed: 1, suchAs: { title: 'A Survey of Kites' } }]);
  expect(tried.keywords).toEqual([{ keyword: 'kite', papers: 1, alone: 1 }]);
  expect(tried.missed).toMatchObject([
    { paper: { title: 'A Survey of Kites' }, miss: { kind: 'muted', word: 'survey' } },
  ]);
});

test('tries are held to the rules of people files', async () => {
  const { tryOut } = await trials();
  expect(await tryOut({ ...chosen, topics: ['chess'], papers: '0' }, RHYTHM)).toMatchObject({
    faults: [
      { field: 'papers', found: '0', expected: 'expected a whole number from 1 to 50' },
      { field: 'topics', found: 'chess' },
    ],
  });
});

test('of many who try at once the last are asked to come back, and the others are answered', async () => {
  const { tryOut } = await trials();
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => tryOut(asked, RHYTHM)));
  const turnedAway = tries.filter(({ status }) => status === 'rejected');
  expect(turnedAway.length).toBeGreaterThan(0);
  expect(tries.slice(0, 12 - turnedAway.length).every(({ status }) => status === 'fulfilled')).toBe(true);
  for (const { reason } of turnedAway as PromiseRejectedResult[]) {
    expect(reason).toBeInstanceOf(AppError);
    expect(reason.code).toBe('usage');
  }
  expect(await tryOut(asked, RHYTHM)).toMatchObject({ considered: 3 });
});

test('what one reader tries leaves no trace in what another is told', async () => {
  const { tryOut } = await trials();
  const before = await tryOut({ ...chosen, keywords: ['kite'] }, RHYTHM);
  await tryOut(asked, RHYTHM);
  expect(await tryOut({ ...chosen, keywords: ['kite'] }, RHYTHM)).toEqual(before);
});
