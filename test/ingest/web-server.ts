// A real web server on loopback that misbehaves on request: the path says how.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const DIGEST = 'Deep Résumés';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const MIB = Buffer.alloc(1024 * 1024, 'a');

const answers: Record<string, Answer> = {
  plain: response => response.end(DIGEST),
  typed: response => response.setHeader('content-type', 'Text/HTML; Charset="ISO-8859-1"').end(DIGEST),
  gzip: response => response.setHeader('content-encoding', 'gzip').end(gzipSync(DIGEST)),
  br: response => response.setHeader('content-encoding', 'br').end(brotliCompressSync(DIGEST)),
  'not-gzip': response => response.setHeader('content-encoding', 'gzip').end(DIGEST),
  squeezed: response => response.setHeader('content-encoding', 'compress').end(DIGEST),
  empty: response => response.end(),
  agent: (response, request) => response.end(request.headers['user-agent']),
  404: response => response.writeHead(404).end(DIGEST),
  500: response => response.writeHead(500).end(DIGEST),
  reset: response => response.socket?.resetAndDestroy(),
  cut: response => {
    response.writeHead(200, { 'content-length': '1000' }).write(DIGEST);
    response.socket?.end();
  },
  large: response => response.end(Buffer.concat(Array.from({ length: 10 }, () => MIB))),
  'too-large': response => response.end(Buffer.concat([...Array.from({ length: 10 }, () => MIB), Buffer.from('a')])),
  endless: response => {
    const write = () => {
      while (!response.destroyed && response.write(MIB));
    };
    response.on('drain', write);
    write();
  },
  bomb: response => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(32 * 1024 * 1024))),
  'to-file': response => redirect(response, 'file:///etc/passwd'),
  'to-nowhere': response => redirect(response, 'http://'),
  'to-nothing': response => response.writeHead(302).end(DIGEST),
};

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

export interface WebServer extends AsyncDisposable {
  port: number;
  /** `http://127.0.0.1:…/path` */
  url(path: string): string;
  /** Connections opened so far. */
  connections(): number;
}

/** Answers `/plain`, `/redirect/5` and whatever else is above. */
export async function startWebServer(): Promise<WebServer> {
  let connections = 0;
  const server = createServer((request, response) => {
    const [, name = '', count] = request.url?.split('/') ?? [];
    if (name === 'redirect') redirect(response, Number(count) > 1 ? `/redirect/${Number(count) - 1}` : '/plain');
    else answers[name]?.(response, request);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: path => `http://127.0.0.1:${port}/${path}`,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
