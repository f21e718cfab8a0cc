// frozen batch ──▶ render ──▶ deliver ──▶ inbox
import { newsletterMessage } from '../deliver/newsletter-message.ts';
import { sendDue } from '../deliver/outbox.ts';
import type { AtPoint } from '../domain/crash-point.ts';
import type { ClaimedDelivery } from '../domain/delivery.ts';
import type { FrozenBatch } from '../domain/issue.ts';
import { type Purpose, signToken, type TokenKey } from '../domain/link-token.ts';
import type { Clock, Ledger, Message, Submitter } from '../domain/ports.ts';
import { fillSlots } from '../render/fragment.ts';
import type { BatchRenderer, Renderer } from '../render/renderer.ts';

export interface MailPorts {
  /** Made when the first mail is composed, since compiling the templates takes a moment. */
  renderer(): Promise<Renderer>;
  from: { name: string; address: string };
  /** Without a slash at its end. */
  publicUrl: string;
  tokenKey: TokenKey;
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
  await ports.renderer();
  await submitter.check();
  const onSettled = (settled: number) => options.onProgress(settled, waiting);
  await sendDue({ ledger, submitter, clock, at, onSettled, compose: composer(ports) }, options);
}

/** Makes the message of a claimed row: its selection rendered, its links signed. */
function composer(ports: SendPorts): (row: ClaimedDelivery, date: Date) => Promise<Message> {
  const batches = new Map<number, Promise<{ batch: FrozenBatch; mails: BatchRenderer }>>();
  const openBatch = async (id: number) => {
    const [batch, renderer] = await Promise.all([ports.ledger.batch(id), ports.renderer()]);
    return { batch, mails: renderer.forBatch(batch) };
  };

  return async (row, date) => {
    const opened = batches.get(row.batchId) ?? openBatch(row.batchId);
    batches.set(row.batchId, opened);
    const { batch, mails } = await opened;
    const tokens = readerTokens(row, ports.tokenKey);
    return newsletterMessage({
      from: ports.from,
      to: { name: row.name, address: row.address },
      mail: fillSlots(mails.render(await ports.ledger.selection(row.batchId, row.selectionHash)), tokens),
      publicId: row.publicId,
      issueDate: batch.date,
      listHost: new URL(ports.publicUrl).hostname,
      unsubscribeUrl: `${ports.publicUrl}/u/${tokens.unsubscribe}`,
      helpUrl: `${ports.publicUrl}/m/${tokens.manage}`,
      date,
    });
  };
}

/** The links of one mail, signed. */
export function readerTokens(
  { publicId, subscriberPublicId }: { publicId: string; subscriberPublicId: string },
  key: TokenKey,
): Record<Purpose, string> {
  return {
    unsubscribe: signToken('unsubscribe', subscriberPublicId, key),
    manage: signToken('manage', subscriberPublicId, key),
    view: signToken('view', publicId, key),
    learn: signToken('learn', subscriberPublicId, key),
  };
}
