import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Validators } from '../../src/domain/raw-document.ts';
import { fetchUrl } from '../../src/ingest/fetch-url.ts';
import { Pace } from '../../src/ingest/pace.ts';
import { webAccess } from './web-access.ts';
import {
  type Answer,
  answering,
  DIGEST,
  redirectTo,
  startMuteServer,
  startWebServer,
  type WebServer,
} from './web-server.ts';

const AT = '2026-11-23T07:00:00.000Z';
const WEB = webAccess();

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const fetched = (path: string, validators?: Validators, web = WEB) =>
  fetchUrl(server.url(path), { fetchedAt: AT, validators }, web);
const documentAt = async (path: string) => {
  const answer = await fetched(path);
  if (answer.outcome !== 'document') throw new Error(`${path}: ${answer.outcome}`);
  return answer.document;
};
const textOf = async (path: string) => Buffer.from((await documentAt(path)).bytes).toString();
/** What a path answers, once it is scripted, and how often it was asked. */
const scripted = async (path: string, ...answers: Answer[]) => {
  server.script(path, ...answers);
  const before = server.requests.length;
  const outcome = await fetched(path).catch(error => error);
  return { outcome, asked: server.requests.length - before };
};

describe('what a server answers is fetched', () => {
  test('with where and when', async () => {
    expect(await documentAt('plain')).toEqual({
      locator: server.url('plain'),
      fetchedAt: AT,
      bytes: Buffer.from(DIGEST),
    });
  });

  test('with media type and charset as declared', async () => {
    expect(await documentAt('typed')).toMatchObject({ mediaType: 'text/html', charset: 'iso-8859-1' });
  });

  test.each(['gzip', 'x-gzip', 'br', 'redirect/5', 'to-slow'])('through %s', async path => {
    expect(await textOf(path)).toBe(DIGEST);
  });

  test('under the address that was asked for, not the one it was found at', async () => {
    expect((await documentAt('redirect/1')).locator).toBe(server.url('redirect/1'));
  });

  test('though it is empty', async () => {
    expect((await documentAt('empty')).bytes).toHaveLength(0);
  });

  test('up to ten mebibytes', async () => {
    expect((await documentAt('large')).bytes).toHaveLength(10 * 1024 * 1024);
  });

  test('by a program that says its name, and nothing of a login that a redirect made up', async () => {
    server.script('login', redirectTo(`http://reader:secret@127.0.0.1:${server.port}/plain`));
    await fetched('login');
    const { headers } = server.requests.at(-1)!;
    expect(headers['user-agent']).toBe(WEB.userAgent);
    expect(headers).not.toHaveProperty('authorization');
  });
});

