import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Validators } from '../../src/domain/raw-document.ts';
import { type Collected, type CollectPorts, collect } from '../../src/ingest/collect.ts';
import { type Places, readSource } from '../../src/ingest/source.ts';
import { webAccess } from './web-access.ts';
import { type Answer, answering, DIGEST, startWebServer, type WebServer } from './web-server.ts';

const TUESDAY = new Date('2026-11-24T07:00:00Z');
const MONDAY_LIST = 'api/daily_papers?date=2026-11-23&limit=100&p=';
const TUESDAY_LIST = 'api/daily_papers?date=2026-11-24&limit=100&p=';

let server: WebServer;
const known = new Map<string, Validators & { bytes: Uint8Array }>();
const readAts = new Map<string, string>();
const ports: CollectPorts = {
  web: webAccess(),
  latest: async locator => known.get(locator),
  readAt: source => readAts.get(source),
};
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  server.requests.length = 0;
  known.clear();
  readAts.clear();
});

const collected = (word: string, now = TUESDAY): Promise<Collected> => {
  const endpoint = `http://127.0.0.1:${server.port}`;
  const places: Places = { samplesDir: '', hfEndpoint: endpoint, arxivRss: `${endpoint}/arxiv`, arxivApi: endpoint };
  return collect(readSource(word, places), now, ports);
};
const locators = ({ documents }: Collected) => documents.map(({ locator }) => locator.replace(server.url(''), ''));
const asked = () => server.requests.map(({ url }) => url.slice(1));

/** Lists of so many rows by their date, or without one, in pages as the API gives them. */
const lists = (rows: Record<string, number>): Answer => {
  return (response, { url = '' }) => {
    const query = new URL(url, 'http://127.0.0.1').searchParams;
    const limit = Number(query.get('limit') ?? 50);
    const from = limit * Number(query.get('p') ?? 0);
    const all = Array.from({ length: rows[query.get('date') ?? ''] ?? 0 }, (_, index) => ({
      paper: { id: `${index}` },
    }));
    response.end(JSON.stringify(all.slice(from, from + limit)));
  };
};

