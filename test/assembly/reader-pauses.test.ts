import { expect, test } from 'vitest';
import { readerPauses } from '../../src/assembly/reader-pauses.ts';
import { openStore } from '../../src/store/store.ts';
import { subscriber } from '../web/public-site-fixture.ts';

/** Tuesday, and Wednesday already in Auckland. */
const NOW = new Date('2025-09-16T20:00:00Z');

async function site() {
  const store = await openStore(':memory:', new Uint8Array(32));
  const { id: _, publicId: __, createdAt: ___, ...wish } = subscriber();
  const reader = async (timeZone: string, days: 'daily' | 'weekly:mon' = 'daily') => {
    const rhythm = { timeZone, sendAt: '07:00', days };
    const nextDueAt = '2025-09-01T05:00:00.000Z';
    await store.subscribers.add(
      { ...wish, rhythm, nextDueAt: () => nextDueAt, status: 'confirmed', consent: 'asked' },
      NOW,
    );
    return (await store.subscribers.byAddress(wish.address))!;
  };
  return { store, reader, pauses: readerPauses({ store, clock: { now: () => NOW } }) };
}

test('today, the end of a pause and the next mail are dates where the reader lives', async () => {
  const { store, reader, pauses } = await site();
  const person = await reader('Pacific/Auckland');
  expect(pauses.stateOf(person)).toEqual({ today: '2025-09-17', nextMail: '2025-09-18' });
  expect(await pauses.pause(person, '2025-10-01')).toBe(true);
  const paused = (await store.subscribers.byPublicId(person.publicId))!;
  expect(paused.pausedUntil).toBe('2025-09-30T11:00:00.000Z');
  expect(pauses.stateOf(paused)).toEqual({ today: '2025-09-17', until: '2025-10-01', nextMail: '2025-10-01' });
  await store.close();
});

test('the next mail comes on the reader’s day of the week, and resuming is in effect at once', async () => {
  const { store, reader, pauses } = await site();
  const person = await reader('Europe/Berlin', 'weekly:mon');
  await pauses.pause(person, '2025-09-23');
  const paused = (await store.subscribers.byPublicId(person.publicId))!;
  expect(pauses.stateOf(paused)).toEqual({ today: '2025-09-16', until: '2025-09-23', nextMail: '2025-09-29' });
  await pauses.pause(paused);
  const resumed = (await store.subscribers.byPublicId(person.publicId))!;
  expect(pauses.stateOf(resumed)).toEqual({ today: '2025-09-16', nextMail: '2025-09-22' });
  expect(await pauses.pause({ ...person, publicId: 'somebodywhoisgon' }, '2025-09-23')).toBe(false);
  await store.close();
});
