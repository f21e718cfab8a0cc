// The line from sources to the store, against a real web server that a test scripts answer by answer.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openParser } from '../../src/assembly/guarded-parser.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { PaperFacts } from '../../src/domain/paper.ts';
import type { RawDocument } from '../../src/domain/raw-document.ts';
import { readSource } from '../../src/ingest/source.ts';
import { parse } from '../../src/parse/parse.ts';
import { ingestSources } from '../../src/pipeline/ingest-sources.ts';
import type { Store } from '../../src/store/store.ts';
import { ENTITIES, NESTED } from '../parse/attacks.ts';
import { temporaryStore } from '../store/open.ts';
import { ingestPorts } from './ports.ts';

/** A Monday, well after midnight in New York. */
const NOW = new Date('2026-11-23T15:00:00Z');
const HOUR_MS = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

let store: Store;
beforeEach(async () => {
  store = await temporaryStore();
});

/** Answers a path with its script's next answer, the last one again and again; what is not scripted is 404. */
async function serve(scripts: Record<string, Answer | Answer[]>) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const path = Object.keys(scripts).find(prefix => request.url?.startsWith(prefix)) ?? '';
    const script = [scripts[path] ?? { status: 404 }].flat();
    const { status = 200, headers = {}, body = '' } = script[0]!;
    if (script.length > 1) scripts[path] = script.slice(1);
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    paths: () => requests.map(({ url }) => url),
    headers: (at: number) => requests[at]?.headers ?? {},
    source: (word: string) =>
      readSource(word.replace('BASE', base), { samplesDir: '', hfEndpoint: base, arxivRss: base, arxivApi: base }),
  };
}

function announcement(id: string, type: string, title = `Paper ${id}`): string {
  return `<item><title>${title}</title><link>https://arxiv.org/abs/${id.slice(0, -2)}</link>
<description>arXiv:${id} Announce Type: ${type} \nAbstract: About ${id}.</description>
<guid isPermaLink="false">oai:arXiv.org:${id}</guid><category>cs.LG</category><arxiv:announce_type>${type}</arxiv:announce_type>
<dc:creator>Ada Lovelace, Charles Babbage</dc:creator><pubDate>Mon, 23 Nov 2026 00:00:00 -0500</pubDate></item>`;
}

