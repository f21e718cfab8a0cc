// Mails that are other than the usual: the first, the first after a pause, weekly ones, late ones, and the note about silence.
import { beforeEach, expect, test } from 'vitest';
import type { Selection } from '../../src/domain/issue.ts';
import { planIssue } from '../../src/pipeline/plan-issue.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from '../store/open.ts';
import { claimAt, commitAt, settleAt } from '../store/sending.ts';
import { dayAfter, keep, MONDAY, mailsAt, NOTHING_RANKED, planAt, subscribe } from './mails.ts';

const HIVE = { title: 'How a Hive Decides Where to Live', arxivId: '2603.00001' };
const KITES = { title: 'Kites That Steer Themselves in Gusty Wind', arxivId: '2603.00002' };
const BREAD = { title: 'Bread That Keeps', arxivId: '2603.00003' };
const UNCERTAIN = { kind: 'uncertain', reply: 'no answer' } as const;
const DAILY = { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'daily' as const };
const WEEKLY = { ...DAILY, days: 'weekly:mon' as const };

let store: Store;

beforeEach(async () => {
  store = await temporaryStore();
});

const votes = (count: number, at: Date) => [{ at: at.toISOString(), count }];
const titlesOf = async ({ papers }: Selection) => {
  const found = new Map(
    (await store.papers.withIds(papers.map(({ paperId }) => paperId))).map(({ id, title }) => [id, title]),
  );
  return papers.map(({ paperId }) => found.get(paperId));
};
const firstAt = async (now: Date) => (await mailsAt(store, now))[0]!.selection;

/** Nobody learns whether it was sent. */
async function loseAnswerAt(now: Date): Promise<void> {
  await planAt(store, now);
  const [row] = await claimAt(store.ledger, now);
  await commitAt(store.ledger, row!, now);
  await settleAt(store.ledger, row!, UNCERTAIN, now);
}

test('the first mail welcomes with the best of a week, and tells when the next one comes and how big it will be', async () => {
  await subscribe(store, { rhythm: DAILY });
  await keep(store, [{ ...HIVE, upvotes: votes(50, dayAfter(-6)) }], dayAfter(-6));
  await keep(store, [{ ...KITES, upvotes: votes(40, dayAfter(0, -1)) }]);
  const first = await firstAt(MONDAY);
  expect(first).toMatchObject({ occasion: 'welcome', next: { date: '2026-03-03', time: '07:00', papers: 1 } });
  expect(await titlesOf(first)).toEqual([HIVE.title, KITES.title]);
  await keep(store, [BREAD], dayAfter(0, 2));
  expect(await firstAt(dayAfter(1))).not.toHaveProperty('occasion');
});

test('an old archive does not flood a new reader: what is older than a week stays out', async () => {
  await subscribe(store, { papersPerMail: 50 });
  await keep(store, [HIVE], dayAfter(-12));
  await keep(store, [KITES], dayAfter(-3));
  expect(await titlesOf(await firstAt(MONDAY))).toEqual([KITES.title]);
});

test('of a week the weekly mail has the best first, by the votes at that time', async () => {
  await subscribe(store, { rhythm: WEEKLY });
  await keep(store, [BREAD], dayAfter(-1));
  await mailsAt(store, MONDAY);
  await keep(store, [{ ...HIVE, upvotes: votes(20, dayAfter(1)) }], dayAfter(1));
  await keep(store, [{ ...KITES, upvotes: votes(60, dayAfter(6)) }], dayAfter(6));
  await keep(store, [{ ...HIVE, upvotes: votes(300, dayAfter(6)) }], dayAfter(6));
  const mail = await firstAt(dayAfter(7));
  expect(mail.occasion).toBe('weekly');
  expect(await titlesOf(mail)).toEqual([HIVE.title, KITES.title]);
});

test('after a pause one mail brings the best of what was missed, and the next is a usual one', async () => {
  await subscribe(store, { rhythm: DAILY });
  const { publicId } = (await store.subscribers.byAddress('ada@lab.org'))!;
  await keep(store, [BREAD]);
  await mailsAt(store, MONDAY);
  await store.subscribers.pause(publicId, dayAfter(10, -1), MONDAY);
  await keep(store, [{ ...HIVE, upvotes: votes(90, dayAfter(3)) }], dayAfter(2));
  await keep(store, [{ ...KITES, upvotes: votes(70, dayAfter(9)) }], dayAfter(9));
  const back = await firstAt(dayAfter(10));
  expect(back.occasion).toBe('catch-up');
  expect(await titlesOf(back)).toEqual([HIVE.title, KITES.title]);
  await keep(store, [{ title: 'Tides' }], dayAfter(10, 2));
  expect(await firstAt(dayAfter(11))).not.toHaveProperty('occasion');
});

test('a pause that kept no mail back is none to come back from', async () => {
  await subscribe(store, { rhythm: DAILY });
  const { publicId } = (await store.subscribers.byAddress('ada@lab.org'))!;
  await keep(store, [BREAD]);
  await mailsAt(store, MONDAY);
  await store.subscribers.pause(publicId, dayAfter(0, 10), MONDAY);
  await keep(store, [HIVE], dayAfter(0, 2));
  expect(await firstAt(dayAfter(1))).not.toHaveProperty('occasion');
});

