// Which network addresses a source may live at: public ones only, unless the operator says otherwise. Checked at connect time,
// after DNS, so that a name cannot first point here and then there.
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { AppError } from '../domain/errors.ts';

// A list of its own per family: a BlockList takes an IPv4 address for mapped and finds all of them in ::/3.
const REFUSED_IPV4 = new BlockList();
const REFUSED_IPV6 = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's host agent, which answers the machines of one's own cloud only.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  REFUSED_IPV4.addSubnet(net, prefix, 'ipv4');
// Everything outside of global unicast (2000::/3), and inside it 6to4, Teredo, documentation and benchmarking.
for (const [net, prefix] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  REFUSED_IPV6.addSubnet(net, prefix, 'ipv6');

/** @param address dotted IPv4 or IPv6; anything else is not public */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !REFUSED_IPV4.check(address, 'ipv4');
    case 6:
      return !REFUSED_IPV6.check(address, 'ipv6');
    default:
      return false;
  }
}

/**
 * A DNS lookup that fails with `source_refused` when any answer is not a public address: which of them a connection tries first,
 * and which next, is not ours to say.
 */
export function guardedLookup(lookup: LookupFunction = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, answer) => {
      const addresses = answer as LookupAddress[];
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${hostname} has no address`), '');
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      if (refused) return callback(refusal(`${hostname} (${refused.address})`), '');
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

type ConnectOptions = buildConnector.BuildOptions & { lookup?: LookupFunction };

/** Opens connections to public addresses only: what a lookup finds, and literals, which never come to a lookup. */
export function publicConnect(options: ConnectOptions): buildConnector.connector {
  const connect = buildConnector({ ...options, lookup: guardedLookup(options.lookup) });
  return (target, callback) => {
    // The URL parser has made decimal, octal, hex and short forms dotted.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) && !isPublicAddress(literal)) callback(refusal(literal), null);
    else connect(target, callback);
  };
}

function refusal(name: string): AppError {
  return new AppError('source_refused', `${name} is not a public address: expected one, or SOURCES_ALLOW_PRIVATE=1`);
}
