import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber, temporaryStore } from './open.ts';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-02T12:00:00Z');

async function withReaderAndPapers() {
  const store = await temporaryStore();
  await store.subscribers.add(newSubscriber('ada@lab.org'), now);
  const { id } = (await store.subscribers.byAddress('ada@lab.org'))!;
  const insert = (title: string) => store.papers.write(papers => papers.insert({ title }, now.toISOString(), []));
  return { store, ada: id, hives: await insert('Hives'), tides: await insert('Tides') };
}

async function saidBy({ opinions }: Store, id: number) {
  const said = (await opinions.of([id])).get(id);
  return said?.opinions.map(({ kind, paper }) => `${kind} ${paper.title}`);
}

test('keeps the latest opinion on each paper, latest first', async () => {
  const { store, ada, hives, tides } = await withReaderAndPapers();
  expect(await store.opinions.say(ada, { paperId: tides, kind: 'more', now })).toBe(true);
  await store.opinions.say(ada, { paperId: hives, kind: 'more', now: later });
  await store.opinions.say(ada, { paperId: hives, kind: 'less', now: later });
  expect(await saidBy(store, ada)).toEqual(['less Hives', 'more Tides']);
  await store.opinions.takeBack(ada, hives);
  expect(await saidBy(store, ada)).toEqual(['more Tides']);
});

test('knows nobody who said nothing, and no paper that is not there', async () => {
  const { store, ada } = await withReaderAndPapers();
  expect(await store.opinions.say(ada, { paperId: 99, kind: 'more', now })).toBe(false);
  expect(await store.opinions.of([ada])).toEqual(new Map());
  expect(await store.opinions.of([])).toEqual(new Map());
});

test('follows a paper that was merged into another, and counts the later opinion of the two', async () => {
  const { store, ada, hives, tides } = await withReaderAndPapers();
  await store.opinions.say(ada, { paperId: tides, kind: 'more', now });
  await store.opinions.say(ada, { paperId: hives, kind: 'less', now: later });
  await store.papers.write(papers => papers.mergeInto(tides, hives));
  expect(await saidBy(store, ada)).toEqual(['less Hives']);
  await store.opinions.takeBack(ada, tides);
  expect(await saidBy(store, ada)).toBeUndefined();
});

test('forgets what was said and taken out, and begins to learn again only where it had not been switched off', async () => {
  const { store, ada, hives } = await withReaderAndPapers();
  await store.opinions.say(ada, { paperId: hives, kind: 'more', now });
  for (const term of ['bee', 'hive', 'bee']) await store.opinions.drop(ada, term);
  await store.opinions.keep(ada, 'hive');
  await store.opinions.turn(ada, false);
  expect((await store.opinions.of([ada])).get(ada)).toMatchObject({ dropped: ['bee'], isOn: false });
  await store.opinions.forget(ada);
  expect((await store.opinions.of([ada])).get(ada)).toEqual({ opinions: [], dropped: [], isOn: false });
  await store.opinions.turn(ada, true);
  await store.opinions.drop(ada, 'bee');
  await store.opinions.forget(ada);
  expect(await store.opinions.of([ada])).toEqual(new Map());
});

test('keeps no more dropped terms than a profile has', async () => {
  const { store, ada } = await withReaderAndPapers();
  for (let number = 0; number < 203; number += 1) await store.opinions.drop(ada, `term ${number}`);
  const { dropped } = (await store.opinions.of([ada])).get(ada)!;
  expect([dropped.length, dropped[0]]).toEqual([200, 'term 3']);
});
