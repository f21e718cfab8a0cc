// frozen batch ──▶ render ──▶ deliver ──▶ inbox
import { sendDue } from '../deliver/outbox.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import type { ClaimedDelivery, SendEvent } from '../domain/delivery.ts';
import type { DomainLimits } from '../domain/domain-limits.ts';
import type { BlobStore, Clock, DomainPaceStore, Ledger, Message, Submitter } from '../domain/ports.ts';
import type { Renderer } from '../render/renderer.ts';
import { composeMessage, type OpenBatch, type Sender } from './compose-mail.ts';
import { keepLook } from './mail-look.ts';

export interface MailPorts extends Sender {
  /** Version of the program, which a mail that is made again depends on. */
  program: string;
  blobs: BlobStore;
  /** Made when the first mail is composed, since compiling the templates takes a moment. */
  renderer(): Promise<Renderer>;
}

export interface SendPorts extends MailPorts {
  ledger: Ledger;
  paces: DomainPaceStore;
  /** The line out for so many waiting mails; absent where nothing is to be sent. */
  openLine?(waiting: number): Promise<Submitter>;
  clock: Clock;
  at: AtPoint;
}

export interface SendOptions {
  worker: string;
  messagesPerSecond: number;
  domainLimits: DomainLimits;
  maxPerDay?: number;
  signal?: AbortSignal;
  onProgress(sent: number, total: number): void;
  onEvent(event: SendEvent): void;
}

/**
 * Sends every row that is due: this issue's, and what was deferred before.
 * @throws AppError smtp_unreachable, before anything is claimed
 */
export async function sendIssue(ports: SendPorts, options: SendOptions): Promise<void> {
  const { ledger, paces, clock, at } = ports;
  const waiting = await ledger.waiting(clock.now());
  if (!ports.openLine || waiting === 0) return;
  // A broken template or an unreachable server ends the run before anything is claimed.
  const renderer = await ports.renderer();
  const submitter = await ports.openLine(waiting);
  try {
    await submitter.check();
    const { program, from, bounceAddress, tokenKey } = ports;
    const look = await keepLook({ program, from, bounceAddress, settings: renderer.settings }, ports.blobs);
    const madeWith = { look, tokenKid: tokenKey.kid };
    const onSettled = (settled: number) => options.onProgress(settled, waiting);
    const compose = composer(ports, renderer);
    await sendDue(
      { ledger, paces, submitter, clock, at, onSettled, onEvent: options.onEvent, madeWith, compose },
      options,
    );
  } finally {
    await submitter.close();
  }
}

/** Makes the messages of claimed rows. */
function composer(ports: SendPorts, renderer: Renderer): (row: ClaimedDelivery, date: Date) => Promise<Message> {
  const batches = new Map<number, Promise<OpenBatch>>();
  const openBatch = async (id: number) => {
    const batch = await ports.ledger.batch(id);
    return { batch, mails: renderer.forBatch(batch) };
  };

  return async (row, date) => {
    const opened = batches.get(row.batchId) ?? openBatch(row.batchId);
    batches.set(row.batchId, opened);
    return composeMessage(row, row.selection, await opened, ports, date);
  };
}
