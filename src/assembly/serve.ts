// One process with everything in it: public pages, private pages, the built-in mailbox while trying out, and the sender.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Ingested } from '../pipeline/ingest-sources.ts';
import type { DayReport } from '../pipeline.ts';
import { openMailbox } from '../preview/mailbox.ts';
import { startMailboxServer } from '../preview/mailbox-server.ts';
import type { Renderer } from '../render/renderer.ts';
import { takeSenderLock } from '../store/sender-lock.ts';
import { clientNetworks } from './client-networks.ts';
import { runHouse, waitsForFirst } from './day.ts';
import { type House, openHouse } from './house.ts';
import { type InboxNews, watchInbox } from './inbox-watch.ts';
import { letterDesk } from './letter-desk.ts';
import { type HttpBindings, listen } from './listen.ts';
import { loadDkim } from './load-dkim.ts';
import { keptRenderer, letterRenderer, mailRenderer } from './mail-renderer.ts';
import { privateSite } from './private-site.ts';
import { publicSite } from './public-site.ts';
import type { ReceivedMail } from './reception.ts';
import { ingestDue, sourcesBeforeSend } from './sources.ts';

/** The documented one first; the other site's is never taken. */
const PUBLIC_PORTS = [3000, 3002, 3004, 3006, 3008];
const PRIVATE_PORTS = [3001, 3003, 3005, 3007, 3009];

/** What the process has to say while it runs. */
export interface Talk {
  /** When it aborts, a run that is under way claims nothing more. */
  signal: AbortSignal;
  onProgress(sent: number, total: number): void;
  /** A mail of the inbox was dealt with. */
  onReturnedMail(received: ReceivedMail): void;
  onError(error: unknown): void;
  /** Somebody has subscribed on the page, and the first issue is due. */
  onDue?(): void;
}

export interface Served {
  publicUrl: string;
  privateUrl: string;
  /** Reads every source and runs the line now. @throws AppError sender_busy */
  run(): Promise<DayReport>;
  /** Runs the line if anybody is due or anything waits; undefined where nothing is. */
  tick(): Promise<DayReport | undefined>;
  /** Reads the sources whose time has come, beside the mails; undefined where there are none. */
  ingest(): Promise<Ingested | undefined>;
  /** Sends the letters that people asked for; one that is asked for now is sent at once without it. */
  letters(): Promise<void>;
  /** Deals with the returned mail that is there; undefined where `INBOX` is not set. */
  receive?(): Promise<InboxNews>;
  /** Finishes what is in flight and closes everything. */
  close(): Promise<void>;
}

