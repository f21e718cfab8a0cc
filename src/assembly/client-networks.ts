// From a connection to who is behind it, as far as limits need to know. X-Forwarded-For counts only where a proxy of ours wrote it.
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Config } from '../config.ts';
import type { Client } from '../web/client.ts';

/** A household has a /64 of IPv6 (RFC 6177); of IPv4 a /24 is mostly one network. */
const GROUPS_OF_64 = 4;

export function clientNetworks({
  trustedNetworks,
  trustedProxies,
}: Pick<Config, 'trustedNetworks' | 'trustedProxies'>): (remote: string | undefined, forwarded?: string) => Client {
  const [trusted, proxies] = [listOf(trustedNetworks), listOf(trustedProxies)];
  return (remote, forwarded) => {
    const address = behindProxies(plain(remote ?? ''), forwarded, proxies);
    return { network: networkOf(address), isTrusted: holds(trusted, address) };
  };
}

/** From the right, the first address that no proxy of ours has: what stands left of it anybody may have written. */
function behindProxies(remote: string, forwarded: string | undefined, proxies: BlockList): string {
  let address = remote;
  for (const hop of (forwarded ?? '').split(',').reverse()) {
    if (!holds(proxies, address)) return address;
    const before = plain(hop.trim());
    if (!isIPv4(before) && !isIPv6(before)) return address;
    address = before;
  }
  return address;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  if (isIPv4(address)) return list.check(address, 'ipv4');
  return isIPv6(address) && list.check(address, 'ipv6');
}

/** Without the form in which IPv6 sockets show IPv4. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function networkOf(address: string): string {
  if (isIPv4(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  if (!isIPv6(address)) return 'unknown';
  const [head = '', tail] = (URL.parse(`http://[${address.split('%')[0]}]`)?.hostname.slice(1, -1) ?? '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, GROUPS_OF_64).join(':')}::/64`;
}
