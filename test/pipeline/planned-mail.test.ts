// What planning puts into mails beside the papers chosen for them.
import { beforeEach, expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { openPool, rankedPapers, selectFor } from '../../src/pipeline/one-reader.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from '../store/open.ts';
import { claimAt } from '../store/sending.ts';
import { dayAfter, keep, MONDAY, mailsAt, NOTHING_RANKED, planAt, subscribe } from './mails.ts';

const HIVE = { title: 'How a Hive Decides Where to Live', arxivId: '2603.00001' };
const KITES = { title: 'Kites That Steer Themselves in Gusty Wind', arxivId: '2603.00002' };
const CODE = { links: { code: 'https://github.com/a/b' } };
const TUESDAY = dayAfter(1);

let store: Store;

beforeEach(async () => {
  store = await temporaryStore();
});

/** The papers frozen with the last mail of the only reader. */
async function frozenIds(batchId: number) {
  return (await store.ledger.batch(batchId)).papers.map(({ id }) => id);
}

test('the mail tells since when its papers are new, by the calendar of the reader', async () => {
  const rhythm = { timeZone: 'Pacific/Auckland', sendAt: '19:00', days: 'weekdays' as const };
  await subscribe(store, { rhythm });
  await keep(store, [HIVE]);
  // Eight days before Monday at 6:00 UTC, which is seven in the evening there.
  expect((await mailsAt(store, MONDAY))[0]?.selection.since).toBe('2026-02-22');
  await keep(store, [KITES], dayAfter(1));
  // Three publishing days.
  expect((await mailsAt(store, TUESDAY))[0]?.selection.since).toBe('2026-02-26');
});

test('the mail has the layout that the reader wants', async () => {
  await subscribe(store, { layout: 'compact' });
  await subscribe(store, { address: 'bob@lab.org' });
  await keep(store, [HIVE]);
  const [ada, bob] = await mailsAt(store, MONDAY);
  expect(ada?.selection.layout).toBe('compact');
  expect(bob?.selection).not.toHaveProperty('layout');
});

test('the next mail tells what became of a paper that was sent, and the one after it no more', async () => {
  await subscribe(store);
  const [hive] = await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await keep(store, [KITES, { ...HIVE, ...CODE }], dayAfter(0, 2));
  const followUps = [{ paperId: hive, sentOn: '2026-03-02', news: { kind: 'code' } }];
  expect(await mailsAt(store, TUESDAY)).toMatchObject([{ date: '2026-03-03', selection: { followUps } }]);
  expect(await frozenIds(2)).toContain(hive);
  await keep(store, [{ title: 'Bread' }], dayAfter(1, 2));
  expect((await mailsAt(store, dayAfter(2)))[0]?.selection).not.toHaveProperty('followUps');
});

test('what was muted since, or was said less of, is followed up no more, however old and whatever is learnt', async () => {
  const hives = ['One', 'Two', 'Three'].map((name, at) => ({
    title: `Hive Number ${name}`,
    arxivId: `2603.0001${at}`,
  }));
  await subscribe(store);
  const [, lessened, wanted] = await keep(store, hives);
  await mailsAt(store, MONDAY);
  const { id } = (await store.subscribers.byAddress('ada@lab.org'))!;
  await store.opinions.say(id, { paperId: lessened!, kind: 'less', now: dayAfter(0, 1) });
  await store.opinions.turn(id, false);
  await subscribe(store, { interests: { ...NO_INTERESTS, muted: ['number one'] } });
  const followedUp = async (at: Date) => (await mailsAt(store, at))[0]?.selection.followUps?.map(told => told.paperId);

  const withCode = hives.map(hive => ({ ...hive, ...CODE }));
  await keep(store, [KITES, ...withCode], dayAfter(0, 2));
  expect(await followedUp(TUESDAY)).toEqual([wanted]);
  // By now they entered before any window begins.
  const published = hives.map(hive => ({ ...hive, doi: `10.1000/${hive.arxivId}` }));
  await keep(store, [{ title: 'Bread' }, ...published], dayAfter(14, -1));
  expect(await followedUp(dayAfter(14))).toEqual([wanted]);
});

test('a day without a mail loses no news', async () => {
  await subscribe(store);
  const [hive] = await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await keep(store, [{ ...HIVE, ...CODE }], dayAfter(0, 2));
  expect((await mailsAt(store, TUESDAY))[0]?.selection.papers).toEqual([]);
  await keep(store, [KITES], dayAfter(1, 2));
  expect((await mailsAt(store, dayAfter(2)))[0]?.selection.followUps).toMatchObject([{ paperId: hive }]);
});

test('news alone makes no mail', async () => {
  await subscribe(store);
  await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await keep(store, [{ ...HIVE, ...CODE }], dayAfter(0, 2));
  await mailsAt(store, TUESDAY);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, skipped: 1 });
});

