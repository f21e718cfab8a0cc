// The only file that knows nodemailer: header text, and one SMTP connection that tells which command was answered how.
import type { Readable } from 'node:stream';
import { encodeWord, foldLines } from 'nodemailer/lib/mime-funcs';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from './smtp-url.ts';

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

export interface Connection {
  /** @returns the final reply @throws SmtpError */
  send(envelope: { from: string; to: string }, body: Readable): Promise<string>;
  /** Forgets a refused message, so that the connection can take the next. @throws SmtpError */
  reset(): Promise<void>;
  /** False once the server or an error has closed it. */
  isOpen(): boolean;
  /** Says QUIT and waits for the end. */
  close(): Promise<void>;
  /** Hangs up at once; a message whose final dot has not left is never accepted. */
  abort(): void;
}

const TIMEOUT_MS = 60_000;

/** Connects, upgrades to TLS as the server's URL asks, and authenticates. @throws SmtpError */
export async function openConnection(server: SmtpServer): Promise<Connection> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    ignoreTLS: false,
    tls: { rejectUnauthorized: server.verifyCertificate },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 5 * TIMEOUT_MS,
    opportunisticTLS: true,
  });
  let open = true;
  let failure: ((error: SmtpError) => void) | undefined;
  const ended = new Promise<void>(resolve => {
    connection.once('end', () => {
      open = false;
      resolve();
    });
  });
  // Errors outside of a command's callback would otherwise crash the process.
  connection.on('error', error => {
    open = false;
    failure?.(error as SmtpError);
  });
  await new Promise<void>((resolve, reject) => {
    failure = reject;
    connection.connect(error => (error ? reject(error) : resolve()));
  });
  if (server.user !== undefined) {
    const credentials = { user: server.user, pass: server.password ?? '' };
    await new Promise<void>((resolve, reject) => {
      failure = reject;
      connection.login({ credentials }, error => (error ? reject(error) : resolve()));
    }).catch(error => {
      connection.close();
      throw error;
    });
  }
  return {
    send: (envelope, body) =>
      new Promise((resolve, reject) => {
        failure = reject;
        connection.send({ from: envelope.from, to: [envelope.to] }, body, (error, info) => {
          if (error) reject(error);
          else resolve(info?.response ?? '');
        });
      }),
    reset: () =>
      new Promise((resolve, reject) => {
        failure = reject;
        connection.reset(error => (error ? reject(error) : resolve()));
      }),
    isOpen: () => open,
    async close() {
      if (!open) return;
      connection.quit();
      await ended;
    },
    abort() {
      open = false;
      connection.close();
    },
  };
}
