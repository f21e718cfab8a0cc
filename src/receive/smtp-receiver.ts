// A small SMTP server that takes mail for the bounce address only, from a mail server that passes it on. RFC 5321.
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock, Inbox, InboxMail } from '../domain/ports.ts';
import { isReturnAddress } from '../domain/return-address.ts';
import { inboxUnusable } from './inbox-fault.ts';
import { MAX_MAIL_BYTES } from './mail-bytes.ts';

interface ReceiverSettings {
  /** `smtp://127.0.0.1:2525`; port 0 takes a free one. */
  url: string;
  bounceAddress: string;
  clock: Clock;
}

export interface SmtpReceiver extends Inbox {
  /** On which it listens, from its first reading on. */
  readonly port: number | undefined;
}

/** More than reports have, though some send back all of a mail. */
const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
const MAX_CLIENTS = 50;
const SILENCE_MS = 60_000;
/** How long clients that keep a connection open may delay a stop. */
const CLOSE_MS = 1000;

type Take = Parameters<Inbox['read']>[0];

/** Listens without authentication and TLS. `250` is only said when what the mail asks for is done. */
export function smtpReceiver(settings: ReceiverSettings): SmtpReceiver {
  let server: SMTPServer | undefined;
  const inHand = new Set<Promise<unknown>>();
  return {
    listens: true,
    get port() {
      const bound = server?.server.address();
      return typeof bound === 'object' ? bound?.port : undefined;
    },
    async read(take) {
      server ??= await listen(settings, mail => {
        const taken = take(mail);
        inHand.add(taken);
        const forget = () => inHand.delete(taken);
        taken.then(forget, forget);
        return taken;
      });
    },
    async close() {
      await new Promise<void>(resolve => (server ? server.close(resolve) : resolve()));
      server = undefined;
      await Promise.allSettled(inHand);
    },
  };
}

/** @throws AppError inbox_unusable */
async function listen(settings: ReceiverSettings, take: Take): Promise<SMTPServer> {
  const { url, bounceAddress, clock } = settings;
  const { hostname, port } = new URL(url);
  const server = new SMTPServer({
    name: bounceAddress.slice(bounceAddress.lastIndexOf('@') + 1),
    banner: 'Paperboy takes returned mail',
    size: MAX_MESSAGE_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      callback(isReturnAddress(address, bounceAddress) ? null : reply(550, '5.1.1 No such address here'));
    },
    onData(stream, session, callback) {
      receive(stream, session, clock)
        .then(take)
        .then(
          answer => callback(answer === 'done' ? null : reply(451, '4.3.0 This mail could not be dealt with')),
          // Whatever it is: the mail is still with its sender, who tries again.
          (error: { responseCode?: number }) =>
            callback(error.responseCode ? (error as Error) : reply(451, '4.3.0 Try again later')),
        );
    },
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: Error) => reject(inboxUnusable(url, cause));
    server.once('error', refuse);
    server.listen(Number(port), hostname.replace(/^\[|\]$/g, ''), () => {
      server.off('error', refuse);
      resolve();
    });
  });
  // A client that hangs up in the middle is no fault of ours; unheard, the event would end the process.
  server.on('error', () => {});
  return server;
}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, clock: Clock): Promise<InboxMail> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Read to the end in any case, since the answer can only follow the final dot; what is beyond the limit is not kept.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size < MAX_MAIL_BYTES) chunks.push(chunk);
    size += chunk.length;
  }
  if (stream.sizeExceeded) throw reply(552, `5.3.4 Expected at most ${MAX_MESSAGE_BYTES} bytes`);
  return {
    name: session.id,
    bytes: Buffer.concat(chunks),
    receivedAt: clock.now(),
    recipients: session.envelope.rcptTo.map(({ address }) => address),
  };
}

/** An error that smtp-server turns into a reply. */
function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