describe('an answer that cannot be used is an error that names the source:', () => {
  test.each([
    ['404', 'source_unreachable', 'the server answered 404, expected 200'],
    ['400', 'source_unreachable', 'the server answered 400, expected 200'],
    ['500', 'source_unreachable', 'the server answered 500, expected 200'],
    ['304', 'source_unreachable', 'the server answered 304, expected 200'],
    ['drip-error', 'source_unreachable', 'the server answered 404, expected 200'],
    ['to-nothing', 'source_unreachable', 'the server answered 302, expected 200'],
    ['reset', 'source_unreachable', ''],
    ['cut', 'source_unreachable', ''],
    ['cut-chunks', 'source_unreachable', ''],
    ['no-http', 'source_unreachable', ''],
    ['not-gzip', 'source_unreachable', 'incorrect header check'],
    ['cut-gzip', 'source_unreachable', 'unexpected end of file'],
    ['squeezed', 'source_unreachable', 'encoded as "compress", expected gzip, br'],
    ['header-flood', 'source_unreachable', 'Headers Overflow'],
    ['redirect/6', 'source_unreachable', 'more than 5 redirects'],
    ['loop', 'source_unreachable', 'more than 5 redirects'],
    ['to-file', 'source_refused', 'redirected to "file:///etc/passwd", expected an http or https URL'],
    ['to-login', 'source_refused', 'redirected to "ftp://***@example.org/", expected an http or https URL'],
    ['to-nowhere', 'source_refused', 'redirected to "http://", expected'],
    ['too-large', 'input_too_large', 'more than 10485760 bytes'],
    ['endless', 'input_too_large', 'more than 10485760 bytes'],
    ['endless-nothing', 'input_too_large', 'more than 10485760 bytes'],
    ['bomb', 'input_too_large', 'more than 10485760 bytes'],
    ['bomb-br', 'input_too_large', 'more than 10485760 bytes'],
  ])('%s', async (path, code, message) => {
    const error = await fetched(path).catch(thrown => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(error.message).toMatch(`${server.url(path)}: `);
  });

  test('nobody listens', async () => {
    const closed = await startWebServer();
    await closed[Symbol.asyncDispose]();
    await expect(fetchUrl(closed.url('plain'), { fetchedAt: AT }, WEB)).rejects.toMatchObject({
      code: 'source_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('the address holds a password, which is kept', async () => {
    const url = server.url('404').replace('//', '//reader:secret@');
    await expect(fetchUrl(url, { fetchedAt: AT }, WEB)).rejects.toThrow(
      `http://***@127.0.0.1:${server.port}/404: the server answered 404`,
    );
  });
});

describe('the time for all of it is limited', () => {
  test.each(['silent', 'drip'])('%s', async path => {
    await expect(fetched(path, undefined, { ...WEB, timeLimitMs: 100 })).rejects.toMatchObject({
      code: 'source_unreachable',
      message: `${server.url(path)}: no complete answer within 0.1 s`,
    });
  });

  // Undici alone would wait ten seconds for a connection that is still being made.
  test('a name that nobody resolves', { timeout: 9000 }, async () => {
    const web = { ...WEB, timeLimitMs: 100, lookup: () => {} };
    await expect(fetchUrl('http://lab.test/', { fetchedAt: AT }, web)).rejects.toThrow(
      'no complete answer within 0.1 s',
    );
  });

  test('a server that takes the connection and greets nobody', { timeout: 9000 }, async () => {
    await using mute = await startMuteServer();
    const greeting = fetchUrl(`https://127.0.0.1:${mute.port}/`, { fetchedAt: AT }, { ...WEB, timeLimitMs: 100 });
    await expect(greeting).rejects.toThrow('no complete answer within 0.1 s');
  });

  test('and a pause that does not fit in it is not begun: the error is what went wrong', async () => {
    const before = server.requests.length;
    const impatient = { ...WEB, timeLimitMs: 10_000, retryDelaysMs: [30_000] };
    await expect(fetched('500', undefined, impatient)).rejects.toThrow('the server answered 500, expected 200');
    expect(server.requests).toHaveLength(before + 1);
  });

  test('but the wait for a turn is not part of it', async () => {
    const pace = new Pace({ arxivHosts: [`127.0.0.1:${server.port}`], arxivGapMs: 600 });
    const web = { ...WEB, pace, timeLimitMs: 500 };
    const outcomes = await Promise.all([fetched('plain', undefined, web), fetched('plain', undefined, web)]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['document', 'document']);
  });
});

describe('what passes is tried again, twice at most:', () => {
  const reset: Answer = response => response.socket?.resetAndDestroy();
  const cut: Answer = response => {
    response.writeHead(200, { 'content-length': '1000' }).write(DIGEST);
    response.socket?.end();
  };

  test.each([
    ['500', answering(500)],
    ['502', answering(502)],
    ['503 without a time', answering(503)],
    ['504', answering(504)],
    ['a reset', reset],
    ['a body cut short', cut],
  ])('%s', async (_, failing) => {
    const { outcome, asked } = await scripted('passing', failing, failing, answering(200));
    expect(outcome).toMatchObject({ outcome: 'document' });
    expect(asked).toBe(3);
  });

  test.each([
    ['500', answering(500)],
    ['a reset', reset],
  ])('%s for ever is an error after three tries', async (_, failing) => {
    const { outcome, asked } = await scripted('lasting', failing);
    expect(outcome).toMatchObject({ code: 'source_unreachable' });
    expect(asked).toBe(3);
  });

  test.each([
    ['400', answering(400)],
    ['404', answering(404)],
    ['501', answering(501)],
    ['what is no gzip', answering(200, { 'content-encoding': 'gzip' })],
    ['500 with no requests left', answering(500, { ratelimit: '"api";r=0;t=120' })],
  ])('%s is not', async (_, failing) => {
    expect((await scripted('final', failing, answering(200))).asked).toBe(1);
  });
});

describe('validators', () => {
  const VALIDATORS = { etag: 'W/"5d-e"', lastModified: 'Mon, 23 Nov 2026 06:00:00 GMT' };
  const HEADERS = { etag: VALIDATORS.etag, 'last-modified': VALIDATORS.lastModified };

  test('are kept', async () => {
    server.script('validated', answering(200, HEADERS));
    expect(await documentAt('validated')).toMatchObject(VALIDATORS);
  });

  test('are kept from the end of redirects, and sent to it', async () => {
    server.script('moved', redirectTo('/validated'));
    expect(await documentAt('moved')).toMatchObject(VALIDATORS);
    await fetched('moved', VALIDATORS);
    expect(server.requests.at(-1)).toMatchObject({
      url: '/validated',
      headers: { 'if-none-match': VALIDATORS.etag, 'if-modified-since': VALIDATORS.lastModified },
    });
  });

  test('that cannot be sent back are not kept, and are not sent', async () => {
    server.script('odd', answering(200, { etag: '"é"', 'last-modified': 'a'.repeat(600) }));
    const document = await documentAt('odd');
    expect(document).not.toHaveProperty('etag');
    expect(document).not.toHaveProperty('lastModified');
    await fetched('plain', { etag: '"\n"', lastModified: '' });
    expect(server.requests.at(-1)!.headers).not.toHaveProperty('if-none-match');
  });

  test('make 304 say that nothing changed', async () => {
    expect(await fetched('304', VALIDATORS)).toEqual({ outcome: 'unchanged' });
  });
});

test('410 says that a source is gone for good', async () => {
  expect(await fetched('410')).toEqual({ outcome: 'gone' });
});

describe('a server that says "later" is heard and not tried again', () => {
  test.each([
    ['429 with seconds', 429, { 'retry-after': '3600' }, '2026-11-23T08:00:00.000Z'],
    ['429 with a date', 429, { 'retry-after': 'Mon, 23 Nov 2026 09:00:00 GMT' }, '2026-11-23T09:00:00.000Z'],
    ['429 without a time', 429, {}, '2026-11-23T07:05:00.000Z'],
    ['429 with a RateLimit', 429, { ratelimit: '"api";r=0;t=600' }, '2026-11-23T07:10:00.000Z'],
    ['503 with seconds', 503, { 'retry-after': '600' }, '2026-11-23T07:10:00.000Z'],
    ['400 with no requests left', 400, { ratelimit: '"api";r=0;t=120' }, '2026-11-23T07:02:00.000Z'],
  ])('%s', async (_, status, headers, notBefore) => {
    const { outcome, asked } = await scripted('busy', answering(status, headers), answering(200));
    const reason = `${server.url('busy')}: the server answered ${status} and is not asked again before ${notBefore}`;
    expect(outcome).toEqual({ outcome: 'later', notBefore, reason });
    expect(asked).toBe(1);
  });

  test('503 that lasts through three tries', async () => {
    const { outcome, asked } = await scripted('down', answering(503));
    expect(outcome).toMatchObject({ outcome: 'later', notBefore: '2026-11-23T07:05:00.000Z' });
    expect(asked).toBe(3);
  });

  test('while it still answers', async () => {
    server.script('last', answering(200, { ratelimit: '"api";r=0;t=120' }));
    expect(await fetched('last')).toMatchObject({ outcome: 'document', notBefore: '2026-11-23T07:02:00.000Z' });
    server.script('last', answering(304, { ratelimit: '"api";r=0;t=120' }));
    expect(await fetched('last', { etag: '"1"' })).toEqual({
      outcome: 'unchanged',
      notBefore: '2026-11-23T07:02:00.000Z',
    });
  });

  test('and heard of nothing while requests are left', async () => {
    server.script('generous', answering(200, { ratelimit: '"api";r=499;t=120' }));
    expect(await fetched('generous')).not.toHaveProperty('notBefore');
  });
});
