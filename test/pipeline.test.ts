import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { PaperStore } from '../src/domain/ports.ts';
import { NO_INTERESTS } from '../src/domain/subscriber.ts';
import type { Source } from '../src/ingest/source.ts';
import { ingestSources } from '../src/pipeline/ingest-sources.ts';
import { explainChoice, openPool, rankedPapers, selectFor } from '../src/pipeline/one-reader.ts';
import { planIssue } from '../src/pipeline/plan-issue.ts';
import { indexLatest, latestPapers, tryInterests } from '../src/pipeline/try-interests.ts';
import { compileCatalogue } from '../src/select/match-topics.ts';
import type { Store } from '../src/store/store.ts';
import { ingestPorts, reportOf } from './pipeline/ports.ts';
import { newSubscriber, temporaryFolder, temporaryStore } from './store/open.ts';
import { claimAt, submitAll } from './store/sending.ts';

const DAY_MS = 86_400_000;
const monday = new Date('2026-03-02T06:00:00Z');
const catalogue = compileCatalogue({
  version: 1,
  groups: { g: 'Group' },
  topics: [
    { id: 'bees', name: 'Bees', group: 'g', description: 'Bees', strong: ['honey bee', 'hive'], weak: [], exclude: [] },
  ],
});

let store: Store;
let folder: string;

/** Every text is as likely as any other. */
const prior = () => 0.1;

beforeEach(async () => {
  store = await temporaryStore();
  folder = temporaryFolder();
});

/** Papers as JSON Lines, ingested at a moment. */
async function ingest(papers: object[], now = monday, asNew = false) {
  const path = join(folder, 'papers.jsonl');
  writeFileSync(path, papers.map(paper => JSON.stringify(paper)).join('\n'));
  const source: Source = { kind: 'file', name: 'papers', pattern: path };
  return reportOf(await ingestSources(ingestPorts(store, [source]), { now, asNew }));
}

function planPorts() {
  return { papers: store.papers, planner: store.planner, opinions: store.opinions, catalogue, prior, at: () => {} };
}

function plan(now = monday, quiet?: string) {
  return planIssue(planPorts(), { now, everyone: true, skipReserved: false, listReaders: true, quiet });
}

/** Plans and pretends that the mails were taken. */
async function planAndSend(now: Date) {
  const planned = await plan(now);
  await submitAll(store.ledger, now);
  const titles = new Map(planned.papers.map(({ id, title }) => [id, title]));
  return planned.readers.map(({ selection }) => selection.papers.map(({ paperId }) => titles.get(paperId)));
}

const hive = {
  title: 'How a Hive Decides Where to Live',
  arxivId: '2603.00001',
  abstract: 'Scouts of the honey bee dance.',
};
const kites = { title: 'Kites That Steer Themselves in Gusty Wind', arxivId: '2603.00002' };

test('reads a document twice and knows every paper the second time', async () => {
  expect(await ingest([hive, kites])).toMatchObject({ parsed: 2, new: 2, known: 0, rejected: 0 });
  expect(await ingest([hive, kites])).toMatchObject({ parsed: 2, new: 0, known: 2, rejected: 0 });
});

test('keeps rejects beside the papers that could be read', async () => {
  expect(await ingest([hive, { title: '' }])).toMatchObject({ parsed: 1, rejected: 1, rejects: [{ line: 2 }] });
});

test('merges what later records add: a new version, more votes, the code', async () => {
  await ingest([{ ...hive, upvotes: [{ at: '2026-03-02T06:00:00Z', count: 3 }] }]);
  await ingest([
    {
      ...hive,
      version: 2,
      links: { code: 'https://github.com/x/y' },
      upvotes: [{ at: '2026-03-02T09:00:00Z', count: 9 }],
    },
  ]);
  const [paper, ...others] = await store.papers.enteredBetween(new Date(0), new Date(monday.getTime() + 1));
  expect(others).toEqual([]);
  expect(paper).toMatchObject({
    version: 2,
    links: { code: 'https://github.com/x/y' },
    upvotes: [{ count: 3 }, { count: 9 }],
  });
});

test('joins two known papers when a record shows that they are one', async () => {
  await ingest([
    { title: 'On the Dances of Foraging Bees', arxivId: '2603.00007' },
    { title: 'Dances of foragers, revised and published', doi: '10.1/x' },
  ]);
  await ingest([{ title: 'On the Dances of Foraging Bees', arxivId: '2603.00007', doi: '10.1/x' }]);
  expect(await store.papers.enteredBetween(new Date(0), new Date(monday.getTime() + 1))).toHaveLength(1);
});

