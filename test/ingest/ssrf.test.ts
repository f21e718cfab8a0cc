// No address that is not public is ever connected: through a real DNS server, real redirects and real listeners.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchUrl } from '../../src/ingest/fetch-url.ts';
import { type NameServer, startNameServer } from './name-server.ts';
import { type Fence, fenceNetwork, PUBLIC_ADDRESS } from './network-fence.ts';
import { webAccess } from './web-access.ts';
import { DIGEST, redirectTo, startWebServer, type WebServer } from './web-server.ts';

const AT = '2026-11-23T07:00:00.000Z';

/** Listens on every address of this machine, of both families where it has them. */
let inner: WebServer;
/** What the fence makes of `PUBLIC_ADDRESS`. */
let outer: WebServer;
let names: NameServer;
let fence: Fence;
beforeAll(async () => {
  inner = await startWebServer('::').catch(() => startWebServer('0.0.0.0'));
  outer = await startWebServer();
  names = await startNameServer();
  fence = fenceNetwork();
  names.set('public.test', [PUBLIC_ADDRESS]);
});
afterAll(async () => {
  fence[Symbol.dispose]();
  for (const server of [names, outer, inner]) await server[Symbol.asyncDispose]();
});
beforeEach(() => {
  fence.attempts.length = 0;
});

const fetched = (url: string, allowPrivate = false) =>
  fetchUrl(url, { fetchedAt: AT }, webAccess({ allowPrivate, lookup: names.lookup }));
const innerUrl = (host: string) => `http://${host}:${inner.port}/plain`;
const outerUrl = (path: string) => `http://public.test:${outer.port}/${path}`;

