import { beforeEach, expect, test } from 'vitest';
import type { RawDocument } from '../../src/domain/raw-document.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryStore } from './open.ts';

const NOW = new Date('2026-11-23T07:00:00Z');
const FEED = 'https://lab.org/feed';

let store: Store;
beforeEach(async () => {
  store = await temporaryStore();
});

function document(text: string, more: Partial<RawDocument> = {}): RawDocument {
  return { locator: FEED, fetchedAt: NOW.toISOString(), bytes: Buffer.from(text), ...more };
}

const COUNTS = { parsed: 3, known: 2, rejected: 0 };
const LATER = new Date(NOW.getTime() + 86_400_000);
const markRead = (id: number) => store.papers.write(papers => papers.markRead(id, { ...COUNTS, rejects: [] }, NOW));

async function validators(locator: string) {
  const { bytes: _, ...said } = (await store.documents.latest(locator)) ?? { bytes: undefined };
  return said;
}

test('what was kept and never read comes back whole, oldest first', async () => {
  await store.documents.keep(document('one', { mediaType: 'text/xml', charset: 'koi8-r' }), 'feed');
  const two = await store.documents.keep(document('two'), 'feed');
  await store.documents.keep(document('three', { locator: './three.txt' }), './*.txt');
  await markRead(two.id);
  const unread = await store.documents.unread(LATER);
  expect(
    unread.map(({ source, locator, mediaType, charset, bytes }) => [
      source,
      locator,
      mediaType,
      charset,
      Buffer.from(bytes).toString(),
    ]),
  ).toEqual([
    ['feed', FEED, 'text/xml', 'koi8-r', 'one'],
    ['./*.txt', './three.txt', undefined, undefined, 'three'],
  ]);
});

test('the same bytes from the same place are one document, and known as seen once they were read', async () => {
  const first = await store.documents.keep(document('one'), 'feed');
  const again = await store.documents.keep(document('one'), 'feed');
  await markRead(first.id);
  const later = await store.documents.keep(document('one'), 'feed');
  const elsewhere = await store.documents.keep(document('one', { locator: 'https://lab.org/other' }), 'feed');
  expect([again.id, later.id]).toEqual([first.id, first.id]);
  expect(elsewhere.id).not.toBe(first.id);
  expect([first, again, later, elsewhere].map(({ seen }) => seen)).toEqual([undefined, undefined, COUNTS, undefined]);
});

test('a server hears again what it said of the last document that was read, and of no other', async () => {
  const first = await store.documents.keep(document('one', { etag: '"1"', lastModified: 'Mon' }), 'feed');
  expect(await store.documents.latest(FEED)).toBeUndefined();
  await markRead(first.id);
  await store.documents.keep(document('two', { etag: '"2"' }), 'feed');
  expect(await validators(FEED)).toEqual({ etag: '"1"', lastModified: 'Mon' });
  expect(await store.documents.latest('https://lab.org/other')).toBeUndefined();
  const silent = await store.documents.keep(document('one', { locator: 'https://lab.org/silent' }), 'feed');
  await markRead(silent.id);
  expect(await validators('https://lab.org/silent')).toEqual({});
});

test('what the server said last of the same bytes is what it hears again', async () => {
  for (const [text, etag, hour] of [
    ['one', '"1"', 7],
    ['two', '"2"', 8],
    ['one', '"3"', 9],
  ] as const) {
    const fetchedAt = `2026-11-23T0${hour}:00:00.000Z`;
    const { id, seen } = await store.documents.keep(document(text, { etag, fetchedAt }), 'feed');
    if (!seen) await markRead(id);
  }
  expect(await validators(FEED)).toEqual({ etag: '"3"' });
});

test('a document that cannot be read is not tried again by itself, and of a place only the last is kept', async () => {
  const good = await store.documents.keep(document('good'), 'feed');
  await markRead(good.id);
  for (const text of ['bad', 'worse']) {
    const { id } = await store.documents.keep(document(text), 'feed');
    await store.documents.refuse(id, 'no papers');
  }
  expect(await store.documents.unread(LATER)).toEqual([]);
  const kept = await store.documents.keep(document('worse'), 'feed');
  expect(kept.seen).toBeUndefined();
  const anew = await store.documents.keep(document('bad'), 'feed');
  expect(anew.id).toBeGreaterThan(kept.id);
  expect((await store.documents.keep(document('good'), 'feed')).seen).toEqual(COUNTS);
});
