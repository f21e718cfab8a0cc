import { expect, test } from 'vitest';
import type { Paper } from '../../src/domain/paper.ts';
import { learntReader, tasteLearner } from '../../src/pipeline/learn-tastes.ts';
import { newSubscriber, temporaryStore } from '../store/open.ts';

const now = new Date('2026-03-02T06:00:00Z');
const ABSTRACTS = {
  Bees: 'Bee colonies keep a tally of flowers. A bee colony forgets it.',
  Hives: 'Bee colonies heat a hive by shivering.',
  Tides: 'Salt water runs through a strait twice a day.',
};

async function houseWithPapers() {
  const store = await temporaryStore();
  await store.subscribers.add(newSubscriber('ada@lab.org'), now);
  await store.subscribers.add(newSubscriber('bob@lab.org'), now);
  for (const [title, abstract] of Object.entries(ABSTRACTS)) {
    await store.papers.write(papers => papers.insert({ title, abstract }, now.toISOString(), []));
  }
  return { ...store, clock: { now: () => now } };
}

const [BEES, HIVES, TIDES] = [1, 2, 3];
const [ADA, BOB] = [1, 2];

test('plans with the tastes of those who said something, and of nobody else', async () => {
  const { opinions, papers } = await houseWithPapers();
  await opinions.say(ADA, { paperId: BEES, kind: 'more', now });
  const window = await papers.enteredBetween(new Date(0), new Date(now.getTime() + 1));
  const tastes = tasteLearner(window, now)(await opinions.of([ADA, BOB]));
  expect([...tastes.keys()]).toEqual([ADA]);
  const { similarities, resembles } = tastes.get(ADA)!;
  expect(similarities[HIVES - 1]!).toBeGreaterThan(similarities[TIDES - 1]!);
  expect(resembles(HIVES - 1)).toEqual({ kind: 'liked', title: 'Bees', terms: ['bee colonies'] });
});

test('shows what an opinion would be about, and what was said before', async () => {
  const house = await houseWithPapers();
  const reader = learntReader(house);
  expect(await reader.judged(ADA, HIVES)).toMatchObject({ paper: { title: 'Hives' }, words: expect.any(Array) });
  expect((await reader.judged(ADA, HIVES))?.words).toContain('bee colonies');
  await house.opinions.say(ADA, { paperId: HIVES, kind: 'less', now });
  expect((await reader.judged(ADA, HIVES))?.said).toBe('less');
  expect((await reader.judged(BOB, HIVES))?.said).toBeUndefined();
  expect(await reader.judged(ADA, 99)).toBeUndefined();
});

test('what was learnt names words as papers write them, also those taken out', async () => {
  const house = await houseWithPapers();
  const reader = learntReader(house);
  expect(await reader.learnt(ADA)).toEqual({ opinions: [], terms: [], dropped: [], isOn: true });
  await house.opinions.say(ADA, { paperId: BEES, kind: 'more', now });
  await house.opinions.drop(ADA, 'bee colony');
  const { terms, dropped } = await reader.learnt(ADA);
  expect(dropped).toEqual([{ term: 'bee colony', text: 'bee colonies' }]);
  expect(terms.map(({ term }) => term)).toContain('bee');
  expect(terms.map(({ term }) => term)).not.toContain('bee colony');
});

test('says nothing about a paper that an operator hid', async () => {
  const house = await houseWithPapers();
  const hidden: Paper = { ...(await house.paperById(HIVES))!, hiddenAt: now.toISOString() };
  const reader = learntReader({ ...house, paperById: async () => hidden });
  expect(await reader.judged(ADA, HIVES)).toBeUndefined();
});