test('a paper that entered before any window is frozen with the news of it, by falling score', async () => {
  const rhythm = { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'weekly:mon' as const };
  await subscribe(store, { rhythm, nextDueAt: () => dayAfter(-7).toISOString() });
  const [hive] = await keep(store, [HIVE], dayAfter(-10));
  await mailsAt(store, dayAfter(-7));
  const [kites] = await keep(store, [KITES, { ...HIVE, ...CODE }], dayAfter(6));
  const plan = await planAt(store, dayAfter(7));
  expect(plan.papers.map(({ id }) => id)).toEqual([kites]);
  expect(plan.readers[0]?.selection.followUps).toMatchObject([{ paperId: hive }]);
  const { papers } = await store.ledger.batch(2);
  expect(papers.map(({ id }) => id).toSorted()).toEqual([hive, kites]);
  expect(papers).toEqual(papers.toSorted((a, b) => b.score - a.score));
});

test('a reader whose mail has room sees what one word kept out, and who has enough does not', async () => {
  await subscribe(store, { keywords: ['hive', 'kites + bread'] });
  const enough = { address: 'bob@lab.org', keywords: ['hive', 'kites + bread'], papersPerMail: 1 };
  await subscribe(store, enough);
  const [hive, kites] = await keep(store, [HIVE, KITES]);
  const [ada, bob] = await mailsAt(store, MONDAY);
  const miss = { kind: 'part', keyword: 'kites + bread', missing: 'bread' };
  expect(ada?.selection.justMissed).toEqual([{ paperId: kites, miss }]);
  expect(bob?.selection).not.toHaveProperty('justMissed');
  expect((await frozenIds(1)).toSorted()).toEqual([hive, kites]);
});

test('nobody is told twice what was just missed', async () => {
  await subscribe(store, { keywords: ['hive', 'kites + bread', 'honey'] });
  await keep(store, [HIVE, KITES]);
  expect((await mailsAt(store, MONDAY))[0]?.selection.justMissed).toHaveLength(1);
  await keep(store, [{ title: 'Honey' }], dayAfter(0, 2));
  const [next] = await mailsAt(store, TUESDAY);
  expect(next?.selection.papers).toHaveLength(1);
  expect(next?.selection).not.toHaveProperty('justMissed');
});

test('what was just missed alone makes no mail', async () => {
  await subscribe(store, { keywords: ['kites + bread'] });
  await keep(store, [KITES]);
  expect((await mailsAt(store, MONDAY))[0]?.selection).toEqual({ papers: [], considered: 1, matched: 0 });
  expect(await store.ledger.counts()).toMatchObject({ submitted: 0, skipped: 1 });
});

test('a mail is dated whose subject would be that of the last one, and the one after it again', async () => {
  await subscribe(store);
  const editorial = (authors: string) => ({ title: 'Editorial', authors: [authors] });
  const isDated = async (days: number) => (await mailsAt(store, dayAfter(days)))[0]?.selection.isSubjectDated;
  await keep(store, [editorial('Ada Lovelace')]);
  expect(await isDated(0)).toBeUndefined();
  await keep(store, [editorial('Mary Shelley')], dayAfter(0, 2));
  expect(await isDated(1)).toBe(true);
  await keep(store, [editorial('Emil Post')], dayAfter(1, 2));
  expect(await isDated(2)).toBe(true);
  await keep(store, [KITES], dayAfter(2, 2));
  expect(await isDated(3)).toBeUndefined();
});

test('equal mails share one row, and mails that differ only beside the papers do not', async () => {
  for (const name of ['ada', 'bob']) await subscribe(store, { address: `${name}@lab.org` });
  await subscribe(store, { address: 'eve@lab.org', layout: 'text' });
  await keep(store, [HIVE]);
  await planAt(store, MONDAY);
  const rows = await claimAt(store.ledger, MONDAY);
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map(({ selection }) => selection)).size).toBe(2);
});

test('a preview shows what the mail would, but for news of papers that nobody was sent', async () => {
  await keep(store, [HIVE, KITES]);
  const papers = await rankedPapers({ papers: store.papers, prior: NOTHING_RANKED.prior }, MONDAY);
  const pool = openPool(papers, NOTHING_RANKED.catalogue, MONDAY);
  const interests = {
    topics: [],
    keywords: ['hive', 'kites + bread'],
    muted: [],
    authors: [],
    labs: [],
    categories: [],
    outside: false,
  };
  const reader = { interests, papersPerMail: 10, layout: 'compact' as const, timeZone: 'Asia/Tokyo' };
  const selection = await selectFor(reader, pool, store.opinions);
  expect(selection).toMatchObject({ layout: 'compact', since: '2026-02-16', justMissed: [{ paperId: 2 }] });
  expect(selection).not.toHaveProperty('followUps');
});
