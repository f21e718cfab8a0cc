// The only file that knows nodemailer: header text, SMTP connections that tell which command was answered how, and logins.
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { LineOut } from './line-out.ts';
import { readSmtpUrl, type SmtpServer } from './smtp-url.ts';

/** With its own 12 characters an encoded word of this length leaves room for a field's name. */
const ENCODED_WORD_MAX = 52;

/** One line of text as encoded words, each of which decodes by itself. RFC 2047. */
export function encodeWords(text: string): string {
  // `Q` stays readable in the raw message; text that is mostly beyond ASCII is shorter in `B`.
  const ascii = text.replace(/[^\x20-\x7e]/g, '').length;
  return encodeWord(text.toWellFormed(), 2 * ascii > text.length ? 'Q' : 'B', ENCODED_WORD_MAX);
}

/** Folds a header field before white space to lines of at most 76 characters, where there is white space. RFC 5322 §2.2.3. */
export function foldField(line: string): string {
  return foldLines(line, 76);
}

/** An error of the library, with the reply and the command it belongs to where there was one. */
export interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** A server, and who logs in there. */
export interface SmtpAccount {
  readonly server: SmtpServer;
  /** One for all connections, which share its access token until it expires. */
  readonly tokens?: XOAuth2;
}

export interface Connection {
  /**
   * @param onEnd called when the end of the body has left, before there is an answer
   * @returns the final reply
   * @throws SmtpError
   */
  send(envelope: { from: string; to: string }, body: Readable, onEnd?: () => void): Promise<string>;
  /** The last reply was 354: the library takes any 2xx for it, and would send the message to a server that waits for commands. */
  isInvited(): boolean;
  /** Forgets a refused message, so that the connection can take the next. @throws SmtpError */
  reset(): Promise<void>;
  /** False once the server or an error has closed it. */
  isOpen(): boolean;
  /** Says QUIT and waits for the end. */
  close(): Promise<void>;
  /** Hangs up at once; a message whose final dot has not left is never accepted. */
  abort(): void;
}

/** What the library keeps to itself, and taking over a connection needs. */
interface Innards {
  _socket: Socket;
  _currentDataStream: Readable | false;
  _ehloLines?: readonly string[];
  _remainder: string;
  _responseQueue: readonly string[];
  lastServerResponse: string | false;
  _onSocketData(chunk: Buffer): void;
  _onSocketTimeout(): void;
  _onSocketClose(): void;
  _onSocketEnd(): void;
  _onSocketError(error: Error): void;
}

const TIMEOUT_MS = 60_000;
/** How long a server may think about a message it has whole: a sender that is less patient sends twice. RFC 5321 §4.5.3.2.6. */
const PATIENCE_MS = 10 * TIMEOUT_MS;
const GOODBYE_MS = 5_000;

export function smtpAccount({ smtpUrl, oauth }: Pick<LineOut, 'smtpUrl' | 'oauth'>): SmtpAccount {
  const server = readSmtpUrl(smtpUrl);
  if (!oauth) return { server };
  return { server, tokens: new XOAuth2({ ...oauth, user: server.user, requestTimeout: TIMEOUT_MS }) };
}

/**
 * Connects, upgrades to TLS as the server's URL asks, and authenticates.
 * @param hangUp aborts the connection, also while it is being opened
 * @throws SmtpError
 */
export async function openConnection(account: SmtpAccount, hangUp?: AbortSignal): Promise<Connection> {
  const session = await openSession(account, hangUp);
  const { connection, ended } = session;
  return {
    send: (envelope, body, onEnd) =>
      session.until<string>(done => {
        if (onEnd) body.once('end', () => whenEndHasLeft(innards(connection), onEnd));
        connection.send({ from: envelope.from, to: [envelope.to] }, body, (error, info) =>
          done(error, info?.response ?? ''),
        );
      }),
    isInvited: () => /^354/.test(innards(connection).lastServerResponse || ''),
    reset: () => session.until(done => connection.reset(done)),
    isOpen: session.isOpen,
    async close() {
      if (!session.isOpen()) return;
      innards(connection)._socket.setTimeout(GOODBYE_MS);
      connection.quit();
      await ended;
    },
    abort: () => connection.close(),
  };
}

