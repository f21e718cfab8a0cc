// frozen batch ──▶ render ──▶ deliver ──▶ inbox
import { sendDue } from '../deliver/outbox.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import type { ClaimedDelivery } from '../domain/delivery.ts';
import type { BlobStore, Clock, Ledger, Message, Submitter } from '../domain/ports.ts';
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
  /** The line out; absent where nothing is to be sent. */
  submitter?: Submitter;
  clock: Clock;
  at: AtPoint;
}

export interface SendOptions {
  worker: string;
  connections: number;
  messagesPerSecond: number;
  signal?: AbortSignal;
  onProgress(sent: number, total: number): void;
}

/**
 * Sends every row that is due: this issue's, and what was deferred before.
 * @throws AppError smtp_unreachable, before anything is claimed
 */
export async function sendIssue(ports: SendPorts, options: SendOptions): Promise<void> {
  const { submitter, ledger, clock, at } = ports;
  const waiting = await ledger.waiting(clock.now());
  if (!submitter || waiting === 0) return;
  // A broken template or an unreachable server ends the run before anything is claimed.
  const renderer = await ports.renderer();
  await submitter.check();
  const { program, from, tokenKey } = ports;
  const look = await keepLook({ program, from, settings: renderer.settings }, ports.blobs);
  const madeWith = { look, tokenKid: tokenKey.kid };
  const onSettled = (settled: number) => options.onProgress(settled, waiting);
  await sendDue({ ledger, submitter, clock, at, onSettled, madeWith, compose: composer(ports, renderer) }, options);
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
    const selection = await ports.ledger.selection(row.batchId, row.selectionHash);
    return composeMessage(row, selection, await opened, ports, date);
  };
}