function rss(...items: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.LG updates on arXiv.org</title>${items.join('\n')}</channel></rss>`;
}

function hfRow(id: string, upvotes = 3) {
  return {
    paper: {
      id,
      title: `Paper ${id}`,
      summary: `About ${id}.`,
      upvotes,
      submittedOnDailyAt: '2026-11-23T01:00:00.000Z',
    },
  };
}

const stored = (): Promise<PaperFacts[]> => store.papers.enteredBetween(new Date(0), later(1000));

test('news is what arXiv calls new or cross; a replacement updates a known paper and makes none', async () => {
  const web = await serve({
    '/rss/': [
      { body: rss(announcement('2611.00001v1', 'new'), announcement('2611.00002v1', 'cross')) },
      {
        body: rss(
          announcement('2611.00001v2', 'replace'),
          announcement('2605.00003v4', 'replace-cross'),
          announcement('2611.00004v1', 'new'),
        ),
      },
    ],
  });
  const ports = ingestPorts(store, [web.source('arxiv://cs.LG')]);
  const first = await ingestSources(ports, { now: NOW });
  const second = await ingestSources(ports, { now: later(24) });
  expect(first.sources[0]?.documents).toMatchObject([{ parsed: 2, new: 2, known: 0 }]);
  expect(second.sources[0]?.documents).toMatchObject([{ parsed: 3, new: 1, known: 1 }]);
  expect((await stored()).map(({ arxivId, version }) => [arxivId, version])).toEqual([
    ['2611.00001', 2],
    ['2611.00002', 1],
    ['2611.00004', 1],
  ]);
});

test('an unchanged list is asked for by its ETag and says nothing new', async () => {
  const web = await serve({
    '/feed': [{ headers: { etag: '"7"' }, body: rss(announcement('2611.00001v1', 'new')) }, { status: 304 }],
  });
  const ports = ingestPorts(store, [web.source('BASE/feed')]);
  const first = await ingestSources(ports, { now: NOW });
  const second = await ingestSources(ports, { now: later(2) });
  expect(first.sources[0]?.status).toMatchObject({ state: 'fresh', papers: 1 });
  expect(web.headers(1)['if-none-match']).toBe('"7"');
  expect(second.sources[0]).toMatchObject({ status: { state: 'unchanged', papers: 1 }, documents: [] });
});

test('what a crash left fetched and unread is read by the next run', async () => {
  const web = await serve({
    '/feed': [{ headers: { etag: '"7"' }, body: rss(announcement('2611.00001v1', 'new')) }, { status: 304 }],
  });
  const ports = ingestPorts(store, [web.source('BASE/feed')]);
  const crash = async () => {
    throw new Error('power cut');
  };
  await expect(ingestSources({ ...ports, parse: crash }, { now: NOW })).rejects.toThrow('power cut');
  expect(await stored()).toEqual([]);
  const { leftovers, sources } = await ingestSources(ports, { now: later(1) });
  expect(leftovers).toMatchObject([{ parsed: 1, new: 1 }]);
  expect(sources[0]?.documents).toEqual([]);
  expect(await stored()).toHaveLength(1);
});

test('a document that cannot be read changes nothing, and the others go on', async () => {
  const web = await serve({
    '/good': { body: rss(announcement('2611.00001v1', 'new')) },
    '/error-page': {
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><html><body><h1>Oops</h1></body></html>',
    },
    '/bomb': { body: 'costly' },
  });
  const words = ['BASE/error-page', 'BASE/bomb', 'BASE/missing', 'BASE/good'];
  const ports = ingestPorts(store, words.map(web.source));
  const { sources } = await ingestSources(
    {
      ...ports,
      parse: async document => {
        if (document.locator.endsWith('bomb')) throw new AppError('input_too_costly', `${document.locator} is a bomb`);
        return parse(document);
      },
    },
    { now: NOW },
  );
  expect(sources.map(({ status }) => status.state)).toEqual(['failed', 'failed', 'failed', 'fresh']);
  expect(sources.map(({ status }) => status.message)).toEqual([
    expect.stringContaining('/error-page'),
    expect.stringContaining('/bomb is a bomb'),
    expect.stringContaining('404'),
    undefined,
  ]);
  expect(await stored()).toHaveLength(1);
  expect(await store.documents.unread(later(1000))).toEqual([]);
});

test('attacks leave the database as it was, but for their own row, and the honest source is read', async () => {
  const attacks = { entities: ENTITIES['a billion laughs'], nested: NESTED.elements, many: '<rss><channel>'.repeat(9) };
  const web = await serve({
    ...Object.fromEntries(Object.entries(attacks).map(([name, body]) => [`/${name}`, { body }])),
    '/honest': { body: rss(announcement('2611.00001v1', 'new')) },
  });
  const parser = openParser();
  onTestFinished(() => parser.close());
  const ports = {
    ...ingestPorts(store, ['BASE/entities', 'BASE/nested', 'BASE/many', 'BASE/honest'].map(web.source)),
    parse: parser.parse,
  };
  const { sources } = await ingestSources(ports, { now: NOW });
  expect(sources.map(({ status }) => [status.state, status.papers])).toEqual([
    ['failed', 0],
    ['failed', 0],
    ['failed', 0],
    ['fresh', 1],
  ]);
  expect(await stored()).toMatchObject([{ arxivId: '2611.00001' }]);
});

test('trouble is told once when it begins and once when it ends', async () => {
  const feed = { body: rss(announcement('2611.00001v1', 'new')) };
  const web = await serve({ '/feed': [feed, { status: 404 }, { status: 404 }, feed] });
  const ports = ingestPorts(store, [web.source('BASE/feed')]);
  const changes: (string | undefined)[] = [];
  for (const hours of [0, 2, 4, 6]) {
    const { sources } = await ingestSources(ports, { now: later(hours) });
    changes.push(sources[0]?.change);
  }
  expect(changes).toEqual([
    undefined,
    expect.stringContaining('failed'),
    undefined,
    expect.stringContaining('was failed'),
  ]);
  const [status] = await store.sources.statuses();
  expect(status).toMatchObject({ state: 'unchanged', since: later(6).toISOString() });
});

test('a source that is gone is switched off, and asked again only by name', async () => {
  const web = await serve({ '/feed': [{ status: 410 }, { body: rss(announcement('2611.00001v1', 'new')) }] });
  const ports = ingestPorts(store, [web.source('BASE/feed')]);
  const gone = await ingestSources(ports, { now: NOW });
  const next = await ingestSources(ports, { now: later(24) });
  expect(gone.sources[0]?.status.state).toBe('off');
  expect(next.sources[0]).toMatchObject({ skipped: true, documents: [] });
  expect(web.paths()).toHaveLength(1);
  const named = await ingestSources(ports, { now: later(25), named: true });
  expect(named.sources[0]).toMatchObject({ status: { state: 'fresh' }, documents: [{ new: 1 }] });
});

test('a server that asks to be left alone is left alone until then', async () => {
  const feed = { body: rss(announcement('2611.00001v1', 'new')) };
  const web = await serve({ '/feed': [{ status: 429, headers: { 'retry-after': '7200' } }, feed] });
  const ports = ingestPorts(store, [web.source('BASE/feed')]);
  const asked = await ingestSources(ports, { now: NOW });
  const early = await ingestSources(ports, { now: later(1.9) });
  const due = await ingestSources(ports, { now: later(2.1) });
  expect(asked.sources[0]?.status.notBefore).toBe(later(2).toISOString());
  expect(early.sources[0]).toMatchObject({ skipped: true });
  expect(due.sources[0]?.documents).toMatchObject([{ new: 1 }]);
});

test('every page of a day is read, and votes are kept with the time they were seen', async () => {
  const page = (from: number, count: number, votes: number) =>
    JSON.stringify(
      Array.from({ length: count }, (_, at) => hfRow(`2611.${String(from + at).padStart(5, '0')}`, votes)),
    );
  const daily = '/api/daily_papers?date=2026-11-23&limit=100';
  const web = await serve({
    [`${daily}&p=0`]: [{ body: page(1, 100, 3) }, { body: page(1, 100, 5) }],
    [`${daily}&p=1`]: [{ body: page(101, 7, 3) }, { body: page(101, 8, 5) }],
    '/api/daily_papers': { body: '[]' },
    '/api/query': { status: 500 },
  });
  const ports = ingestPorts(store, [web.source('hf://daily')], web.base);
  await ingestSources(ports, { now: NOW });
  await ingestSources(ports, { now: later(2) });
  const papers = await stored();
  expect(papers).toHaveLength(108);
  expect(papers[0]?.upvotes?.map(({ count }) => count)).toEqual([3, 5]);
});

test('categories of papers from Hugging Face are asked of arXiv once, a hundred a request', async () => {
  const rows = Array.from({ length: 101 }, (_, at) => hfRow(`2611.${String(at + 1).padStart(5, '0')}`));
  const entry = (id: string) => `<entry><id>http://arxiv.org/abs/${id}v1</id><title>Paper ${id}</title>
<summary>About ${id}.</summary><author><name>Ada Lovelace</name></author>
<category term="cs.CL"/><category term="cs.AI"/><arxiv:primary_category term="cs.CL"/></entry>`;
  const web = await serve({
    '/list': { body: JSON.stringify(rows) },
    '/api/daily_papers': { body: JSON.stringify(rows) },
    '/api/query?id_list=2611.00001': {
      body: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">${entry('2611.00001')}</feed>`,
    },
    '/api/query?id_list=2611.00101': {
      body: `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">${entry('2611.00101')}</feed>`,
    },
  });
  const ports = ingestPorts(store, [web.source('hf://trending')], web.base);
  const { sources } = await ingestSources(ports, { now: NOW });
  await ingestSources(ports, { now: later(2) });
  expect(web.paths().filter(path => path?.startsWith('/api/query'))).toHaveLength(2);
  expect(sources.at(-1)).toMatchObject({ source: 'arXiv categories', status: { state: 'fresh', papers: 2 } });
  const papers = await store.papers.enteredBetween(new Date(0), later(1000));
  expect(
    papers
      .filter(({ categories }) => categories)
      .map(({ arxivId, categories, primaryCategory }) => [arxivId, categories, primaryCategory]),
  ).toEqual([
    ['2611.00001', ['cs.CL', 'cs.AI'], 'cs.CL'],
    ['2611.00101', ['cs.CL', 'cs.AI'], 'cs.CL'],
  ]);
  // An answer to our own question is not a second source that found the paper worth listing.
  expect(new Set(papers.map(({ sources }) => sources))).toEqual(new Set([1]));
});

