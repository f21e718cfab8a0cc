import { expect, test } from 'vitest';
import type { PaperKey } from '../../src/domain/keys.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from './open.ts';

const ENTERED = '2026-11-20T07:00:00.000Z';
const near = (...values: string[]): PaperKey[] => values.map(value => ({ kind: 'near', value }));

function insert(store: Store, title: string, keys: readonly PaperKey[]): Promise<number> {
  return store.papers.write(papers => papers.insert({ title }, ENTERED, keys));
}

async function titlesFound(store: Store, keys: readonly PaperKey[]): Promise<string[]> {
  return (await store.papers.write(papers => papers.findByKeys(keys))).map(({ title }) => title);
}

test('papers come with those of an identity first, then of a title, then of the most and rarest pieces', async () => {
  const store = await temporaryStore();
  await insert(store, 'one common piece', near('p1'));
  await insert(store, 'three pieces', near('p1', 'p2', 'p3'));
  await insert(store, 'a rare piece', near('p4'));
  await insert(store, 'a title', [{ kind: 'title', value: 'hives' }]);
  await insert(store, 'an id', [{ kind: 'arxiv', value: '2511.00001' }]);
  const asked: PaperKey[] = [
    ...near('p1', 'p2', 'p3', 'p4'),
    { kind: 'title', value: 'hives' },
    { kind: 'arxiv', value: '2511.00001' },
  ];
  expect(await titlesFound(store, asked)).toEqual([
    'an id',
    'a title',
    'three pieces',
    'a rare piece',
    'one common piece',
  ]);
});

test('a piece that very many papers share brings none of them', async () => {
  const store = await temporaryStore();
  await store.papers.write(async papers => {
    for (let at = 0; at < 120; at++) await papers.insert({ title: `Bees ${at}` }, ENTERED, near('p1'));
    await papers.insert({ title: 'Wasps' }, ENTERED, near('p1', 'p2'));
  });
  expect(await titlesFound(store, near('p1'))).toEqual([]);
  expect(await titlesFound(store, near('p1', 'p2'))).toEqual(['Wasps']);
});

test('of very many papers with one title the newest are looked at', async () => {
  const store = await temporaryStore();
  await store.papers.write(async papers => {
    for (let at = 0; at < 200; at++)
      await papers.insert({ title: `Bees ${at}` }, ENTERED, [{ kind: 'title', value: 'bees' }]);
  });
  const found = await titlesFound(store, [{ kind: 'title', value: 'bees' }]);
  expect(found.length).toBeLessThan(200);
  expect(found.length).toBeGreaterThan(0);
});

test('an identity keeps naming the paper that has it, a piece names many', async () => {
  const store = await temporaryStore();
  const keys: PaperKey[] = [{ kind: 'doi', value: '10.1/a' }, ...near('p1')];
  await insert(store, 'First', keys);
  await insert(store, 'Second', keys);
  expect(await titlesFound(store, keys.slice(0, 1))).toEqual(['First']);
  expect((await titlesFound(store, near('p1'))).sort()).toEqual(['First', 'Second']);
});

test('a merged paper is found by its keys as the one it was merged into, once', async () => {
  const store = await temporaryStore();
  const winner = await insert(store, 'Winner', near('p1'));
  const loser = await insert(store, 'Loser', near('p1', 'p2'));
  await store.papers.write(papers => papers.mergeInto(loser, winner));
  expect(await titlesFound(store, near('p1', 'p2'))).toEqual(['Winner']);
});
