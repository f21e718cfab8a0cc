import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchUrl } from '../../src/ingest/fetch-url.ts';
import { DIGEST, startWebServer, type WebServer } from './web-server.ts';

const AT = '2026-11-23T07:00:00.000Z';
const LIMITS = { allowPrivate: true, userAgent: 'Paperboy/0 (test)' };

let server: WebServer;
beforeAll(async () => {
  server = await startWebServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const fetched = (path: string) => fetchUrl(server.url(path), AT, LIMITS);
const textOf = async (path: string) => Buffer.from((await fetched(path)).bytes).toString();

describe('what a server answers is fetched', () => {
  test('with where and when', async () => {
    expect(await fetched('plain')).toEqual({ locator: server.url('plain'), fetchedAt: AT, bytes: Buffer.from(DIGEST) });
  });

  test('with media type and charset as declared', async () => {
    expect(await fetched('typed')).toMatchObject({ mediaType: 'text/html', charset: 'iso-8859-1' });
  });

  test.each(['gzip', 'br', 'redirect/5'])('through %s', async path => {
    expect(await textOf(path)).toBe(DIGEST);
  });

  test('under the address that was asked for, not the one it was found at', async () => {
    expect((await fetched('redirect/1')).locator).toBe(server.url('redirect/1'));
  });

  test('though it is empty', async () => {
    expect((await fetched('empty')).bytes).toHaveLength(0);
  });

  test('up to ten mebibytes', async () => {
    expect((await fetched('large')).bytes).toHaveLength(10 * 1024 * 1024);
  });

  test('by a program that says its name', async () => {
    expect(await textOf('agent')).toBe(LIMITS.userAgent);
  });
});

describe('an answer that cannot be used is an error that names the source:', () => {
  test.each([
    ['404', 'source_unreachable', 'answered 404, expected 200'],
    ['500', 'source_unreachable', 'answered 500, expected 200'],
    ['to-nothing', 'source_unreachable', 'answered 302, expected 200'],
    ['reset', 'source_unreachable', ''],
    ['cut', 'source_unreachable', ''],
    ['not-gzip', 'source_unreachable', ''],
    ['squeezed', 'source_unreachable', 'encoded as "compress", expected gzip, br'],
    ['redirect/6', 'source_unreachable', 'more than 5 redirects'],
    ['to-file', 'source_refused', 'redirects to "file:///etc/passwd": expected an http or https URL'],
    ['to-nowhere', 'source_refused', 'redirects to "http://": expected'],
    ['too-large', 'input_too_large', 'more than 10485760 bytes'],
    ['endless', 'input_too_large', 'more than 10485760 bytes'],
    ['bomb', 'input_too_large', 'more than 10485760 bytes'],
  ])('%s', async (path, code, message) => {
    const error = await fetched(path).catch(thrown => thrown);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(error.message).toContain(server.url(path));
  });

  test('nobody listens', async () => {
    const closed = await startWebServer();
    await closed[Symbol.asyncDispose]();
    await expect(fetchUrl(closed.url('plain'), AT, LIMITS)).rejects.toMatchObject({ code: 'source_unreachable' });
  });
});

describe('without leave, no private address is ever connected', () => {
  const refused = { ...LIMITS, allowPrivate: false };

  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.1', 'loopback, cut short'],
    ['2130706433', 'loopback in decimal'],
    ['0x7f000001', 'loopback in hex'],
    ['0x7f.1', 'loopback in hex, cut short'],
    ['017700000001', 'loopback in octal'],
    ['0177.0.0.1', 'loopback in dotted octal'],
    ['127.0.0.1.', 'loopback with a dot'],
    ['0.0.0.0', 'this machine'],
    ['[::1]', 'loopback in IPv6'],
    ['[::]', 'this machine in IPv6'],
    ['[::ffff:127.0.0.1]', 'loopback, mapped'],
    ['[::ffff:7f00:1]', 'loopback, mapped in hex'],
    ['[64:ff9b::7f00:1]', 'loopback through NAT64'],
    ['[2002:7f00:1::]', 'loopback through 6to4'],
    ['１２７.0.0.1', 'loopback in full-width digits'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'link-local, where clouds keep their secrets'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['[fe80::1]', 'link-local in IPv6'],
    ['[fd00::1]', 'unique local'],
    ['localhost', 'a name of loopback'],
  ])('http://%s: %s', async host => {
    const before = server.connections();
    await expect(fetchUrl(`http://${host}:${server.port}/plain`, AT, refused)).rejects.toMatchObject({
      code: 'source_refused',
      message: expect.stringContaining('is not a public address: expected one, or SOURCES_ALLOW_PRIVATE=1'),
    });
    expect(server.connections()).toBe(before);
  });
});
