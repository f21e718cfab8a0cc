// A real SMTP server in front of the mailbox, so that trying out takes the same path as production.
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { AppError } from '../domain/errors.ts';
import type { Envelope, Mailbox } from './mailbox.ts';

const MAX_MAIL_BYTES = 25 * 1024 * 1024;
/** How long clients that keep a connection open may delay a stop. */
const CLOSE_TIMEOUT_MS = 1000;

export interface MailboxServer {
  /** `smtp://127.0.0.1:2525`. */
  url: string;
  /** Takes no more connections and lets the open ones finish. */
  close(): Promise<void>;
}

/**
 * Listens without authentication and TLS, which is why it belongs on loopback. `250` is only said when the mail is on disk.
 * @param listen port 0 takes a free one
 * @throws AppError port_taken
 */
export async function startMailboxServer(
  mailbox: Pick<Mailbox, 'store'>,
  { port, host }: { port: number; host: string },
): Promise<MailboxServer> {
  const server = new SMTPServer({
    name: 'mailbox.localhost',
    banner: 'Paperboy mailbox',
    size: MAX_MAIL_BYTES,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    logger: false,
    onData(stream, session, callback) {
      keep(mailbox, stream, session).then(
        id => callback(null, `OK: kept as ${id}`),
        error => callback(error),
      );
    },
  });
  await listening(server, port, host);
  // A client that hangs up in the middle is no fault of ours; unheard, the event would end the process.
  server.on('error', () => {});
  const address = server.server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `smtp://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

async function keep(mailbox: Pick<Mailbox, 'store'>, stream: SMTPServerDataStream, session: SMTPServerSession) {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // Read to the end in any case, since the refusal can only follow the final dot; keep no more than is allowed.
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  if (stream.sizeExceeded) throw reply(552, `Expected at most ${MAX_MAIL_BYTES} bytes`);
  try {
    return await mailbox.store(Buffer.concat(chunks), envelopeOf(session));
  } catch (cause) {
    throw reply(451, 'Could not write to the mailbox', cause);
  }
}

function envelopeOf({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): Envelope {
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
}

/** An error that smtp-server turns into a reply. */
function reply(responseCode: number, text: string, cause?: unknown): Error {
  return Object.assign(new Error(text, { cause }), { responseCode });
}

function listening(server: SMTPServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError('port_taken', `${host}:${port} is taken: expected a free port for the mailbox`, {
              cause: error,
            })
          : error,
      );
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}
