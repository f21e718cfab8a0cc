import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../src/domain/paper.ts';
import { readSearch } from '../../src/domain/search-query.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const NOW = new Date('2025-09-16T08:00:00Z');

async function storeWith(papers: Partial<Candidate>[]): Promise<Store> {
  const store = await openStore(':memory:', new Uint8Array(32));
  for (const facts of papers) await put(store, facts);
  return store;
}

const put = (store: Store, facts: Partial<Candidate>) =>
  store.papers.write(writer => writer.insert({ title: 'A paper', ...facts }, NOW.toISOString(), []));

const found = async (store: Store, text: string) =>
  (await store.archive.search(readSearch(text), 10)).map(({ title }) => title);

describe('a search', () => {
  test('finds words in titles, authors and abstracts, whatever their case and accents; titles first', async () => {
    const store = await storeWith([
      { title: 'Hives', abstract: 'We count bees.' },
      { title: 'Bees' },
      { title: 'Flowers', authors: ['Anna Bées'] },
      { title: 'Wasps' },
    ]);
    expect(await found(store, 'BEES')).toEqual(['Bees', 'Flowers', 'Hives']);
    await store.close();
  });

  test('wants all words, phrases side by side, and takes the last word as a beginning', async () => {
    const store = await storeWith([
      { title: 'World models' },
      { title: 'Models of the world' },
      { title: 'World modelling' },
    ]);
    expect((await found(store, 'world model')).toSorted()).toEqual([
      'Models of the world',
      'World modelling',
      'World models',
    ]);
    expect(await found(store, '"world models"')).toEqual(['World models']);
    expect(await found(store, '"model"')).toEqual([]);
    await store.close();
  });

  test.each(['"', '*', 'a OR', 'title:', 'NEAR(', "'; drop table papers; --", '{title}: x', '^x', '\u0000', '-'])(
    'for %j is no syntax of ours and breaks nothing',
    async text => {
      const store = await storeWith([{ title: 'Bees' }]);
      expect(Array.isArray(await found(store, text))).toBe(true);
      expect(await found(store, 'bees')).toEqual(['Bees']);
      await store.close();
    },
  );

  test('finds a paper by what it says now, and one that was merged or hidden not at all', async () => {
    const store = await storeWith([{ title: 'Old title' }, { title: 'Twin of bees' }, { title: 'Hidden bees' }]);
    await store.papers.write(writer => writer.update(1, { title: 'New bees' }, []));
    expect(await found(store, 'old')).toEqual([]);
    await store.papers.curate(async papers => {
      await papers.mergeInto(2, 1);
      await papers.hide(3, NOW);
    });
    expect(await found(store, 'bees')).toEqual(['New bees']);
    await store.close();
  });
});

test('a life tells where a paper was seen, with votes and news of all that were merged into it', async () => {
  const store = await storeWith([]);
  const documents = await Promise.all(
    ['hf://daily', 'arxiv://cs.LG'].map((source, at) =>
      store.documents.keep(
        { locator: `https://x/${at}`, fetchedAt: `2025-09-1${5 + at}T08:00:00.000Z`, bytes: new Uint8Array([at]) },
        source,
      ),
    ),
  );
  for (const [at, document] of documents.entries()) {
    const id = await put(store, { title: `Twin ${at}` });
    await store.papers.write(async writer => {
      const upvotes = [{ at: `2025-09-1${5 + at}T08:00:00.000Z`, count: 3 + 4 * at }];
      await writer.addRecord({ documentId: document.id, position: 0 }, id, {
        title: `Twin ${at}`,
        source: 'x',
        upvotes,
      });
      await writer.addNews(id, [{ kind: 'version', version: 2 }], NOW);
    });
  }
  await store.papers.write(writer => writer.mergeInto(2, 1));
  expect(await store.archive.life(1)).toMatchObject({
    seen: [
      { source: 'hf://daily', first: '2025-09-15T08:00:00.000Z' },
      { source: 'arxiv://cs.LG', first: '2025-09-16T08:00:00.000Z' },
    ],
    votes: [
      { at: '2025-09-15T08:00:00.000Z', count: 3 },
      { at: '2025-09-16T08:00:00.000Z', count: 7 },
    ],
    issues: [],
  });
  await store.close();
});
