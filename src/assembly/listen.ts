// A site on a port: the wished one, or the next free one where none was asked for.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { AppError } from '../domain/errors.ts';

export type { HttpBindings };

export interface Listener {
  /** `http://host:port`, with the port that is really listened on. */
  url: string;
  close(): Promise<void>;
}

export interface ListenWish {
  host: string;
  /** As configured: taken is an error. Undefined: the first free one of `fallbacks`. */
  port: number | undefined;
  fallbacks: readonly number[];
}

/** A whole request has to be here by then: who sends it byte by byte holds nothing up. */
const REQUEST_MS = 20_000;
const HEADERS_MS = 10_000;

/** @param answer is told of the connection beside the request @throws AppError port_taken */
export async function listen(
  answer: (request: Request, connection: HttpBindings) => Response | Promise<Response>,
  wish: ListenWish,
): Promise<Listener> {
  const { host, port, fallbacks } = wish;
  const tries = port === undefined ? fallbacks : [port];
  for (const candidate of tries) {
    const server = createServer(
      { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, connectionsCheckingInterval: 5000 },
      getRequestListener((request, connection) => answer(request, connection as HttpBindings), {
        overrideGlobalObjects: false,
      }),
    );
    if (await bind(server, host, candidate)) return listener(server, host);
  }
  throw new AppError(
    'port_taken',
    `${host}:${tries.join(', ')} is taken: stop what listens there, or set another port`,
  );
}

async function bind(server: Server, host: string, port: number): Promise<boolean> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw new AppError('port_taken', `cannot listen on ${host}:${port}: ${(error as Error).message}`, { cause: error });
  }
}

function listener(server: Server, host: string): Listener {
  const { port } = server.address() as { port: number };
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
