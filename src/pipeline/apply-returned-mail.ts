// returned mail ──▶ bounce ──▶ suppression or unsubscription: what one mail of the inbox changes.
import { type InboundMail, readInbound } from '../bounce/read-inbound.ts';
import { type TokenKey, verifyToken } from '../domain/link-token.ts';
import type { Clock, InboxMail, SubscriberStore, SuppressionStore } from '../domain/ports.ts';
import { deliveriesNamedIn, readReturnAddress } from '../domain/return-address.ts';
import type { AppliedMail } from '../domain/returned-mail.ts';
import { type Judgement, judgeReturnedMail } from './judge-returned-mail.ts';

export interface ReturnedMailPorts {
  suppressions: Pick<SuppressionStore, 'add' | 'addSoftPoint' | 'deliveryOf'>;
  subscribers: Pick<SubscriberStore, 'byPublicId' | 'unsubscribe'>;
  tokenKeys: readonly TokenKey[];
  /** Without it only Message-IDs lead to a mail, nobody unsubscribes by mail, and the inbox is one that people write to. */
  bounceAddress?: string;
  clock: Clock;
}

/** So many soft bounces in fourteen days, one a day, are as good as a hard one. */
const SOFT_POINTS_TO_SUPPRESS = 5;
/** A notice quotes one mail; more names than these are somebody's play. */
const MAX_NAMES = 10;

/**
 * Does what a mail asks for, durably before it returns; the same mail again changes nothing more, since a soft bounce counts for the
 * day it came in.
 *
 * Anybody can write to us, so a mail changes something only if it knows a secret that we sent to that reader alone: it comes to
 * the return path of a delivery, or names its Message-ID (16 characters that follow from this installation's own id), or carries
 * a signed token. The address that a report names proves nothing: it never leads to a reader, and only tells whether
 * the reader's own mailbox is meant. So a forger can at most stop mail of which he has a copy, and that copy holds a
 * link to unsubscribe anyway.
 *
 * What breaks the reading of it is kept; so is what is not about our mail, where people may write to the same address.
 * @throws what the store throws
 */
export async function applyReturnedMail(mail: InboxMail, ports: ReturnedMailPorts): Promise<AppliedMail> {
  const applied = await apply(mail, ports);
  const isOurs = applied.kind !== 'failed' && (applied.address !== undefined || ports.bounceAddress !== undefined);
  return isOurs ? applied : { ...applied, kept: true };
}

async function apply(mail: InboxMail, ports: ReturnedMailPorts): Promise<AppliedMail> {
  const inbound = await readInbound(mail.bytes).catch((): 'broken' => 'broken');
  if (inbound === 'broken') return { kind: 'failed', reason: 'cannot be read' };
  if (!inbound) return { kind: 'ignored', reason: 'no mail' };
  const addresses = purposesOf([...mail.recipients, ...inbound.recipients], ports.bounceAddress);
  if (addresses.includes('unsubscribe')) return unsubscribe(inbound, ports);
  if (inbound.verdicts.every(({ verdict }) => verdict === 'none')) {
    return { kind: 'ignored', reason: inbound.verdicts[0]!.reason };
  }
  const named = addresses.flatMap(purpose => (purpose === 'unsubscribe' ? [] : purpose.publicId));
  const delivery = await findDelivery([...named, ...deliveriesNamedIn(inbound.quoted)], ports);
  if (!delivery) return { kind: 'ignored', reason: 'about no mail of ours' };
  const judgement = judgeReturnedMail(inbound.verdicts, delivery.address);
  await carryOut(judgement, delivery.address, mail.receivedAt, ports);
  const { kind, reason, status } = judgement;
  return { kind, reason, ...(status && { status }), ...delivery };
}

function purposesOf(recipients: readonly string[], bounceAddress: string | undefined) {
  if (bounceAddress === undefined) return [];
  return recipients.flatMap(address => readReturnAddress(address, bounceAddress) ?? []);
}

/** The same as a POST to the link that carries the token. */
async function unsubscribe(
  { subject }: InboundMail,
  { subscribers, tokenKeys, clock }: ReturnedMailPorts,
): Promise<AppliedMail> {
  const words = subject.split(/\s+/);
  const publicId = words.map(word => verifyToken('unsubscribe', word, tokenKeys)).find(id => id !== undefined);
  const reader = publicId === undefined ? undefined : await subscribers.byPublicId(publicId);
  if (!reader) return { kind: 'ignored', reason: 'no token' };
  await subscribers.unsubscribe(reader.publicId, clock.now(), 'mail to the unsubscribe address');
  return { kind: 'unsubscribed', reason: 'token', address: reader.address };
}

/** The first of the named deliveries that is one of ours. */
async function findDelivery(
  names: readonly string[],
  { suppressions }: ReturnedMailPorts,
): Promise<Required<Pick<AppliedMail, 'publicId' | 'address'>> | undefined> {
  for (const publicId of names.slice(0, MAX_NAMES)) {
    const found = await suppressions.deliveryOf(publicId);
    if (found) return { publicId, address: found.address };
  }
  return undefined;
}

async function carryOut(
  { kind, detail }: Judgement,
  address: string,
  receivedAt: Date,
  { suppressions, clock }: ReturnedMailPorts,
): Promise<void> {
  const now = clock.now();
  if (kind === 'hard') await suppressions.add(address, 'hard bounce', now, detail);
  else if (kind === 'complaint') await suppressions.add(address, 'complaint', now, detail);
  else if (kind === 'soft') {
    const points = await suppressions.addSoftPoint(address, receivedAt < now ? receivedAt : now);
    if (points >= SOFT_POINTS_TO_SUPPRESS) await suppressions.add(address, 'soft bounces', now, detail);
  }
}
