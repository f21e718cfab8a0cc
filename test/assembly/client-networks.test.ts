import { describe, expect, test } from 'vitest';
import { clientNetworks } from '../../src/assembly/client-networks.ts';

const behind = (settings: { networks?: string[]; proxies?: string[] }) =>
  clientNetworks({ trustedNetworks: settings.networks ?? [], trustedProxies: settings.proxies ?? [] });

describe('a visitor is known by the network:', () => {
  test.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
  ])('%s is of %s', (remote, network) => {
    expect(behind({})(remote)).toEqual({ network, isTrusted: false });
  });
});

describe('X-Forwarded-For', () => {
  const forwarded = '198.51.100.1, 203.0.113.9, 10.0.0.2';

  test('of a stranger says nothing', () => {
    expect(behind({})('192.0.2.77', forwarded).network).toBe('192.0.2.0/24');
  });

  test('is read from the right as far as our own proxies wrote it', () => {
    expect(behind({ proxies: ['127.0.0.1'] })('127.0.0.1', forwarded).network).toBe('10.0.0.0/24');
    expect(behind({ proxies: ['127.0.0.1', '10.0.0.0/8'] })('127.0.0.1', forwarded).network).toBe('203.0.113.0/24');
  });

  test.each([['nonsense'], [''], ['unknown'], ['203.0.113.9:443']])('%j names nobody', text => {
    expect(behind({ proxies: ['127.0.0.1'] })('127.0.0.1', text).network).toBe('127.0.0.0/24');
  });

  test('may not lift somebody into a trusted network', () => {
    const of = behind({ networks: ['192.0.2.0/24'], proxies: ['127.0.0.1'] });
    expect(of('198.51.100.1', '192.0.2.7').isTrusted).toBe(false);
    expect(of('127.0.0.1', '192.0.2.7, 198.51.100.1').isTrusted).toBe(false);
    expect(of('127.0.0.1', '192.0.2.7').isTrusted).toBe(true);
  });
});

test('networks are trusted by address or prefix, of either family', () => {
  const of = behind({ networks: ['192.0.2.7', '2001:db8::/32'] });
  expect([of('192.0.2.7'), of('192.0.2.8'), of('2001:db8:ffff::1'), of('2001:db9::1')].map(c => c.isTrusted)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