test('a paper that joins two brings in a third that only the joined one matches', async () => {
  await ingest([
    { title: 'On the Dances of Foraging Bees', arxivId: '2603.00007' },
    { title: 'Dances of foragers, revised and published', doi: '10.1/x' },
    { title: 'A third name of those bees that dance', doi: '10.1/y' },
  ]);
  await ingest([{ title: 'A third name of those bees that dance', arxivId: '2603.00007' }]);
  expect(await store.papers.enteredBetween(new Date(0), new Date(monday.getTime() + 1))).toHaveLength(2);
});

test('a bare title never joins two papers whose ids differ', async () => {
  const twins = [hive, { title: hive.title, arxivId: '2603.00008' }];
  await ingest(twins);
  await ingest([{ title: hive.title }]);
  expect(await store.papers.enteredBetween(new Date(0), new Date(monday.getTime() + 1))).toHaveLength(2);
});

test('takes an old listing as archive, not as news, unless it is told otherwise', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([{ ...hive, listedAt: '2026-02-01' }]);
  expect((await plan()).readers[0]?.selection.considered).toBe(0);
  await ingest([{ ...kites, listedAt: '2026-02-01' }], monday, true);
  expect((await planAndSend(new Date(monday.getTime() + DAY_MS)))[0]).toEqual([kites.title]);
});

test('never shows a reader the same paper twice, and brings papers that arrive late', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  expect(await planAndSend(monday)).toEqual([[hive.title]]);
  const tuesday = new Date(monday.getTime() + DAY_MS);
  await ingest([hive, kites], tuesday);
  expect(await planAndSend(tuesday)).toEqual([[kites.title]]);
});

test('plans nothing twice for one date', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  await plan();
  expect(await plan()).toMatchObject({ readers: [], served: 1 });
});

test('a date that brought nothing can still bring a mail when papers come in later', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  expect(await planAndSend(monday)).toEqual([[]]);
  await ingest([hive]);
  expect(await planAndSend(new Date(monday.getTime() + 3_600_000))).toEqual([[hive.title]]);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, skipped: 0 });
});

test('an issue without a single mail is not yet the first issue', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await planAndSend(monday);
  expect(await store.planner.hasLetMailGo()).toBe(false);
  await ingest([hive]);
  await plan(new Date(monday.getTime() + 3_600_000));
  expect(await store.planner.hasLetMailGo()).toBe(true);
});

test('sends only what matches, and keeps an empty selection as skipped', async () => {
  const bees = { ...NO_INTERESTS, topics: ['bees'] };
  await store.subscribers.add(newSubscriber('ada@lab.org', { interests: bees }), monday);
  await store.subscribers.add(
    newSubscriber('bob@lab.org', { interests: { ...bees, topics: [], keywords: ['sourdough'] } }),
    monday,
  );
  await ingest([hive, kites]);
  expect(await planAndSend(monday)).toEqual([[hive.title], []]);
  expect(await store.ledger.counts()).toMatchObject({ submitted: 1, skipped: 1 });
});

test('leaves out reserved domains where the server is a real one', async () => {
  await store.subscribers.add(newSubscriber('ada@example.org'), monday);
  await ingest([hive]);
  const ports = planPorts();
  expect(await planIssue(ports, { now: monday, everyone: true, skipReserved: true })).toMatchObject({
    readers: [],
    reserved: 1,
  });
});

test('mails at the due instant, once, and again on the next sending day', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org', { nextDueAt: () => '2026-03-02T06:00:00.000Z' }), monday);
  const ports = planPorts();
  const planAt = async (now: string) =>
    (
      await planIssue(ports, { now: new Date(now), everyone: false, skipReserved: false, listReaders: true })
    ).readers.map(({ date }) => date);
  await ingest([hive]);
  expect(await planAt('2026-03-02T05:59:59Z')).toEqual([]);
  expect(await planAt('2026-03-02T06:00:00Z')).toEqual(['2026-03-02']);
  expect(await planAt('2026-03-02T18:00:00Z')).toEqual([]);
  expect(await planAt('2026-03-03T06:00:00Z')).toEqual(['2026-03-03']);
});