test('three publishing days without a match bring one note with what was just missed, and then silence', async () => {
  await subscribe(store, { keywords: ['hive'], rhythm: DAILY });
  await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await keep(store, [KITES], dayAfter(0, 2));
  const occasions: (string | undefined)[] = [];
  for (const day of [1, 2, 3, 4, 5, 8, 20]) {
    await keep(store, [{ title: `Something Else Number ${day}` }], dayAfter(day, -1));
    occasions.push((await firstAt(dayAfter(day))).occasion);
  }
  expect(occasions).toEqual([undefined, undefined, 'quiet', undefined, undefined, undefined, undefined]);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 2 });
});

test('after the note a match brings a usual mail, and a new silence a new note', async () => {
  await subscribe(store, { keywords: ['hive'], rhythm: DAILY });
  await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await keep(store, [KITES], dayAfter(2));
  expect((await firstAt(dayAfter(3))).occasion).toBe('quiet');
  await keep(store, [{ title: 'A Hive Moves House' }], dayAfter(3, 2));
  expect(await firstAt(dayAfter(4))).not.toHaveProperty('occasion');
  await keep(store, [BREAD], dayAfter(8));
  expect((await firstAt(dayAfter(9))).occasion).toBe('quiet');
});

test('where no paper came in at all there is no note: that is not for the reader to mend', async () => {
  await subscribe(store, { keywords: ['hive'], rhythm: DAILY });
  expect(await firstAt(dayAfter(9))).not.toHaveProperty('occasion');
  expect(await store.ledger.counts()).toMatchObject({ submitted: 0, skipped: 1 });
});

test('a mail that still waits when the next is due gives way to it, and its papers come with that', async () => {
  await subscribe(store, { rhythm: DAILY });
  await keep(store, [HIVE]);
  await planAt(store, MONDAY);
  const [row] = await claimAt(store.ledger, MONDAY);
  await settleAt(store.ledger, row!, { kind: 'deferred', reply: '451 later' }, MONDAY, dayAfter(1, 2));
  await keep(store, [KITES], dayAfter(0, 2));
  const next = await firstAt(dayAfter(1));
  expect((await titlesOf(next)).toSorted()).toEqual([HIVE.title, KITES.title].toSorted());
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, skipped: 1, deferred: 0 });
  expect(await claimAt(store.ledger, dayAfter(1, 3))).toEqual([]);
});

test('papers of a mail that may have been sent come once more, marked, and not a third time', async () => {
  await subscribe(store, { rhythm: DAILY });
  await keep(store, [HIVE]);
  await loseAnswerAt(MONDAY);
  await keep(store, [KITES], dayAfter(0, 2));
  await planAt(store, dayAfter(1));
  const [row] = await claimAt(store.ledger, dayAfter(1));
  const marks = new Map(row!.selection.papers.map(({ paperId, maybeSeen }) => [paperId, maybeSeen]));
  expect([...marks.values()].filter(Boolean)).toHaveLength(1);
  expect(marks.get(1)).toBe(true);
  await commitAt(store.ledger, row!, dayAfter(1));
  await settleAt(store.ledger, row!, UNCERTAIN, dayAfter(1));
  await keep(store, [BREAD], dayAfter(1, 2));
  const third = await firstAt(dayAfter(2));
  expect((await titlesOf(third)).toSorted()).toEqual([BREAD.title, KITES.title].toSorted());
});

test('once it is settled that the mail was sent, its papers do not come again', async () => {
  await subscribe(store, { rhythm: DAILY });
  await keep(store, [HIVE]);
  await loseAnswerAt(MONDAY);
  await store.deliveryDesk.resolve({}, 'sent', dayAfter(0, 1));
  await keep(store, [KITES], dayAfter(0, 2));
  expect(await titlesOf(await firstAt(dayAfter(1)))).toEqual([KITES.title]);
});

test('a mail that was missed is sent late within six hours; after that its papers come with the next', async () => {
  await subscribe(store, { rhythm: DAILY });
  await keep(store, [HIVE]);
  const planLate = (now: Date) =>
    planIssue(
      { ...store, ...NOTHING_RANKED, at: () => {} },
      { now, everyone: false, skipReserved: false, listReaders: true, lateMs: 6 * 3_600_000 },
    );
  expect(await planLate(dayAfter(0, 6.01))).toMatchObject({ due: 0, late: 1 });
  expect(await store.planner.nextDueAt(dayAfter(0, 7))).toEqual(dayAfter(1));
  const { readers } = await planLate(dayAfter(1, 5.9));
  expect(readers).toMatchObject([{ date: '2026-03-03', selection: { papers: [{ paperId: 1 }] } }]);
});

test('of several days that were missed only the last is made up for', async () => {
  await subscribe(store, { rhythm: DAILY });
  await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await keep(store, [KITES], dayAfter(1));
  expect((await mailsAt(store, dayAfter(4, 2))).map(({ date }) => date)).toEqual(['2026-03-06']);
  expect(await mailsAt(store, dayAfter(4, 3))).toEqual([]);
});
