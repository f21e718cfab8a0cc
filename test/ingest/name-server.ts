// A real DNS server on loopback that says what a test wants it to say.
import { createSocket, type RemoteInfo } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { isIP, type LookupFunction } from 'node:net';
import { type Answer, decode, encode } from 'dns-packet';

/** Addresses and, to be followed to the end, other names. */
type Records = readonly string[];

export interface NameServer extends AsyncDisposable {
  /** What the name stands for; several times `Records` is one after the other, each for one lookup, and the last stays. */
  set(name: string, ...records: Records[]): void;
  /** Asks this server and nobody else. */
  lookup: LookupFunction;
  /** How often a name was looked up. */
  lookups(name: string): number;
}

export async function startNameServer(): Promise<NameServer> {
  const zone = new Map<string, Records[]>();
  const asked = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (message: Buffer, { port, address }: RemoteInfo) => {
    const query = decode(message);
    const { name = '', type } = query.questions?.[0] ?? {};
    const answers = answersFor(name, type === 'AAAA' ? 6 : 4, zone);
    socket.send(encode({ type: 'response', id: query.id, questions: query.questions, answers }), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new dns.Resolver({ timeout: 1000, tries: 2 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);

  return {
    set: (name, ...records) => void zone.set(name, records),
    lookups: name => asked.get(name) ?? 0,
    lookup(hostname, _options, callback) {
      asked.set(hostname, (asked.get(hostname) ?? 0) + 1);
      Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]).then(settled => {
        const records = zone.get(hostname);
        if (records && records.length > 1) records.shift();
        const addresses = settled.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []));
        if (addresses.length === 0) callback(Object.assign(new Error(`no ${hostname}`), { code: 'ENOTFOUND' }), '');
        else
          callback(
            null,
            addresses.map(address => ({ address, family: isIP(address) })),
          );
      });
    },
    async [Symbol.asyncDispose]() {
      resolver.cancel();
      await new Promise<void>(resolve => socket.close(resolve));
    },
  };
}

/** Nothing may be kept: every record lives for no time at all. */
function answersFor(name: string, family: 4 | 6, zone: ReadonlyMap<string, Records[]>): Answer[] {
  return (zone.get(name)?.[0] ?? []).flatMap((data): Answer[] => {
    if (isIP(data) === 0) return [{ type: 'CNAME', name, ttl: 0, data }, ...answersFor(data, family, zone)];
    return isIP(data) === family ? [{ type: family === 4 ? 'A' : 'AAAA', name, ttl: 0, data }] : [];
  });
}
