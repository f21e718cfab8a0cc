// The only file that knows nodemailer: composing MIME, and one SMTP connection that tells which command was answered how.
import type { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Message } from '../domain/ports.ts';
import type { SmtpServer } from './smtp-url.ts';

/** The complete message, CRLF line ends, `multipart/alternative`; the same message always gives the same bytes. */
export async function composeMime(message: Message): Promise<Buffer> {
  const { from, to, subject, text, html, messageId, date, headers } = message;
  const mail = new MailComposer({
    // The library writes into what it is given.
    from: { ...from },
    to: to.name ? { name: to.name, address: to.address } : to.address,
    subject,
    text,
    html,
    date,
    messageId: `<${messageId}>`,
    // Structured ASCII values: only to be folded, never turned into encoded words.
    headers: headers.map(([key, value]) => ({ key, value: { prepared: true, foldLines: true, value } })),
    baseBoundary: messageId.replace(/[^\w.]/g, '_'),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
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