test('what arXiv answers beside the papers it was asked about is no news', async () => {
  const entry = (id: string) => `<entry><id>http://arxiv.org/abs/${id}v1</id><title>Paper ${id}</title>
<summary>About ${id}.</summary><author><name>Ada Lovelace</name></author><category term="cs.CL"/></entry>`;
  const web = await serve({
    '/api/daily_papers': { body: JSON.stringify([hfRow('2611.00001')]) },
    '/api/query': {
      body: `<feed xmlns="http://www.w3.org/2005/Atom">${entry('2611.00001')}${entry('2611.99999')}</feed>`,
    },
  });
  await ingestSources(ingestPorts(store, [web.source('hf://trending')], web.base), { now: NOW });
  expect((await stored()).map(({ arxivId, categories }) => [arxivId, categories])).toEqual([['2611.00001', ['cs.CL']]]);
});

test('an error in place of categories is a failure, and the papers are asked for again', async () => {
  const error = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Error</title><summary>incorrect id format</summary>
<author><name>arXiv api core</name></author></entry></feed>`;
  const web = await serve({
    '/api/daily_papers': { body: JSON.stringify([hfRow('2611.00001')]) },
    '/api/query': { body: error },
  });
  const ports = ingestPorts(store, [web.source('hf://trending')], web.base);
  for (const hours of [0, 2]) {
    const { sources } = await ingestSources(ports, { now: later(hours) });
    expect(sources.at(-1)?.status).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('incorrect id format'),
    });
  }
  expect(web.paths().filter(path => path?.startsWith('/api/query'))).toHaveLength(2);
});

test('an error feed is a failure, whatever the day', async () => {
  const web = await serve({
    '/rss/': { body: '<rss version="2.0"><channel><title>Feed error for query "cs.XX"</title></channel></rss>' },
  });
  const saturday = new Date('2026-11-28T15:00:00Z');
  const { sources } = await ingestSources(ingestPorts(store, [web.source('arxiv://cs.LG')]), { now: saturday });
  expect(sources[0]?.status).toMatchObject({ state: 'failed', message: expect.stringContaining('cs.XX') });
});

test('a list that is stale stays so while it is the same, and trouble is not told twice', async () => {
  const monday = rss(announcement('2611.00001v1', 'new'));
  const web = await serve({ '/rss/': [{ body: monday }, { body: monday.replace('23 Nov', '24 Nov') }] });
  const ports = ingestPorts(store, [web.source('arxiv://cs.LG')]);
  const told: unknown[] = [];
  for (const hours of [0, 20, 20.5, 21]) {
    const { sources } = await ingestSources(ports, { now: later(hours) });
    told.push([sources[0]?.status.state, sources[0]?.change !== undefined]);
  }
  expect(told).toEqual([
    ['fresh', false],
    ['stale', true],
    ['stale', false],
    ['stale', false],
  ]);
});

test('bytes that were read before are not read again, unless the operator names the source', async () => {
  const web = await serve({ '/feed': { body: rss(announcement('2611.00001v1', 'new')) } });
  let parsed = 0;
  const ports = {
    ...ingestPorts(store, [web.source('BASE/feed')]),
    parse: (document: RawDocument) => {
      parsed += 1;
      return parse(document);
    },
  };
  const counts = [];
  for (const named of [false, false, true]) {
    const { sources } = await ingestSources(ports, { now: NOW, named });
    counts.push(sources[0]?.documents[0]);
  }
  expect(counts).toMatchObject([
    { parsed: 1, new: 1, known: 0 },
    { parsed: 1, new: 0, known: 1 },
    { parsed: 1, new: 0, known: 1 },
  ]);
  expect(parsed).toBe(2);
});

test('what was read before is what it was, however little it says of itself', async () => {
  const items = ['Editorial', 'Editorial', 'Adam'].map(title => `<item><title>${title}</title></item>`);
  const web = await serve({ '/feed': { body: rss(...items) } });
  const ports = ingestPorts(store, [web.source('BASE/feed')]);
  await ingestSources(ports, { now: NOW });
  const before = await stored();
  const { sources } = await ingestSources(ports, { now: later(2), named: true });
  expect(sources[0]?.documents).toMatchObject([{ new: 0, known: before.length }]);
  expect(await stored()).toEqual(before);
});

test('a large document is stored in pieces, lets others write in between, and is resumed after a crash', async () => {
  const rows = Array.from({ length: 250 }, (_, at) => hfRow(`2611.${String(at + 1).padStart(5, '0')}`));
  const web = await serve({ '/papers.json': { body: JSON.stringify(rows) } });
  const ports = ingestPorts(store, [web.source('BASE/papers.json')]);
  let pieces = 0;
  const crashing = {
    ...store.papers,
    giveWay: async () => {
      pieces += 1;
      expect(await stored()).toHaveLength(100 * pieces);
      if (pieces === 2) throw new Error('power cut');
    },
  };
  await expect(ingestSources({ ...ports, papers: crashing }, { now: NOW })).rejects.toThrow('power cut');
  const { sources } = await ingestSources(ports, { now: later(0.1) });
  expect(sources[0]?.documents).toMatchObject([{ parsed: 250, new: 50, known: 200 }]);
  const papers = await store.papers.enteredBetween(new Date(0), later(1000));
  expect(papers).toHaveLength(250);
  expect(new Set(papers.map(({ sources }) => sources))).toEqual(new Set([1]));
});

test('where arXiv cannot be reached the papers come all the same, and that is told once', async () => {
  const web = await serve({
    '/api/daily_papers': { body: JSON.stringify([hfRow('2611.00001')]) },
    '/api/query': { status: 404 },
  });
  const ports = ingestPorts(store, [web.source('hf://trending')], web.base);
  const first = await ingestSources(ports, { now: NOW });
  const second = await ingestSources(ports, { now: later(2) });
  expect(first.sources).toMatchObject([
    { status: { state: 'fresh' } },
    { source: 'arXiv categories', status: { state: 'failed' }, change: expect.stringContaining('arXiv categories') },
  ]);
  expect(second.sources[1]).toMatchObject({ status: { state: 'failed' }, change: undefined });
});

test('sources are read side by side: one that answers late holds up no other', async () => {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    waiting.push(() => response.end(rss(announcement(`2611.0000${asked.length}v1`, 'new'))));
    // Only when both have asked does either get its answer.
    if (waiting.length === 2) for (const answer of waiting) answer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const places = { samplesDir: '', hfEndpoint: base, arxivRss: base, arxivApi: base };
  const ports = ingestPorts(store, [
    readSource(`${base}/a`, places),
    readSource(`http://localhost:${new URL(base).port}/b`, places),
  ]);
  await ingestSources(ports, { now: NOW });
  expect(asked.sort()).toEqual(['/a', '/b']);
});
