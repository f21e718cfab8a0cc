// A fence around the process: only loopback can be reached, one public address stands for it, and every attempt is recorded.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { isIPv4 } from 'node:net';

/** Public as far as anybody can tell; behind the fence it is 127.0.0.1. */
export const PUBLIC_ADDRESS = '151.101.3.42';

export interface Fence extends Disposable {
  /** Addresses to which a connection was begun, in order. */
  attempts: string[];
}

interface Connecting {
  _handle: { connect(request: unknown, address: string, port: number): number };
}

/** Stands below everything that looks at addresses, in `node:net` itself, which TLS passes too. */
export function fenceNetwork(): Fence {
  const attempts: string[] = [];
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket: Connecting };
    const blockList = {
      /** Asked for each address just before it is connected. @returns whether to leave it */
      check(address: string): boolean {
        attempts.push(address);
        if (address === PUBLIC_ADDRESS) leadHome(socket);
        else return !(isIPv4(address) ? address.startsWith('127.') : address === '::1');
        return false;
      },
    };
    Object.assign(socket, { blockList });
  };
  subscribe('net.client.socket', onSocket);
  return { attempts, [Symbol.dispose]: () => void unsubscribe('net.client.socket', onSocket) };
}

function leadHome({ _handle: handle }: Connecting): void {
  const connect = handle.connect.bind(handle);
  handle.connect = (request, _address, port) => connect(request, '127.0.0.1', port);
}
