// A real web server that misbehaves on request: the path says how, or a test scripts what a path answers.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const DIGEST = 'Deep Résumés';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const MIB = Buffer.alloc(1024 * 1024, 'a');
const BOMB = Buffer.alloc(16 * 1024 * 1024);

const answers: Record<string, Answer> = {
  plain: response => response.end(DIGEST),
  typed: response => response.setHeader('content-type', 'Text/HTML; Charset="ISO-8859-1"').end(DIGEST),
  gzip: response => response.setHeader('content-encoding', 'gzip').end(gzipSync(DIGEST)),
  'x-gzip': response => response.setHeader('content-encoding', 'X-GZip').end(gzipSync(DIGEST)),
  br: response => response.setHeader('content-encoding', 'br').end(brotliCompressSync(DIGEST)),
  'not-gzip': response => response.setHeader('content-encoding', 'gzip').end(DIGEST),
  'cut-gzip': response => response.setHeader('content-encoding', 'gzip').end(gzipSync(DIGEST).subarray(0, -9)),
  squeezed: response => response.setHeader('content-encoding', 'compress').end(DIGEST),
  empty: response => response.end(),
  reset: response => response.socket?.resetAndDestroy(),
  cut: response => {
    response.writeHead(200, { 'content-length': '1000' }).write(DIGEST);
    response.socket?.end();
  },
  'cut-chunks': response => {
    response.writeHead(200).write(DIGEST);
    response.socket?.end();
  },
  'no-http': response => response.socket?.end('220 mail.example.org ESMTP\r\n'),
  large: response => response.end(Buffer.concat(Array.from({ length: 10 }, () => MIB))),
  'too-large': response => response.end(Buffer.concat([...Array.from({ length: 10 }, () => MIB), Buffer.from('a')])),
  endless: endlessly(MIB),
  // Blocks of a compressed stream that hold nothing: what comes out never grows.
  'endless-nothing': (response, request) => {
    response.setHeader('content-encoding', 'gzip').write(gzipSync('').subarray(0, 10));
    endlessly(Buffer.alloc(5 * 100_000, Buffer.from('000000ffff', 'hex')))(response, request);
  },
  bomb: response => response.setHeader('content-encoding', 'gzip').end(gzipSync(BOMB)),
  'bomb-br': response => response.setHeader('content-encoding', 'br').end(brotliCompressSync(BOMB)),
  'header-flood': response => {
    response.socket?.write('HTTP/1.1 200 OK\r\n');
    for (let line = 0; line < 1000; line += 1) response.socket?.write(`X-${line}: ${'a'.repeat(1000)}\r\n`);
  },
  silent: () => {},
  drip: drip(200),
  'drip-error': drip(404),
  loop: redirectTo('/loop'),
  'to-file': redirectTo('file:///etc/passwd'),
  'to-login': redirectTo('ftp://reader:secret@example.org/'),
  'to-nowhere': redirectTo('http://'),
  'to-nothing': response => response.writeHead(302).end(DIGEST),
  'to-slow': response => {
    response.writeHead(302, { location: '/plain' }).write('a');
    // The body of a redirect never ends.
  },
};

function endlessly(bytes: Buffer): Answer {
  return response => {
    const write = () => {
      while (!response.destroyed && response.write(bytes));
    };
    response.on('drain', write);
    write();
  };
}

/** One byte a second. */
function drip(status: number): Answer {
  return response => {
    response.writeHead(status).write('a');
    const timer = setInterval(() => response.write('a'), 1000);
    response.on('close', () => clearInterval(timer));
  };
}

export function redirectTo(location: string): Answer {
  return response => response.writeHead(302, { location }).end();
}

/** Answers with a status, headers and a body. */
export function answering(status: number, headers: Record<string, string | string[]> = {}, body = DIGEST): Answer {
  return response => response.writeHead(status, headers).end(body);
}

interface SeenRequest {
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Milliseconds since the process began. */
  from: number;
  until?: number;
}

export interface WebServer extends AsyncDisposable {
  port: number;
  /** `http://127.0.0.1:…/path` */
  url(path: string): string;
  /** From now on the path (without query) answers with one after the other; the last stays. */
  script(path: string, ...answers: Answer[]): void;
  requests: SeenRequest[];
  /** Connections opened so far. */
  connections(): number;
}

/** Answers `/plain`, `/redirect/5` and whatever else is above. @param host the address to listen on */
export async function startWebServer(host = '127.0.0.1'): Promise<WebServer> {
  let connections = 0;
  const requests: SeenRequest[] = [];
  const scripts = new Map<string, Answer[]>();
  const server = createServer((request, response) => {
    const seen: SeenRequest = { url: request.url ?? '', headers: request.headers, from: performance.now() };
    requests.push(seen);
    response.on('close', () => {
      seen.until = performance.now();
    });
    const path = seen.url.slice(1).replace(/\?.*/s, '');
    const [name = '', count] = path.split('/');
    const script = scripts.get(path);
    const answer = script && script.length > 1 ? script.shift() : script?.[0];
    if (answer) answer(response, request);
    else if (name === 'redirect')
      redirectTo(Number(count) > 1 ? `/redirect/${Number(count) - 1}` : '/plain')(response, request);
    else (answers[name] ?? answering(/^\d{3}$/.test(name) ? Number(name) : 404))(response, request);
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: path => `http://127.0.0.1:${port}/${path}`,
    script: (path, ...script) => void scripts.set(path, script),
    requests,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

/** Takes connections and says nothing. */
export async function startMuteServer(): Promise<AsyncDisposable & { port: number }> {
  const sockets: Socket[] = [];
  const server = createTcpServer(socket => void sockets.push(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
