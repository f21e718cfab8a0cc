// Readers who pause: nothing while it lasts, nothing doubled and nothing lost when it is over.
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from '../store/open.ts';
import { claimAt, commitAt } from '../store/sending.ts';
import { dayAfter, keep, MONDAY, mailsAt, planAt, subscribe } from './mails.ts';

const HIVE = { title: 'How a Hive Decides Where to Live', arxivId: '2603.00001' };
const KITES = { title: 'Kites That Steer Themselves in Gusty Wind', arxivId: '2603.00002' };
const TUESDAY = dayAfter(1);
const WEDNESDAY = dayAfter(2);

let store: Store;
let reader: string;

beforeEach(async () => {
  store = await temporaryStore();
  await subscribe(store);
  reader = (await store.subscribers.byAddress('ada@lab.org'))!.publicId;
});

const datesAt = async (now: Date) => (await mailsAt(store, now)).map(({ date }) => date);

test('no mail is due during a pause, and the next is the first that is due after it', async () => {
  await store.subscribers.pause(reader, dayAfter(2, -8), MONDAY);
  expect(await store.planner.nextDueAt(TUESDAY)).toBeUndefined();
  expect(await datesAt(TUESDAY)).toEqual([]);
  // When the pause ends at night, the mails that it swallowed stay out.
  expect(await datesAt(dayAfter(2, -7))).toEqual([]);
  expect(await store.planner.nextDueAt(dayAfter(2, -1))).toEqual(WEDNESDAY);
  expect(await datesAt(WEDNESDAY)).toEqual(['2026-03-04']);
  expect(await datesAt(dayAfter(2, 1))).toEqual([]);
});

test('a pause that is taken back ends now', async () => {
  await store.subscribers.pause(reader, dayAfter(30), MONDAY);
  await store.subscribers.pause(reader, undefined, dayAfter(1, 3));
  expect(await datesAt(dayAfter(1, 4))).toEqual([]);
  expect(await datesAt(WEDNESDAY)).toEqual(['2026-03-04']);
});

test('to end a pause that there is not changes nothing', async () => {
  expect(await store.subscribers.pause(reader, undefined, dayAfter(0, 1))).toBe(true);
  expect((await store.subscribers.byPublicId(reader))?.pausedUntil).toBeUndefined();
  expect(await datesAt(dayAfter(0, 2))).toEqual(['2026-03-02']);
});

test('nobody pauses under an id that nobody has', async () => {
  expect(await store.subscribers.pause('nobodynobodynobo', TUESDAY, MONDAY)).toBe(false);
});

test('after a pause the first mail holds what came in during the last fourteen days', async () => {
  await keep(store, [HIVE]);
  await mailsAt(store, MONDAY);
  await store.subscribers.pause(reader, dayAfter(29), MONDAY);
  await keep(store, [{ title: 'Bread' }], dayAfter(15));
  const [kites] = await keep(store, [KITES], dayAfter(18));
  const [mail] = await mailsAt(store, dayAfter(30));
  expect(mail?.selection.papers.map(({ paperId }) => paperId)).toEqual([kites]);
});

test('a mail that waits when the pause begins is not sent, and what was in it comes again', async () => {
  await keep(store, [HIVE]);
  await planAt(store, MONDAY);
  await store.subscribers.pause(reader, dayAfter(2, -8), MONDAY);
  expect(await claimAt(store.ledger, dayAfter(0, 1))).toEqual([]);
  expect(await store.ledger.counts()).toMatchObject({ suppressed: 1 });
  const [mail] = await mailsAt(store, WEDNESDAY);
  expect(mail?.selection.papers).toHaveLength(1);
});

test('a pause in the last moment before the mail leaves stops it', async () => {
  await keep(store, [HIVE]);
  await planAt(store, MONDAY);
  const [row] = await claimAt(store.ledger, MONDAY, 1);
  await store.subscribers.pause(reader, TUESDAY, MONDAY);
  expect(await commitAt(store.ledger, row!, MONDAY)).toBe('left');
});

test('who has paused gets no mail at all until then, and it is said', async () => {
  const { id } = (await store.subscribers.byPublicId(reader))!;
  await store.subscribers.pause(reader, TUESDAY, MONDAY);
  expect(await store.subscribers.noMail(id, MONDAY)).toEqual({ kind: 'paused', until: TUESDAY.toISOString() });
  expect(await store.subscribers.noMail(id, TUESDAY)).toBeUndefined();
});