const LITERALS = [
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'the end of loopback'],
  ['127.1', 'loopback, cut short'],
  ['2130706433', 'loopback in decimal'],
  ['0x7f000001', 'loopback in hex'],
  ['0x7f.1', 'loopback in hex, cut short'],
  ['017700000001', 'loopback in octal'],
  ['0177.0.0.1', 'loopback in dotted octal'],
  ['0x7f.0.0x0.01', 'loopback in everything'],
  ['127.0.0.1.', 'loopback with a dot'],
  ['%31%32%37.0.0.1', 'loopback in percent signs'],
  ['１２７.0.0.1', 'loopback in full-width digits'],
  ['127。0。0。1', 'loopback with ideographic full stops'],
  ['①②⑦.0.0.1', 'loopback in circled digits'],
  ['0.0.0.0', 'this machine'],
  ['0', 'this machine, cut short'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['169.254.169.254', 'link-local, where clouds keep their secrets'],
  ['2852039166', 'the same in decimal'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['192.0.0.170', 'protocol assignments'],
  ['198.18.0.1', 'benchmarking'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['[::1]', 'loopback in IPv6'],
  ['[0:0:0:0:0:0:0:1]', 'loopback in long IPv6'],
  ['[::]', 'this machine in IPv6'],
  ['[::ffff:127.0.0.1]', 'loopback, mapped'],
  ['[::ffff:7f00:1]', 'loopback, mapped in hex'],
  ['[::ffff:0:127.0.0.1]', 'loopback, translated'],
  ['[::127.0.0.1]', 'loopback, compatible'],
  ['[64:ff9b::7f00:1]', 'loopback through NAT64'],
  ['[64:ff9b:1::7f00:1]', 'loopback through local NAT64'],
  ['[2002:7f00:1::]', 'loopback through 6to4'],
  ['[2001:0:7f00:1::]', 'Teredo'],
  ['[fe80::1]', 'link-local'],
  ['[fec0::1]', 'site-local'],
  ['[fd00:ec2::254]', 'unique local, where a cloud keeps its secrets'],
  ['[ff02::1]', 'multicast'],
] as const;

const NAMES = [
  ['loopback', ['127.0.0.1']],
  ['loopback in IPv6', ['::1']],
  ['loopback in both families', ['127.0.0.1', '::1']],
  ['this machine', ['0.0.0.0']],
  ['this machine in IPv6', ['::']],
  ['private', ['10.1.2.3']],
  ['link-local', ['169.254.169.254']],
  ['carrier-grade NAT', ['100.64.0.1']],
  ['multicast', ['224.0.0.251']],
  ['loopback, mapped', ['::ffff:127.0.0.1']],
  ['loopback through NAT64', ['64:ff9b::7f00:1']],
  ['link-local in IPv6', ['fe80::1']],
  ['unique local', ['fd00::1']],
  ['public and private', [PUBLIC_ADDRESS, '10.0.0.1']],
  ['private and public', ['10.0.0.1', PUBLIC_ADDRESS]],
  ['public, and loopback in the other family', [PUBLIC_ADDRESS, '::1']],
  ['public in the other family, and loopback', ['2606:4700:4700::1111', '127.0.0.1']],
  ['another name of loopback', ['loopback.test']],
  ['another name of another name of loopback', ['alias.test']],
] as const;

describe('without leave, nothing is connected', () => {
  beforeAll(() => {
    names.set('loopback.test', ['127.0.0.1']);
    names.set('alias.test', ['loopback.test']);
  });

  const expectRefused = async (url: string, attempts: readonly string[] = []) => {
    const before = inner.connections();
    await expect(fetched(url)).rejects.toMatchObject({
      code: 'source_refused',
      message: expect.stringContaining('is not a public address: expected one, or SOURCES_ALLOW_PRIVATE=1'),
    });
    expect(fence.attempts).toEqual(attempts);
    expect(inner.connections()).toBe(before);
  };

  test.each(LITERALS)('at http://%s: %s', async host => {
    await expectRefused(innerUrl(host));
  });

  test.each(LITERALS)('after a redirect to http://%s: %s', async host => {
    // A header holds no letters beyond ASCII.
    outer.script('away', redirectTo(innerUrl(host).replace(/[^ -~]+/g, encodeURIComponent)));
    await expectRefused(outerUrl('away'), [PUBLIC_ADDRESS]);
  });

  test.each(NAMES)('under a name of %s', async (_, records) => {
    names.set('private.test', records);
    await expectRefused(innerUrl('private.test'));
  });

  test.each(NAMES)('after a redirect to a name of %s', async (_, records) => {
    names.set('private.test', records);
    outer.script('away', redirectTo(innerUrl('private.test')));
    await expectRefused(outerUrl('away'), [PUBLIC_ADDRESS]);
  });

  test.each([1, 2, 3, 4, 5])('on hop %d', async hop => {
    for (const target of ['127.0.0.1', '[::1]', 'loopback.test']) {
      fence.attempts.length = 0;
      for (let at = 1; at < hop; at += 1) outer.script(`hop/${at}`, redirectTo(outerUrl(`hop/${at + 1}`)));
      outer.script(`hop/${hop}`, redirectTo(innerUrl(target)));
      await expectRefused(
        outerUrl('hop/1'),
        Array.from({ length: hop }, () => PUBLIC_ADDRESS),
      );
    }
  });

  test('under the system’s own name for it', async () => {
    const before = inner.connections();
    const system = webAccess({ allowPrivate: false });
    await expect(fetchUrl(innerUrl('localhost'), { fetchedAt: AT }, system)).rejects.toMatchObject({
      code: 'source_refused',
    });
    expect(inner.connections()).toBe(before);
  });

  test.each(['127.0.0.1', '[::1]', 'loopback.test'])('through TLS at %s', async host => {
    await expectRefused(innerUrl(host).replace('http:', 'https:'));
  });
});

describe('a name that changes what it stands for', () => {
  test('is connected where it was found to be public, whatever it says next', async () => {
    names.set('rebinding.test', [PUBLIC_ADDRESS], ['127.0.0.1']);
    outer.script('here', response => response.end('outer'));
    const before = inner.connections();
    const answer = await fetched(`http://rebinding.test:${outer.port}/here`);
    expect(answer).toMatchObject({ document: { bytes: Buffer.from('outer') } });
    expect(fence.attempts).toEqual([PUBLIC_ADDRESS]);
    expect(names.lookups('rebinding.test')).toBe(1);
    expect(inner.connections()).toBe(before);
  });

  test('is looked at again on the next hop', async () => {
    names.set('turning.test', [PUBLIC_ADDRESS], ['127.0.0.1']);
    outer.script('again', redirectTo('/plain'));
    await expect(fetched(`http://turning.test:${outer.port}/again`)).rejects.toMatchObject({ code: 'source_refused' });
    expect(fence.attempts).toEqual([PUBLIC_ADDRESS]);
  });

  test('is looked at again on the next try', async () => {
    names.set('stumbling.test', [PUBLIC_ADDRESS], ['10.0.0.1']);
    await expect(fetched(`http://stumbling.test:${outer.port}/reset`)).rejects.toMatchObject({
      code: 'source_refused',
    });
    expect(fence.attempts).toEqual([PUBLIC_ADDRESS]);
  });

  test('is looked at again the next time', async () => {
    names.set('settling.test', ['127.0.0.1'], [PUBLIC_ADDRESS]);
    const url = `http://settling.test:${outer.port}/plain`;
    await expect(fetched(url)).rejects.toMatchObject({ code: 'source_refused' });
    expect(fence.attempts).toEqual([]);
    expect(await fetched(url)).toMatchObject({ outcome: 'document' });
    expect(fence.attempts).toEqual([PUBLIC_ADDRESS]);
  });
});

describe('with leave, the same is reached:', () => {
  test.each(['127.0.0.1', '2130706433', '0x7f.1'])('http://%s', async host => {
    expect(await fetched(innerUrl(host), true)).toMatchObject({ document: { bytes: Buffer.from(DIGEST) } });
  });

  test('a name of loopback, after a redirect from a public one', async () => {
    names.set('leave.test', ['127.0.0.1']);
    outer.script('leave', redirectTo(innerUrl('leave.test')));
    expect(await fetched(outerUrl('leave'), true)).toMatchObject({ document: { bytes: Buffer.from(DIGEST) } });
    expect(fence.attempts).toEqual([PUBLIC_ADDRESS, '127.0.0.1']);
  });
});

test('the fence of these tests lets nothing out', async () => {
  await expect(fetched(innerUrl('8.8.8.8'))).rejects.toMatchObject({
    code: 'source_unreachable',
    message: expect.stringContaining('IP(8.8.8.8) is blocked'),
  });
  expect(fence.attempts).toEqual(['8.8.8.8']);
});
