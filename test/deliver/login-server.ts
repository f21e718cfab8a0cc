// A real SMTP server that wants TLS and a login, and a token endpoint such as a provider of XOAUTH2 has.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface LoginServer extends AsyncDisposable {
  /** Without protocol and user. */
  place: string;
  /** How each mail came. */
  mails: { method?: string; secure: boolean }[];
  /** Passwords and tokens that came, right and wrong ones. */
  tried: string[];
}

export const [USER, PASSWORD] = ['paperboy@lab.org', 'p@ss:w/rd'];

/**
 * Its certificate is self-made.
 * @param isGood judges a password or an access token; a token that is refused is refused with a challenge
 */
export async function startLoginServer(
  options: SMTPServerOptions,
  isGood = (secret: string) => secret === PASSWORD,
): Promise<LoginServer> {
  const sessions = new Map<string, string>();
  const logins: Omit<LoginServer, keyof AsyncDisposable | 'place'> = { mails: [], tried: [] };
  const server = new SMTPServer({
    disableReverseLookup: true,
    closeTimeout: 0,
    logger: false,
    onAuth(auth, session, callback) {
      const secret = auth.accessToken ?? auth.password ?? '';
      logins.tried.push(secret);
      sessions.set(session.id, auth.method);
      if (auth.username === USER && isGood(secret)) callback(null, { user: USER });
      else if (auth.method === 'XOAUTH2') callback(null, { data: { status: '401', schemes: 'bearer' } });
      else callback(new Error('Wrong user or password'));
    },
    onData(stream, session, callback) {
      stream.resume();
      stream.once('end', () => {
        logins.mails.push({ method: sessions.get(session.id), secure: session.secure });
        callback(null);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(logins, {
    place: `127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => server.close(() => resolve())),
  });
}

export interface TokenServer extends AsyncDisposable {
  url: string;
  /** The form of each request. */
  asked: Record<string, string>[];
}

/** @param answer to the how-manieth request, from 1 */
export async function startTokenServer(answer: (request: number) => unknown): Promise<TokenServer> {
  const asked: TokenServer['asked'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
    const body = answer(asked.length) as { error?: string };
    response.writeHead(body.error === undefined ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