test('after the first issue at an odd hour the same date brings no second mail', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org', { nextDueAt: () => '2026-03-02T06:00:00.000Z' }), monday);
  await ingest([hive]);
  await plan(new Date('2026-03-02T04:00:00Z'));
  expect(await store.planner.nextDueAt(monday)).toEqual(new Date('2026-03-03T06:00:00Z'));
});

test('shows the issue to everybody, best first, whoever is subscribed', async () => {
  await store.subscribers.add(
    newSubscriber('ada@lab.org', {
      interests: { ...NO_INTERESTS, topics: ['bees'] },
    }),
    monday,
  );
  await ingest([hive, { ...kites, upvotes: [{ at: monday.toISOString(), count: 40 }] }]);
  await plan();
  const [date] = await store.issues.dates(1);
  expect((await store.issues.front(date!))?.papers.map(({ title }) => title)).toEqual([kites.title, hive.title]);
});

test('does not make an issue of a day without new papers', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await plan();
  expect(await store.issues.dates(1)).toEqual([]);
});

test('freezes the holiday of a quiet day into issue and mails, with papers or without', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await plan(monday, 'Thanksgiving');
  const [date] = await store.issues.dates(1);
  expect(await store.issues.front(date!)).toMatchObject({ papers: [], quiet: 'Thanksgiving' });
  await ingest([hive]);
  await plan(monday, 'Thanksgiving');
  expect(await store.issues.front(date!)).toMatchObject({ papers: [{ title: hive.title }], quiet: 'Thanksgiving' });
  const [row] = await claimAt(store.ledger, monday, 1);
  expect(await store.ledger.batch(row!.batchId)).toMatchObject({ quiet: 'Thanksgiving' });
});

test('stores nothing of a document when one of its records cannot be stored', async () => {
  const papers: PaperStore = {
    ...store.papers,
    write: <T>(work: Parameters<typeof store.papers.write<T>>[0]) =>
      store.papers.write<T>(papers =>
        work({
          ...papers,
          addRecord: async (place, paperId, record) => {
            if (record.title === kites.title) throw new Error('disk full');
            await papers.addRecord(place, paperId, record);
          },
        }),
      ),
  };
  const path = join(folder, 'papers.jsonl');
  writeFileSync(path, [hive, kites].map(paper => JSON.stringify(paper)).join('\n'));
  const sources: Source[] = [{ kind: 'file', name: 'papers', pattern: path }];
  const reading = ingestSources({ ...ingestPorts(store, sources), papers }, { now: monday });
  await expect(reading).rejects.toThrow('disk full');
  expect(await store.papers.enteredBetween(new Date(0), new Date(monday.getTime() + 1))).toEqual([]);
});

test('keeps a document once, however often it is read, and lets old counts of votes stay old', async () => {
  const source: Source = { kind: 'file', name: 'the sample', pattern: 'samples/daily-papers.txt' };
  const ports = ingestPorts(store, [source]);
  const first = await ingestSources(ports, { now: monday });
  const second = await ingestSources(ports, { now: new Date(monday.getTime() + DAY_MS) });
  expect([first, second].map(reportOf)).toMatchObject([
    { new: 15, known: 0 },
    { new: 0, known: 15 },
  ]);
  const papers = await store.papers.enteredBetween(new Date(0), new Date(monday.getTime() + 1));
  expect(new Set(papers.map(({ sources, upvotes }) => `${sources} source, ${upvotes?.length} count`))).toEqual(
    new Set(['1 source, 1 count']),
  );
});

test('after a crash in the middle of planning the readers are due again', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org', { nextDueAt: () => '2026-03-02T06:00:00.000Z' }), monday);
  await ingest([hive]);
  const ports = {
    papers: store.papers,
    catalogue,
    prior,
    at: () => {},
    opinions: store.opinions,
    planner: {
      ...store.planner,
      closeBatch: async () => {
        throw new Error('power cut');
      },
    },
  };
  const options = { now: monday, everyone: false, skipReserved: false };
  await expect(planIssue(ports, options)).rejects.toThrow('power cut');
  const later = { ...options, listReaders: true, now: new Date(monday.getTime() + 60_000) };
  const { readers } = await planIssue({ ...ports, planner: store.planner }, later);
  expect(readers.map(({ date }) => date)).toEqual(['2026-03-02']);
});

/** @param paperId of the only paper, or the first */
async function explained(now: Date, paperId = 1) {
  const subscriber = (await store.subscribers.byAddress('ada@lab.org'))!;
  const paper = (await store.paperById(paperId))!;
  return explainChoice({ subscriber, paper }, { ...store, catalogue, prior }, now);
}

