// One delivery to its message, whether it is sent for the first time or made again.
import { newsletterMessage } from '../deliver/newsletter-message.ts';
import type { ClaimedDelivery } from '../domain/delivery.ts';
import type { FrozenBatch, Selection } from '../domain/issue.ts';
import { signToken, type TokenKey } from '../domain/link-token.ts';
import type { Tokens } from '../domain/mail.ts';
import type { Message } from '../domain/ports.ts';
import type { BatchRenderer } from '../render/renderer.ts';

/** Whom mails come from. */
export interface Sender {
  from: { name: string; address: string };
  /** Without a slash at its end. */
  publicUrl: string;
  tokenKey: TokenKey;
  /** Where returned mail comes to. */
  bounceAddress?: string;
}

/** A batch, and what renders its mails. */
export interface OpenBatch {
  batch: Pick<FrozenBatch, 'date'>;
  mails: BatchRenderer;
}

/**
 * The message of a delivery: its selection rendered, its links signed. It follows from what is given here alone, so that the same
 * mail can be made again.
 * @throws AppError paper_unknown
 */
export function composeMessage(
  row: Pick<ClaimedDelivery, 'publicId' | 'subscriberPublicId' | 'address' | 'name'>,
  selection: Selection,
  { batch, mails }: OpenBatch,
  sender: Sender,
  date: Date,
): Message {
  const tokens = readerTokens(row, sender.tokenKey);
  return newsletterMessage({
    from: sender.from,
    to: { name: row.name, address: row.address },
    mail: mails.render(selection),
    tokens,
    publicId: row.publicId,
    issueDate: batch.date,
    listHost: hostOf(sender.publicUrl),
    unsubscribeUrl: `${sender.publicUrl}/u/${tokens.unsubscribe}`,
    helpUrl: `${sender.publicUrl}/m/${tokens.manage}`,
    bounceAddress: sender.bounceAddress,
    date,
  });
}

/** Parsing an URL takes longer than all headers: the last one is that of the next mail too. */
let lastHost = { url: '', host: '' };

function hostOf(url: string): string {
  if (url !== lastHost.url) lastHost = { url, host: new URL(url).hostname };
  return lastHost.host;
}

/** The links of one mail, signed. */
export function readerTokens(
  { publicId, subscriberPublicId }: { publicId: string; subscriberPublicId: string },
  key: TokenKey,
): Tokens {
  return {
    unsubscribe: signToken('unsubscribe', subscriberPublicId, key),
    manage: signToken('manage', subscriberPublicId, key),
    view: signToken('view', publicId, key),
    learn: signToken('learn', subscriberPublicId, key),
  };
}
