// All papers that matched when a mail was cut.
import { beforeEach, expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { matchesReader } from '../../src/pipeline/all-matches.ts';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber, temporaryStore } from '../store/open.ts';
import { claimAt } from '../store/sending.ts';
import { dayAfter, keep, MONDAY, mailsAt, NOTHING_RANKED, planAt, subscribe } from './mails.ts';

const papers = (...names: string[]) => names.map(name => ({ title: `Bees and ${name}`, authors: [`${name} Smith`] }));

let store: Store;

beforeEach(async () => {
  store = await temporaryStore();
  await subscribe(store, { keywords: ['bees'], papersPerMail: 2 });
});

/** Of the mail that is planned at a moment. */
async function matchesAt(now: Date, change = async () => {}) {
  await planAt(store, now);
  const [row] = await claimAt(store.ledger, now, 1);
  await change();
  const matches = await matchesReader({ ...store, ...NOTHING_RANKED })(row!.publicId);
  return { ...matches, papers: matches?.papers.map(({ paper }) => paper.title).toSorted() };
}

test('are those of the mail and those that were cut, with why', async () => {
  await keep(store, [...papers('Kites', 'Bread', 'Ice'), { title: 'Something Else' }]);
  await planAt(store, MONDAY);
  const [row] = await claimAt(store.ledger, MONDAY, 1);
  const found = await matchesReader({ ...store, ...NOTHING_RANKED })(row!.publicId);
  expect(found).toMatchObject({ date: '2026-03-02', matched: 3 });
  const { papers: sent } = row!.selection;
  expect(found?.papers.slice(0, 2).map(({ paper, reasons }) => ({ paperId: paper.id, reasons }))).toEqual(sent);
  expect(found?.papers[2]?.reasons).toMatchObject([{ kind: 'keyword', keyword: 'bees' }]);
});

test('are without what earlier mails held, and what came in later', async () => {
  await keep(store, papers('Kites', 'Bread'));
  await mailsAt(store, MONDAY);
  await keep(store, papers('Ice'), dayAfter(0, 2));
  const { papers: found } = await matchesAt(dayAfter(1), async () => {
    await keep(store, papers('Rain'), dayAfter(1, 2));
  });
  expect(found).toEqual(['Bees and Ice']);
});

test('follow the interests of now, and keep what the mail held', async () => {
  await keep(store, [...papers('Kites'), { title: 'Something Else' }]);
  const { papers: found } = await matchesAt(MONDAY, async () => {
    const interests = { ...NO_INTERESTS, keywords: ['something'] };
    await store.subscribers.add(newSubscriber('ada@lab.org', { interests }), MONDAY);
  });
  expect(found).toEqual(['Bees and Kites', 'Something Else']);
});

test('are without what was hidden since', async () => {
  const [kites] = await keep(store, papers('Kites', 'Bread', 'Ice'));
  const { papers: found } = await matchesAt(MONDAY, () => store.papers.curate(writer => writer.hide(kites!, MONDAY)));
  expect(found).toEqual(['Bees and Bread', 'Bees and Ice']);
});

test('are shown up to two hundred, and all counted', async () => {
  const names = Array.from({ length: 203 }, (_, at) => `${String.fromCharCode(65 + (at % 26), 97 + (at % 25))}${at}`);
  await store.papers.write(async writer => {
    for (const name of names) await writer.insert({ title: `Bees and ${name}` }, dayAfter(0, -1).toISOString(), []);
  });
  const { papers: found, matched } = await matchesAt(MONDAY);
  expect([found?.length, matched]).toEqual([200, 203]);
});

test('are not there for a mail that nobody was sent', async () => {
  expect(await matchesReader({ ...store, ...NOTHING_RANKED })('nothingnothing00')).toBeUndefined();
});