test('tells when a paper was sent to a subscriber', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  await planAndSend(monday);
  const { explanation, withoutVotes, noMail } = await explained(new Date(monday.getTime() + DAY_MS));
  expect(explanation).toEqual({ kind: 'already-sent', on: '2026-03-02' });
  expect(withoutVotes).toBe(true);
  expect(noMail).toBeUndefined();
});

test('tells when a paper was sent however long ago, also under the paper that it was merged into', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  await planAndSend(monday);
  const muchLater = new Date(monday.getTime() + 30 * DAY_MS);
  expect((await explained(muchLater)).explanation).toEqual({ kind: 'already-sent', on: '2026-03-02' });
  await ingest([kites]);
  await store.papers.write(papers => papers.mergeInto(1, 2));
  expect((await explained(muchLater, 2)).explanation).toEqual({ kind: 'already-sent', on: '2026-03-02' });
});

test('tells of an old paper that was never sent when it came in', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  const { explanation } = await explained(new Date(monday.getTime() + 30 * DAY_MS));
  expect(explanation).toMatchObject({ kind: 'outside-window', enteredAt: monday.toISOString() });
});

test('tells that a paper is hidden, and since when', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  await store.papers.curate(papers => papers.hide(1, monday));
  expect((await explained(monday)).explanation).toEqual({ kind: 'hidden', since: monday.toISOString() });
});

test('tells first that somebody gets no mail, then what would otherwise hold', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  await ingest([hive]);
  const { publicId } = (await store.subscribers.byAddress('ada@lab.org'))!;
  await store.subscribers.unsubscribe(publicId, monday, 'one click');
  const { noMail, explanation } = await explained(monday);
  expect(noMail).toEqual({ kind: 'unsubscribed', since: monday.toISOString() });
  expect(explanation).toMatchObject({ kind: 'matched', place: 1 });
});

test('a preview for somebody who is here is in the order of that reader, for anybody else in the order of the trend', async () => {
  await store.subscribers.add(newSubscriber('ada@lab.org'), monday);
  const swarm = { title: 'What a Swarm of the Honey Bee Hears', abstract: 'A hive sends out scouts of the honey bee.' };
  await ingest([hive, swarm, kites]);
  const { id, interests, papersPerMail } = (await store.subscribers.byAddress('ada@lab.org'))!;
  const pool = { ...store, catalogue, prior };
  const previewed = async (reader: { id?: number }) => {
    const opened = openPool(await rankedPapers(pool, monday), pool.catalogue, monday);
    const selection = await selectFor({ ...reader, interests, papersPerMail }, opened, pool.opinions);
    return selection.papers.map(({ paperId }) => paperId);
  };
  const byTrend = await previewed({});
  expect(byTrend.at(-1)).toBe(3);
  expect(await previewed({ id })).toEqual(byTrend);
  await store.opinions.say(id, { paperId: 1, kind: 'less', now: monday });
  expect((await previewed({ id }))[0]).toBe(3);
  expect(await previewed({})).toEqual(byTrend);
});

test('tries interests out on the papers of the last days, up to the next mail', async () => {
  await ingest([hive], new Date(monday.getTime() - 2 * DAY_MS));
  await ingest([kites], new Date(monday.getTime() + 1000));
  const { rhythm } = newSubscriber('ada@lab.org');
  const tried = { interests: NO_INTERESTS, papersPerMail: 10, rhythm };
  const latest = await latestPapers(store.papers, { now: new Date(monday.getTime() + 2000), days: 3 });
  const { papers, due, mails } = tryInterests(tried, indexLatest(latest, { catalogue, prior }));
  expect([...papers.keys()].sort()).toEqual([1, 2]);
  // Friday's is too early for both.
  expect({ due, mails }).toEqual({ due: 2, mails: [1, 1] });
});

test('looks back fewer days where more papers came in than may be looked at', async () => {
  await ingest([hive], new Date(monday.getTime() - 2 * DAY_MS));
  await ingest([kites], monday);
  const daysWith = async (most: number) => {
    const { papers, days } = await latestPapers(store.papers, { now: monday, days: 30, most });
    return [days, papers.length];
  };
  expect(await daysWith(2)).toEqual([30, 2]);
  // The whole day before the one that is too much.
  expect(await daysWith(1)).toEqual([1, 1]);
  expect(await daysWith(0)).toEqual([1, 1]);
});
