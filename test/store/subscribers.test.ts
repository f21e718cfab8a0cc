import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { newSubscriber, temporaryFolder, temporaryStore } from './open.ts';
import { claimAt, settleAt } from './sending.ts';

const now = new Date('2026-03-01T12:00:00Z');
const complete = { now, complete: true };

test('adds, changes, keeps and takes off people as the files say', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.sync([newSubscriber('ada@lab.org'), newSubscriber('bob@lab.org')], complete);
  const report = await subscribers.sync(
    [newSubscriber('ada@lab.org', { papersPerMail: 3 }), newSubscriber('eve@lab.org')],
    complete,
  );
  expect(report).toEqual({
    added: ['eve@lab.org'],
    changed: [{ address: 'ada@lab.org', changes: [{ field: 'papers', before: 10, after: 3 }] }],
    removed: ['bob@lab.org'],
    unchanged: 0,
    left: [],
    kept: [],
  });
  const listed = (await subscribers.list()).map(({ address, listed }) => [address, listed]);
  expect(listed).toEqual([
    ['ada@lab.org', true],
    ['bob@lab.org', false],
    ['eve@lab.org', true],
  ]);
});

test('knows another layout for a change', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.add(newSubscriber('ada@lab.org', { layout: 'text' }), now);
  expect((await subscribers.byAddress('ada@lab.org'))?.layout).toBe('text');
  expect(await subscribers.add(newSubscriber('ada@lab.org', { layout: 'compact' }), now)).toBe('changed');
  expect((await subscribers.byAddress('ada@lab.org'))?.layout).toBe('compact');
});

test('takes nobody off while the files are not complete', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  const report = await subscribers.sync([], { now, complete: false });
  expect(report.removed).toEqual([]);
});

test('brings back somebody whom the files list again', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  await subscribers.sync([], complete);
  await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  expect((await subscribers.byAddress('ada@lab.org'))?.listed).toBe(true);
});

test('never resurrects somebody who unsubscribed', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  const { publicId } = (await subscribers.byAddress('ada@lab.org'))!;
  await subscribers.unsubscribe(publicId, now, 'link');
  const report = await subscribers.sync([newSubscriber('ada@lab.org', { papersPerMail: 3 })], complete);
  expect(report.left).toEqual(['ada@lab.org']);
  expect((await subscribers.byAddress('ada@lab.org'))?.status).toBe('unsubscribed');
  expect(await subscribers.add(newSubscriber('ADA@lab.org'), now)).toBe('left');
});

test('confirms somebody whose consent is told later, whichever way it comes', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.add(newSubscriber('ada@lab.org', { status: 'unconfirmed' }), now);
  expect(await subscribers.add(newSubscriber('ada@lab.org'), now)).toBe('changed');
  expect((await subscribers.byAddress('ada@lab.org'))?.status).toBe('confirmed');
  expect(await subscribers.add(newSubscriber('ada@lab.org', { status: 'unconfirmed' }), now)).toBe('known');
  expect((await subscribers.byAddress('ada@lab.org'))?.status).toBe('confirmed');
});

test('knows one person under every spelling of the address', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.add(newSubscriber('Ada@Lab.org'), now);
  expect(await subscribers.add(newSubscriber('ada@LAB.ORG'), now)).toBe('known');
  expect(await subscribers.list()).toHaveLength(1);
});

test('unsubscribing again changes nothing, and there is a way back', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.add(newSubscriber('ada@lab.org'), now);
  const { publicId } = (await subscribers.byAddress('ada@lab.org'))!;
  expect(await subscribers.unsubscribe(publicId, now, 'link')).toBe(true);
  expect(await subscribers.unsubscribe(publicId, now, 'link')).toBe(true);
  expect(await subscribers.resubscribe(publicId, now, 'way back')).toBe(true);
  expect((await subscribers.byPublicId(publicId))?.status).toBe('confirmed');
  expect(await subscribers.unsubscribe('nobodynobodynobo', now, 'link')).toBe(false);
});

test('reads interests of before there were labs and a place for something outside', async () => {
  const path = join(temporaryFolder(), 'paperboy.db');
  const { subscribers } = await temporaryStore(path);
  const wish = newSubscriber('ada@lab.org');
  await subscribers.add(wish, now);
  const database = new DatabaseSync(path);
  const chosen = { topics: ['rl'], keywords: [], muted: [], authors: [], categories: [] };
  database.prepare('update interests set chosen = ?').run(JSON.stringify(chosen));
  database.close();
  const ada = await subscribers.byAddress('ada@lab.org');
  expect(ada?.interests).toEqual({ ...chosen, labs: [], outside: false });
  // And so the file that lists the same changes nothing.
  expect(await subscribers.add({ ...wish, interests: { ...wish.interests, topics: ['rl'] } }, now)).toBe('known');
});

