import { expect, test } from 'vitest';
import type { Upvotes } from '../../src/domain/paper.ts';
import { temporaryStore } from './open.ts';

async function storedAfter(...readings: Upvotes[][]): Promise<Upvotes[] | undefined> {
  const store = await temporaryStore();
  const place = { locator: 'a.json', fetchedAt: '2026-11-20T08:00:00Z', bytes: new Uint8Array() };
  const { id: documentId } = await store.documents.keep(place, 'a.json');
  await store.papers.write(async papers => {
    const paperId = await papers.insert({ title: 'Hives' }, '2026-11-20T07:00:00.000Z', []);
    for (const [position, upvotes] of readings.entries())
      await papers.addRecord({ documentId, position }, paperId, { title: 'Hives', source: 'hf-api', upvotes });
  });
  const [paper] = await store.papers.enteredBetween(new Date(0), new Date('2027-01-01'));
  return paper?.upvotes;
}

test.each([
  [5, 9],
  [9, 5],
])('of two counts of one moment, %i and %i, the higher one stays', async (first, second) => {
  const at = '2026-11-20T08:00:00.000Z';
  expect(await storedAfter([{ at, count: first }], [{ at, count: second }])).toEqual([{ at, count: 9 }]);
});

test('counts are in the order of their moments, in whichever zone those were written', async () => {
  const counts = await storedAfter([
    { at: '2026-11-20T09:00:00+02:00', count: 1 },
    { at: '2026-11-20T08:00:00Z', count: 2 },
  ]);
  expect(counts?.map(({ count }) => count)).toEqual([1, 2]);
});
