import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { guardedLookup, isPublicAddress } from '../../src/ingest/address-guard.ts';

describe('an address is public', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '168.63.129.15',
    '168.63.129.17',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
  ])('%s', address => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address is not public', () => {
  test.each([
    ['0.0.0.0', 'this network'],
    ['0.255.255.255', 'this network'],
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['100.64.0.0', 'carrier-grade NAT'],
    ['100.127.255.255', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['168.63.129.16', 'the host agent of Azure'],
    ['169.254.0.0', 'link-local'],
    ['169.254.169.254', 'link-local'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.8', 'protocol assignments'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relays'],
    ['192.168.0.0', 'private'],
    ['192.168.255.255', 'private'],
    ['198.18.0.0', 'benchmarking'],
    ['198.19.255.255', 'benchmarking'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.0', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:10.0.0.1', 'mapped private'],
    ['::ffff:8.8.8.8', 'mapped, which nobody needs'],
    ['::127.0.0.1', 'compatible loopback'],
    ['64:ff9b::a00:1', 'NAT64'],
    ['64:ff9b:1::1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:10::1', 'ORCHID'],
    ['2001:db8::1', 'documentation'],
    ['2002:a00:1::1', '6to4'],
    ['3fff::1', 'documentation'],
    ['fc00::1', 'unique local'],
    ['fdff::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['', 'nothing'],
    ['localhost', 'a name'],
    ['127.1', 'a short form'],
  ])('%s: %s', address => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a lookup', () => {
  const lookup = promisify(guardedLookup());
  const finding = (...addresses: string[]) =>
    promisify(guardedLookup((_name, _options, callback) => callback(null, addresses.map(asAnswer))));
  const asAnswer = (address: string) => ({ address, family: isIP(address) });

  test.each([false, true])('of a name that points here fails, one address wanted or all: %s', async all => {
    await expect(lookup('localhost', { all })).rejects.toMatchObject({
      code: 'source_refused',
      message: expect.stringContaining('localhost ('),
    });
  });

  test('of an address gives that address', async () => {
    expect(await lookup('1.1.1.1', { all: true })).toEqual([{ address: '1.1.1.1', family: 4 }]);
    expect(await lookup('1.1.1.1', { all: false })).toBe('1.1.1.1');
  });

  test('that finds several gives all of them, or the first', async () => {
    const several = ['1.1.1.1', '2606:4700:4700::1111'];
    expect(await finding(...several)('lab.org', { all: true })).toEqual(several.map(asAnswer));
    expect(await finding(...several)('lab.org', { all: false })).toBe('1.1.1.1');
  });

  test.each([false, true])('fails though only the last of several points here, all wanted: %s', async all => {
    await expect(finding('1.1.1.1', '2606:4700::1', '::1')('lab.org', { all })).rejects.toMatchObject({
      code: 'source_refused',
      message: 'lab.org (::1) is not a public address: expected one, or SOURCES_ALLOW_PRIVATE=1',
    });
  });

  test('that finds nothing is an error', async () => {
    await expect(finding()('lab.org', { all: true })).rejects.toThrow('lab.org has no address');
  });
});