/**
 * Opens a connection as `openConnection` does, and hands over its socket right after the login: nothing has been asked that is not
 * answered, and nobody listens to it any more.
 * @returns a paused socket: listen to `data` and `close`, then `resume()`; an `error` never goes unheard. `extensions` is what the
 * server offers: EHLO keywords in upper case, each with its parameters; none where it knows HELO only
 * @throws SmtpError
 */
export async function openSocket(
  account: SmtpAccount,
  hangUp?: AbortSignal,
): Promise<{ socket: Socket; extensions: ReadonlyMap<string, string> }> {
  const session = await openSession(account, hangUp);
  const connection = innards(session.connection);
  const socket = connection._socket;
  socket.pause();
  socket.on('error', () => {});
  socket.off('data', connection._onSocketData);
  socket.off('timeout', connection._onSocketTimeout);
  socket.off('close', connection._onSocketClose);
  socket.off('end', connection._onSocketEnd);
  socket.off('error', connection._onSocketError);
  socket.setTimeout(0);
  session.letGo();
  if (socket.destroyed || !session.isOpen()) throw new Error('Connection closed unexpectedly');
  if (connection._remainder !== '' || connection._responseQueue.length > 0) {
    socket.destroy();
    throw new Error('Unexpected response after the login');
  }
  return { socket, extensions: readExtensions(connection._ehloLines ?? []) };
}

interface Session {
  connection: SMTPConnection;
  ended: Promise<void>;
  isOpen(): boolean;
  /** From now on `hangUp` does nothing. */
  letGo(): void;
  /** Waits for a command's callback, an error of the connection, or its end, whichever comes first. @throws SmtpError */
  until<T>(start: (done: (error: Error | null | undefined, value?: T | boolean) => void) => void): Promise<T>;
}

async function openSession({ server, tokens }: SmtpAccount, hangUp?: AbortSignal): Promise<Session> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    ignoreTLS: false,
    tls: { rejectUnauthorized: server.verifyCertificate },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: PATIENCE_MS,
    opportunisticTLS: true,
  });
  let open = true;
  let failure: (error: SmtpError) => void = () => {};
  // Errors outside of a command's callback would otherwise crash the process.
  connection.on('error', error => failure(error));
  const ended = new Promise<void>(resolve => {
    connection.once('end', () => {
      open = false;
      hangUp?.removeEventListener('abort', abort);
      // Where there is a better reason it comes in the same breath.
      setImmediate(() => failure(new Error('Connection closed')));
      resolve();
    });
  });
  const abort = () => connection.close();
  const session: Session = {
    connection,
    ended,
    isOpen: () => open,
    letGo: () => hangUp?.removeEventListener('abort', abort),
    until: start =>
      new Promise((resolve, reject) => {
        failure = reject;
        start((error, value) => (error ? reject(error) : resolve(value as never)));
      }),
  };
  if (hangUp?.aborted) abort();
  hangUp?.addEventListener('abort', abort, { once: true });
  try {
    await session.until(done => connection.connect(done));
    const login = loginOf(server, tokens);
    if (login) await session.until(done => connection.login(login, done));
    return session;
  } catch (error) {
    abort();
    // Whatever its age, a token that was refused is not tried again.
    if (tokens && (error as SmtpError).code === 'EAUTH') tokens.accessToken = false;
    throw error;
  }
}

function loginOf({ user, password = '', auth }: SmtpServer, tokens: XOAuth2 | undefined) {
  if (tokens) return { user, method: 'XOAUTH2', oauth2: tokens };
  return user === undefined ? undefined : { method: auth, credentials: { user, pass: password } };
}

/** The library's own stream of the message ends with the dot; what is written after it is out when the dot is. */
function whenEndHasLeft({ _socket: socket, _currentDataStream: data }: Innards, then: () => void): void {
  if (!data) return;
  data.once('end', () => socket.write('', error => error ?? then()));
}

function readExtensions(lines: readonly string[]): Map<string, string> {
  const entries = lines.map(line => /^(\S+)\s*(.*)$/.exec(line) ?? ['', '', '']);
  return new Map(entries.map(([, keyword = '', parameters = '']) => [keyword.toUpperCase(), parameters]));
}

function innards(connection: SMTPConnection): Innards {
  return connection as unknown as Innards;
}