/** @throws AppError sender_busy, port_taken */
export async function serve(config: Config, talk: Talk): Promise<Served> {
  const opened = new AsyncDisposableStack();
  try {
    return await open(config, talk, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open(config: Config, talk: Talk, opened: AsyncDisposableStack): Promise<Served> {
  // A bad key is told at once, not when the first mail is due.
  loadDkim(config);
  const house = await openHouse(config);
  opened.defer(() => house.close());
  const takeSeat = senderSeat(house, opened);
  // Until the operator lets the first issue go there is nothing to send, and `run --first` must find the seat free.
  if (!(await waitsForFirst(house))) takeSeat();

  const mailbox = config.tryingOut ? await openMailbox(join(config.dataDir, 'mailbox'), house.clock) : undefined;
  const smtp = mailbox && (await startMailboxServer(mailbox, { host: '127.0.0.1', port: 0 }));
  if (smtp) opened.defer(() => smtp.close());

  const smtpUrl = smtp?.url ?? config.smtpUrl!;
  const { publicUrl, renderer, listener, desk } = await openPublicSite(house, { talk, smtpUrl });
  opened.defer(() => desk.close());
  opened.defer(() => listener.close());
  const closing = new AbortController();
  opened.defer(() => closing.abort());
  const privatePages = privateSite(house, { publicUrl, mailbox, closing: closing.signal, report: talk.onError });
  const privateListener = await listen(privatePages.fetch, {
    host: config.adminHost,
    port: config.adminPort,
    fallbacks: PRIVATE_PORTS,
  });
  opened.defer(() => privateListener.close());

  const inbox =
    config.inbox === undefined
      ? undefined
      : await watchInbox(house, { signal: talk.signal, onMail: talk.onReturnedMail, smtpUrl });
  if (inbox) opened.defer(() => inbox.close());

  let running: Promise<unknown> = Promise.resolve();
  let reading: Promise<unknown> = Promise.resolve();
  const run = async (sources?: readonly string[]): Promise<DayReport> => {
    const waits = await waitsForFirst(house);
    if (!waits) takeSeat();
    const day = runHouse(house, {
      smtpUrl,
      wasTaken: mailbox?.holds,
      sources,
      publicUrl,
      renderer,
      waits,
      first: false,
      signal: talk.signal,
      onProgress: talk.onProgress,
    });
    running = day.catch(() => {});
    return day;
  };

  return {
    publicUrl: listener.url,
    privateUrl: privateListener.url,
    run: () => run(),
    async tick() {
      if ((await waitsForFirst(house)) || !(await isSomethingDue(house))) return undefined;
      return run(await sourcesBeforeSend(house));
    },
    ingest() {
      const ingested = ingestDue(house);
      reading = ingested.catch(() => {});
      return ingested;
    },
    letters: () => desk.send(),
    receive: inbox?.read,
    async close() {
      await Promise.all([running, reading]);
      await opened.disposeAsync();
    },
  };
}

/** The sender lock, taken once and kept until the process ends. */
function senderSeat({ config }: House, opened: AsyncDisposableStack): () => void {
  let taken = false;
  return () => {
    if (taken) return;
    const lock = takeSenderLock(join(config.dataDir, 'sender.lock.db'));
    opened.defer(() => lock.release());
    taken = true;
  };
}

async function isSomethingDue({ store, clock, config: { maxPerDay } }: House): Promise<boolean> {
  const now = clock.now();
  const nextDueAt = await store.planner.nextDueAt(now);
  if (nextDueAt !== undefined && nextDueAt <= now) return true;
  if ((await store.ledger.waiting(now)) === 0) return false;
  const dayAgo = new Date(now.getTime() - 86_400_000);
  return maxPerDay === undefined || (await store.ledger.submittedSince(dayAgo)) < maxPerDay;
}

/** Links lead to the port that is really listened on, unless the operator says where readers reach it. */
async function openPublicSite(house: House, { talk, smtpUrl }: { talk: Talk; smtpUrl: string }) {
  const { config } = house;
  const clientOf = clientNetworks(config);
  let site: ReturnType<typeof publicSite> | undefined;
  const answer = (request: Request, { incoming }: HttpBindings) =>
    site?.fetch(request, {
      client: clientOf(incoming.socket.remoteAddress, request.headers.get('x-forwarded-for') ?? undefined),
    }) ?? new Response('starting', { status: 503 });
  const listener = await listen(answer, { host: config.host, port: config.port, fallbacks: PUBLIC_PORTS });
  const publicUrl = config.publicUrlFollowsPort ? listener.url : config.publicUrl;
  const renderer: () => Promise<Renderer> = keptRenderer(() => mailRenderer(config, publicUrl));
  const letters = keptRenderer(() => letterRenderer(config, publicUrl));
  const desk = letterDesk(house, { publicUrl, smtpUrl, renderer: letters, report: talk.onError });
  // Compiling holds everything up for a second: where readers come, better before. A broken template is told when a mail is due.
  if (!config.tryingOut) await Promise.all([renderer(), letters()]).catch(() => {});
  const events = { onLetter: () => void desk.send(), onDue: () => talk.onDue?.() };
  site = publicSite(house, { publicUrl, renderer, events, report: talk.onError });
  return { publicUrl, renderer, listener, desk };
}
