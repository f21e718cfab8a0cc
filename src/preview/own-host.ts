// Which Host headers are ours. A foreign page can point its own name at 127.0.0.1 (DNS rebinding), but not change the Host it sends.

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const IP_LITERAL = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;
const ANY_ADDRESS = ['0.0.0.0', '[::]'];

/**
 * True for loopback names and for `bound`, the hosts this site listens on. Where it listens on every address, any IP address
 * will do: rebinding needs a name.
 * @param header as sent, with or without port
 */
export function isOwnHost(header: string, bound: readonly string[]): boolean {
  const host = hostName(header);
  if (host === undefined) return false;
  const own = bound.map(hostName);
  const listensEverywhere = own.some(name => name !== undefined && ANY_ADDRESS.includes(name));
  return LOOPBACK.test(host) || own.includes(host) || (listensEverywhere && IP_LITERAL.test(host));
}

/** Lower case, without port; IPv6 in brackets however it was written. */
function hostName(host: string): string | undefined {
  const isBareIpv6 = (host.match(/:/g)?.length ?? 0) > 1 && !host.startsWith('[');
  // Only a host and a port: `a@b` or `a/b` would let the URL parser find a host where none was meant.
  if (!/^[\w.:[\]-]+$/.test(host)) return undefined;
  return URL.parse(`http://${isBareIpv6 ? `[${host}]` : host}`)?.hostname;
}
