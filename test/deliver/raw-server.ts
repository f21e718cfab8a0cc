// An SMTP server that says what a test makes it say, line by line, and keeps all that it was told.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface RawServer extends AsyncDisposable {
  url: string;
  /** All that came, over all connections. */
  heard: string;
  /** Connections that are open. */
  sockets: Set<Socket>;
}

export type Answer = (line: string, socket: Socket) => string | undefined;

/** What a server says that finds nothing wrong. */
export const polite: Answer = line => {
  if (line === '') return '220 raw.example ESMTP';
  if (/^EHLO/i.test(line)) return '250-raw.example\r\n250-SIZE 1000000\r\n250 8bitmime';
  if (/^DATA/i.test(line)) return '354 go ahead';
  return /^(?:MAIL|RCPT|RSET|NOOP|QUIT|\.$)/i.test(line) ? '250 2.0.0 fine' : undefined;
};

/** @param answer to a line; the empty one is the start. Undefined: silence */
export async function startRawServer(answer: Answer): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    let rest = '';
    const say = (line: string) => {
      const reply = answer(line, socket);
      if (reply !== undefined) socket.write(`${reply}\r\n`);
    };
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.setEncoding('latin1').on('data', (text: string) => {
      raw.heard += text;
      const lines = (rest + text).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) if (line !== '') say(line);
    });
    say('');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const raw: RawServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: '',
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return raw;
}