test('tells why somebody gets no mail at all, and since when', async () => {
  const { subscribers, planner, ledger } = await temporaryStore();
  const people = ['ada', 'bob', 'cleo', 'dan'].map(name => newSubscriber(`${name}@lab.org`));
  await subscribers.sync([...people, newSubscriber('eve@lab.org', { status: 'unconfirmed' })], complete);
  const find = async (name: string) => (await subscribers.byAddress(`${name}@lab.org`))!;
  const why = async (name: string) => subscribers.noMail((await find(name)).id, now);
  expect(await why('ada')).toBeUndefined();
  expect(await why('eve')).toEqual({ kind: 'unconfirmed' });

  const selection = { papers: [], considered: 0, matched: 0 };
  const batchId = await planner.openBatch('2026-03-01', now);
  const planned = [{ subscriberId: (await find('cleo')).id, selection, nextDueAt: now.toISOString() }];
  await planner.addDeliveries(batchId, planned, now);
  await planner.closeBatch(batchId, { papers: [], front: [], expected: 1 });
  const [row] = await claimAt(ledger, now, 1);
  await settleAt(ledger, row!, { kind: 'failed', reply: '550 5.1.1', hard: true }, now);
  expect(await why('cleo')).toEqual({ kind: 'suppressed', since: now.toISOString() });

  await subscribers.unsubscribe((await find('bob')).publicId, now, 'link');
  expect(await why('bob')).toEqual({ kind: 'unsubscribed', since: now.toISOString() });
  await subscribers.sync(people.slice(0, 3), complete);
  expect(await why('dan')).toEqual({ kind: 'unlisted' });
});

test('keeps every act of consent, with the words that were read', async () => {
  const { subscribers } = await temporaryStore();
  const wording = 'I would like the papers of the day by mail.';
  await subscribers.add(newSubscriber('ada@lab.org', { origin: 'web', consent: 'the form', wording }), now);
  const { id, publicId } = (await subscribers.byAddress('ada@lab.org'))!;
  const later = new Date('2026-04-01T12:00:00Z');
  await subscribers.unsubscribe(publicId, later, 'link');
  expect(await subscribers.consents(id)).toEqual([
    { at: now.toISOString(), act: 'given', how: 'the form', wording },
    { at: later.toISOString(), act: 'withdrawn', how: 'link' },
  ]);
});

test('says what a sync would change, and changes nothing', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.sync([newSubscriber('ada@lab.org'), newSubscriber('bob@lab.org')], complete);
  const wishes = [newSubscriber('ada@lab.org', { papersPerMail: 3 }), newSubscriber('eve@lab.org')];
  const tried = await subscribers.sync(wishes, { ...complete, dryRun: true });
  expect((await subscribers.list()).map(({ address, papersPerMail }) => [address, papersPerMail])).toEqual([
    ['ada@lab.org', 10],
    ['bob@lab.org', 10],
  ]);
  expect(await subscribers.sync(wishes, complete)).toEqual(tried);
});

test('what was set later outlives the file, and moves the next mail where it moved the rhythm', async () => {
  const { subscribers } = await temporaryStore();
  await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  const rhythm = { timeZone: 'Europe/Berlin', sendAt: '07:00', days: 'weekly:fri' } as const;
  const nextDueAt = () => '2026-03-06T06:00:00.000Z';
  const wish = newSubscriber('ada@lab.org', { rhythm, given: ['days'], nextDueAt, origin: 'web' });
  expect(await subscribers.add(wish, now)).toBe('changed');
  await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  expect(await subscribers.byAddress('ada@lab.org')).toMatchObject({
    rhythm,
    nextDueAt: nextDueAt(),
    ownFields: ['days'],
    origin: 'file',
  });
  const { publicId } = (await subscribers.byAddress('ada@lab.org'))!;
  expect(await subscribers.release(publicId, ['days'])).toBe(true);
  const { changed } = await subscribers.sync([newSubscriber('ada@lab.org')], complete);
  expect(changed).toEqual([
    { address: 'ada@lab.org', changes: [{ field: 'days', before: 'weekly:fri', after: 'weekdays' }] },
  ]);
});

test('adds thousands of people in any order, each with an outcome', async () => {
  const { subscribers } = await temporaryStore();
  const people = Array.from({ length: 1000 }, (_, at) => newSubscriber(`reader${999 - at}@lab.org`));
  expect(new Set(await subscribers.addAll(people, { now }))).toEqual(new Set(['added']));
  const { id } = (await subscribers.byAddress('reader7@lab.org'))!;
  expect(await subscribers.consents(id)).toMatchObject([{ how: 'asked for it' }]);
  const again = people.slice(0, 3).map((wish, at) => ({ ...wish, papersPerMail: 10 + at }));
  expect(await subscribers.addAll(again, { now })).toEqual(['known', 'changed', 'changed']);
});
