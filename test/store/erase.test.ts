import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { NO_INTERESTS } from '../../src/domain/subscriber.ts';
import type { Store } from '../../src/store/store.ts';
import { newSubscriber, temporaryFolder, temporaryStore } from './open.ts';
import { NOW, planIssueOf } from './planned-issue.ts';
import { claimAt, settleAt } from './sending.ts';

const ADDRESS = 'Quill.Zyx@Lab.org';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = temporaryFolder();
  store = await temporaryStore(join(folder, 'paperboy.db'));
});

/** Files with something of the person in them, whatever the case. */
function traces(): string[] {
  return readdirSync(folder).filter(name => {
    const text = readFileSync(join(folder, name), 'latin1').toLowerCase();
    return ['quill.zyx', 'quilliam', 'private hobby'].some(word => text.includes(word));
  });
}

const addQuill = () =>
  store.subscribers.add(
    newSubscriber(ADDRESS, {
      name: 'Quilliam',
      interests: { ...NO_INTERESTS, keywords: ['private hobby'] },
      consent: 'asked quill.zyx@lab.org by phone',
    }),
    NOW,
  );

test('nothing of a person is left in the files, though the ledger keeps its rows', async () => {
  await addQuill();
  await store.suppressions.addSoftPoint(ADDRESS, NOW);
  const { id } = (await store.subscribers.byAddress(ADDRESS))!;
  const paper = await store.papers.write(papers => papers.insert({ title: 'Hives' }, NOW.toISOString(), []));
  await store.opinions.say(id, { paperId: paper, kind: 'more', now: NOW });
  await planIssueOf(store);
  const [row] = await claimAt(store.ledger, NOW, 1);
  await settleAt(
    store.ledger,
    row!,
    { kind: 'failed', reply: '550 <quill.zyx@lab.org> has a full box', hard: false },
    NOW,
  );
  await store.suppressions.add('other@lab.org', 'operator', NOW, 'was told by QUILL.ZYX@LAB.ORG');
  expect(traces()).not.toEqual([]);

  expect(await store.eraser.erase('quill.zyx@LAB.org', NOW)).toBe(true);
  expect(await store.eraser.scrub()).toBe(true);
  expect(traces()).toEqual([]);
  expect(await store.subscribers.byAddress(ADDRESS)).toBeUndefined();
  expect(await store.subscribers.list()).toEqual([]);
  expect(await store.ledger.counts(new Date(0))).toMatchObject({ failed: 1 });
  expect((await store.opinions.of([id])).size).toBe(0);
  const details = (await store.suppressions.list()).map(({ detail }) => detail);
  expect(details).toContain('was told by [erased]');
});

test('people whose addresses are alike stay as they are', async () => {
  const others = ['xquill.zyx@lab.org', 'quill.zyx@lab.org.uk', 'no.quill.zyx@lab.org', 'quill.zyx+news@lab.org'];
  await addQuill();
  for (const other of others) await store.subscribers.add(newSubscriber(other, { consent: `asked by ${other}` }), NOW);
  await store.eraser.erase(ADDRESS, NOW);
  expect((await store.subscribers.list()).map(({ address }) => address)).toEqual(others.toSorted());
  for (const other of others) {
    const { id } = (await store.subscribers.byAddress(other))!;
    expect(await store.subscribers.consents(id)).toMatchObject([{ how: `asked by ${other}` }]);
  }
});

test('what waits for them is not sent', async () => {
  await addQuill();
  await planIssueOf(store);
  await store.eraser.erase(ADDRESS, NOW);
  expect(await claimAt(store.ledger, NOW, 10)).toEqual([]);
  expect(await store.ledger.counts(new Date(0))).toMatchObject({ suppressed: 1 });
});

test('no list brings them back', async () => {
  await addQuill();
  await store.eraser.erase(ADDRESS, NOW);
  expect(await addQuill()).toBe('left');
  expect((await store.suppressions.list()).map(({ reason, address }) => [reason, address])).toEqual([
    ['erased', undefined],
  ]);
});

test('whoever is not here is told so, and nothing stays of the question', async () => {
  expect(await store.eraser.erase(ADDRESS, NOW)).toBe(false);
  expect(await store.suppressions.list()).toEqual([]);
  await expect(store.eraser.erase('nobody', NOW)).rejects.toMatchObject({ code: 'subscriber_invalid' });
});

test('who does not confirm is forgotten after seven days, and may come again', async () => {
  const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
  await store.subscribers.add(newSubscriber(ADDRESS, { status: 'unconfirmed' }), NOW);
  await store.subscribers.add(newSubscriber('bob@lab.org'), NOW);
  expect(await store.eraser.eraseUnconfirmed(days(6.9))).toBe(0);
  expect(await store.eraser.eraseUnconfirmed(days(7.1))).toBe(1);
  expect(await store.eraser.eraseUnconfirmed(days(7.1))).toBe(0);
  expect((await store.subscribers.list()).map(({ address }) => address)).toEqual(['bob@lab.org']);
  expect(await store.subscribers.add(newSubscriber(ADDRESS), days(8))).toBe('added');
});
