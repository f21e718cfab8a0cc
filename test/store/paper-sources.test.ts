import { expect, test } from 'vitest';
import { CATEGORY_LOOK_UP } from '../../src/domain/source.ts';
import { temporaryStore } from './open.ts';

const ENTERED = '2026-11-20T07:00:00.000Z';

test('sources are different words of the operator, over all records of a paper and of those merged into it', async () => {
  const store = await temporaryStore();
  const keep = (source: string) =>
    store.documents
      .keep({ locator: `${source}/1`, fetchedAt: ENTERED, bytes: Buffer.from(source) }, source)
      .then(({ id }) => id);
  const [a, b, arxiv] = [await keep('a.xml'), await keep('b.xml'), await keep('arxiv://cs.LG')];
  const ids = await store.papers.write(async papers => {
    const [twice, looked, loser, winner, bare] = [
      await papers.insert({ title: 'Twice in one source' }, ENTERED, []),
      await papers.insert({ title: 'Looked up' }, ENTERED, []),
      await papers.insert({ title: 'Merged' }, ENTERED, []),
      await papers.insert({ title: 'Lives on' }, ENTERED, []),
      await papers.insert({ title: 'Bare' }, ENTERED, []),
    ];
    const record = (documentId: number, position: number, paperId: number, source: string) =>
      papers.addRecord({ documentId, position }, paperId, { title: 'T', source });
    await record(a, 0, twice, 'feed');
    await record(a, 1, twice, 'jsonl');
    await record(a, 2, looked, 'feed');
    await record(arxiv, 0, looked, CATEGORY_LOOK_UP);
    await record(a, 3, loser, 'feed');
    await record(b, 0, winner, 'feed');
    await record(arxiv, 1, winner, 'feed');
    await papers.mergeInto(loser, winner);
    return { twice, looked, winner, bare };
  });
  const live = await store.papers.enteredBetween(new Date(0), new Date('2027-01-01'));
  expect(live.map(({ id, sources }) => [id, sources])).toEqual([
    [ids.twice, 1],
    [ids.looked, 1],
    [ids.winner, 3],
    [ids.bare, 1],
  ]);
});
