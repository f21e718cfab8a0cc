// A mailbox on an IMAP server, which is connected to for each reading. RFC 3501.
import { ImapFlow, type ImapFlowError } from 'imapflow';
import type { Clock, Inbox, InboxMail } from '../domain/ports.ts';
import { type ImapServer, readImapUrl } from './imap-url.ts';
import { inboxUnusable } from './inbox-fault.ts';
import { MAX_MAIL_BYTES } from './mail-bytes.ts';

/** Together they end before a stop gives up waiting. */
const [CONNECT_MS, GREETING_MS, SILENCE_MS] = [10_000, 10_000, 20_000];

/** @param clock for the rare server that does not say when a mail came */
export function imapMailbox(url: string, clock: Clock): Inbox {
  const server = readImapUrl(url);
  return {
    listens: false,
    async read(take, signal) {
      const session = await connect(server);
      try {
        for (const uid of await asked(server, () => waiting(session))) {
          if (signal?.aborted) break;
          const mail = await asked(server, () => fetchMail(session, uid, clock));
          if (!mail) continue;
          const answer = await take(mail);
          await asked(server, () => (answer === 'done' ? remove(session, uid) : flag(session, uid)));
        }
        await session.logout().catch(() => {});
      } finally {
        session.close();
      }
    },
    async close() {},
  };
}

/** Logged in, with the mailbox selected. */
async function connect(server: ImapServer): Promise<ImapFlow> {
  const { host, port, secure, requireTls, verifyCertificate, user, password: pass, mailbox } = server;
  const session = new ImapFlow({
    host,
    port,
    secure,
    ...(requireTls && { doSTARTTLS: true }),
    tls: { rejectUnauthorized: verifyCertificate },
    auth: { user, pass },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
  });
  // The command that is under way fails too, and says the same; unheard, the event would end the process.
  session.on('error', () => {});
  try {
    await session.connect();
    await session.mailboxOpen(mailbox);
    return session;
  } catch (cause) {
    session.close();
    throw inboxUnusable(server.place, inWords(cause));
  }
}

/** UIDs of the mails that are not flagged, oldest first. */
async function waiting(session: ImapFlow): Promise<number[]> {
  const uids = await session.search({ flagged: false, deleted: false }, { uid: true });
  if (!uids) throw new Error('the server does not search');
  return uids.sort((a, b) => a - b);
}

/** @returns undefined for a mail that another program has removed since */
async function fetchMail(session: ImapFlow, uid: number, clock: Clock): Promise<InboxMail | undefined> {
  const query = { source: { start: 0, maxLength: MAX_MAIL_BYTES }, internalDate: true };
  const found = await session.fetchOne(String(uid), query, { uid: true });
  if (!found || found.source === undefined) return undefined;
  const receivedAt = new Date(found.internalDate ?? clock.now());
  return { name: String(uid), bytes: found.source, receivedAt, recipients: [] };
}

async function remove(session: ImapFlow, uid: number): Promise<void> {
  if (!(await session.messageDelete(String(uid), { uid: true }))) throw new Error(`mail ${uid} cannot be removed`);
}

/** As a mail program marks a mail that somebody should look at. */
async function flag(session: ImapFlow, uid: number): Promise<void> {
  const isFlagged = await session.messageFlagsAdd(String(uid), ['\\Flagged'], { uid: true });
  if (!isFlagged) throw new Error(`mail ${uid} cannot be flagged`);
}

async function asked<T>({ place }: ImapServer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw inboxUnusable(place, inWords(cause));
  }
}

/** What the server said, where it said something. */
function inWords(cause: unknown): Error {
  const { message, responseText } = cause as ImapFlowError;
  return responseText ? new Error(responseText, { cause }) : new Error(message, { cause });
}
