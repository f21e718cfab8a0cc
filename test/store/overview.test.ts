import { expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import { openStore } from '../../src/store/store.ts';

const day = (date: number) => new Date(Date.UTC(2025, 8, date, 7));

test('subscribers by day and topics by followers count who agreed and did not leave', async () => {
  const store = await openStore(':memory:', new Uint8Array(32));
  const add = (name: string, at: Date, topics: string[]) =>
    store.subscribers.add(
      {
        address: `${name}@lab.org`,
        interests: { ...NO_INTERESTS, topics },
        rhythm: { timeZone: 'UTC', sendAt: '07:00', days: 'weekdays' },
        papersPerMail: 10,
        layout: 'full',
        origin: 'cli',
        status: 'confirmed',
        consent: 'test',
        nextDueAt: () => day(30).toISOString(),
      },
      at,
    );
  await add('ada', day(1), ['rl', 'bees']);
  await add('bela', day(1), ['rl']);
  await add('carla', day(3), ['bees']);
  const { publicId } = (await store.subscribers.byAddress('bela@lab.org'))!;
  await store.subscribers.unsubscribe(publicId, day(4), 'unsubscribe link');
  await store.subscribers.sayWhyLeft(publicId, day(4), 'unsubscribe page: too-many');
  expect(await store.overview.subscribersByDay()).toEqual([
    { date: '2025-09-01', total: 2 },
    { date: '2025-09-03', total: 3 },
    { date: '2025-09-04', total: 2 },
  ]);
  expect(await store.overview.followers()).toEqual([
    { topic: 'bees', followers: 2 },
    { topic: 'rl', followers: 1 },
  ]);
  await store.letters.ask([{ address: 'dan@lab.org', act: { kind: 'link' } }], day(4));
  expect(await store.overview.letters()).toEqual([{ state: 'waiting', count: 1 }]);
  expect(await store.overview.issues(5)).toEqual([]);
  await store.close();
});