describe('one source is', () => {
  test('a page: one document, which says when it was fetched', async () => {
    const read = await collected(server.url('plain'));
    expect(read).toMatchObject({ source: { name: server.url('plain') }, unchanged: 0 });
    expect(read.documents).toEqual([
      { locator: server.url('plain'), fetchedAt: '2026-11-24T07:00:00.000Z', bytes: Buffer.from(DIGEST) },
    ]);
    expect(read).not.toHaveProperty('failure');
  });

  test('files: all that can be read, whatever is wrong with another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-collect-'));
    try {
      for (const name of ['1.txt', '3.txt']) writeFileSync(join(folder, name), name);
      writeFileSync(join(folder, '2.txt'), '');
      truncateSync(join(folder, '2.txt'), 64 * 1024 * 1024 + 1);
      const read = await collected(join(folder, '*.txt'));
      expect(read.documents.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['1.txt', '3.txt']);
      expect(read.failure).toMatchObject({ code: 'input_too_large' });
      expect(await collected(join(folder, 'none'))).toMatchObject({
        documents: [],
        failure: { code: 'input_unreadable' },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('categories of arXiv, from the place that was configured', async () => {
    server.script('arxiv/rss/cs.LG+cs.CL', answering(200));
    expect(locators(await collected('arxiv://cs.LG+cs.CL'))).toEqual(['arxiv/rss/cs.LG+cs.CL']);
  });
});

describe('the last reading', () => {
  test('is sent along, so that what did not change is not fetched again', async () => {
    known.set(server.url('304'), { etag: '"1"', bytes: new Uint8Array() });
    expect(await collected(server.url('304'))).toEqual({
      source: expect.anything(),
      documents: [],
      unchanged: 1,
    });
    expect(server.requests[0]!.headers).toMatchObject({ 'if-none-match': '"1"' });
  });

  test.each([
    ['404', { failure: { code: 'source_unreachable' } }],
    ['reset', { failure: { code: 'source_unreachable' } }],
    ['bomb', { failure: { code: 'input_too_large' } }],
    ['410', { gone: true }],
    ['429', { failure: { message: expect.stringContaining('answered 429') }, notBefore: '2026-11-24T07:05:00.000Z' }],
  ])('may be without documents: %s', async (path, expected) => {
    expect(await collected(server.url(path))).toMatchObject({ documents: [], unchanged: 0, ...expected });
  });

  test('says until when nothing more is asked', async () => {
    server.script('last', answering(200, { ratelimit: '"api";r=0;t=120' }));
    const read = await collected(server.url('last'));
    expect(read).toMatchObject({ documents: [{}], notBefore: '2026-11-24T07:02:00.000Z' });
    expect(read).not.toHaveProperty('failure');
  });
});

describe('hf://daily', () => {
  test('is today and the day before, each up to a short page', async () => {
    server.script('api/daily_papers', lists({ '2026-11-23': 250, '2026-11-24': 30 }));
    expect(locators(await collected('hf://daily'))).toEqual([
      `${TUESDAY_LIST}0`,
      `${MONDAY_LIST}0`,
      `${MONDAY_LIST}1`,
      `${MONDAY_LIST}2`,
    ]);
  });

  test('looks for another page after one that is exactly full', async () => {
    server.script('api/daily_papers', lists({ '2026-11-24': 100 }));
    expect(locators(await collected('hf://daily'))).toEqual([
      `${TUESDAY_LIST}0`,
      `${TUESDAY_LIST}1`,
      `${MONDAY_LIST}0`,
    ]);
  });

  test('makes up for days on which it was not read', async () => {
    server.script('api/daily_papers', lists({}));
    readAts.set('hf://daily', '2026-11-19T07:00:00Z');
    const { documents } = await collected('hf://daily');
    expect(documents.map(({ locator }) => new URL(locator).searchParams.get('date'))).toEqual([
      '2026-11-24',
      '2026-11-23',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
    ]);
  });

  test('goes on after an unchanged page where that one was full, though the next has never been read', async () => {
    const full = Buffer.from(JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ paper: { id } }))));
    const short = Buffer.from('[]');
    server.script('api/daily_papers', answering(304), lists({ '2026-11-24': 130 }), answering(304));
    known.set(server.url(`${TUESDAY_LIST}0`), { etag: '"1"', bytes: full });
    known.set(server.url(`${MONDAY_LIST}0`), { etag: '"2"', bytes: short });
    expect(await collected('hf://daily')).toMatchObject({ documents: [{}], unchanged: 2 });
    expect(asked()).toEqual([`${TUESDAY_LIST}0`, `${TUESDAY_LIST}1`, `${MONDAY_LIST}0`]);
  });

  test('keeps the pages before one that fails, and says what failed', async () => {
    server.script('api/daily_papers', lists({ '2026-11-24': 150 }), lists({ '2026-11-24': 150 }), answering(400));
    const read = await collected('hf://daily');
    expect(locators(read)).toEqual([`${TUESDAY_LIST}0`, `${TUESDAY_LIST}1`]);
    expect(read.failure?.message).toBe(`${server.url(`${MONDAY_LIST}0`)}: the server answered 400, expected 200`);
  });

  test('asks for nothing more once no requests are left, and is not read to its end', async () => {
    server.script('api/daily_papers', answering(200, { ratelimit: '"api";r=0;t=120' }, '[]'));
    const read = await collected('hf://daily');
    expect(asked()).toEqual([`${TUESDAY_LIST}0`]);
    expect(read).toMatchObject({ documents: [{}], notBefore: '2026-11-24T07:02:00.000Z' });
    expect(read.failure?.message).toBe(
      `${server.url(`${MONDAY_LIST}0`)} is left for later: no requests are left before 2026-11-24T07:02:00.000Z`,
    );
  });

  test.each([
    ['later', 429],
    ['gone', 410],
  ])('asks for nothing more once it is %s', async (_, status) => {
    server.script('api/daily_papers', answering(status));
    await collected('hf://daily');
    expect(asked()).toEqual([`${TUESDAY_LIST}0`]);
  });

  test.each([
    ['no list', '{"error":"no"}'],
    ['no JSON', '<html>'],
  ])('leaves it to the parser to say what is wrong with %s', async (_, body) => {
    server.script('api/daily_papers', answering(200, {}, body));
    expect((await collected('hf://daily')).documents).toHaveLength(2);
  });
});

test('hf://trending is one page', async () => {
  server.script('api/daily_papers', lists({ '': 500 }));
  expect(locators(await collected('hf://trending'))).toEqual(['api/daily_papers?sort=trending&limit=100']);
});

describe('a plain address of the API is read', () => {
  beforeEach(() => server.script('mirror/api/daily_papers', lists({ '': 100 })));

  test.each([
    ['on, by the pages of the API', '', ['', '?p=1', '?p=2']],
    ['on, by pages as large as it says', '?limit=60', ['?limit=60', '?limit=60&p=1']],
    ['as it is where it names its page', '?p=1', ['?p=1']],
  ])('%s', async (_, query, pages) => {
    const path = 'mirror/api/daily_papers';
    expect(locators(await collected(server.url(path + query)))).toEqual(pages.map(page => path + page));
  });

  test('once, where the server knows no pages', async () => {
    server.script('mirror/api/daily_papers', answering(200, {}, JSON.stringify(Array(50).fill({}))));
    const read = await collected(server.url('mirror/api/daily_papers'));
    expect(read.documents).toHaveLength(1);
    expect(read).not.toHaveProperty('failure');
  });

  test('up to twenty pages, and that there are more is said', async () => {
    server.script('mirror/api/daily_papers', lists({ '': 100 }));
    const read = await collected(server.url('mirror/api/daily_papers?limit=2'));
    expect(read.documents).toHaveLength(20);
    expect(read.failure).toMatchObject({
      code: 'input_too_large',
      message: expect.stringContaining('has more than 20 pages: expected a higher limit='),
    });
  });
});

test('what is wrong with the program is not taken for a fault of the source', async () => {
  const broken = { ...ports, latest: () => Promise.reject(new TypeError('a bug')) };
  const source = readSource(server.url('plain'), {
    samplesDir: '',
    hfEndpoint: 'https://huggingface.co',
    arxivRss: 'https://rss.arxiv.org',
    arxivApi: 'https://export.arxiv.org',
  });
  await expect(collect(source, TUESDAY, broken)).rejects.toThrow('a bug');
});
