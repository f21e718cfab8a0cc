// A delivery is one message to one subscriber, and the life of its row in the ledger.
import type { Selection } from './issue.ts';

export const DELIVERY_STATES = [
  'pending',
  'claimed',
  'committing',
  'submitted',
  'deferred',
  'failed',
  'suppressed',
  'uncertain',
  'skipped',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type SkipReason = 'empty' | 'late' | 'cancelled';

export type DeliveryKind = 'issue' | 'confirm' | 'notice';

/** A claimed row with all that is needed to compose and submit its message. */
export interface ClaimedDelivery {
  id: number;
  /** 16 characters, derived from the dedupe key: names the message in links and in its Message-ID. */
  publicId: string;
  batchId: number;
  selection: Selection;
  subscriberId: number;
  subscriberPublicId: string;
  address: string;
  name?: string;
  /** How often it was tried, this time included, from 1. */
  attempt: number;
  /** ISO 8601 instant after which the mail is stale and no longer worth a try. */
  expiresAt: string;
  /** Fencing token: a write with an older one changes nothing. */
  fence: number;
}

/** What is written down of a message before its dot leaves. */
export interface Composed extends MadeWith {
  at: Date;
  /** Of the complete message, before anything signs it. */
  mimeSha256: string;
}

/** What messages are made with, beside what is frozen for each. */
export interface MadeWith {
  /** Hash of the list, in the store, of program, templates, theme and settings. */
  look: string;
  /** Id of the key that signed the links. */
  tokenKid: string;
}

/** What the server's answer means for the row. */
export type Verdict =
  | { kind: 'submitted'; reply: string }
  /** Temporary: try again later. `pausesDomain`: the receiving domain refuses us, not this one message. */
  | { kind: 'deferred'; reply: string; pausesDomain?: true }
  /** Permanent for this message; `hard` when the mailbox does not exist. */
  | { kind: 'failed'; reply: string; hard: boolean }
  /** The dot may have been taken: no answer came after it left. */
  | { kind: 'uncertain'; reply: string }
  /** The commit before the dot was refused: nothing was sent. */
  | { kind: 'withdrawn'; reply: string }
  /** No connection could be had at all: the message was not tried. */
  | { kind: 'unreachable'; reply: string };

/** A verdict that moves a row on; the others leave it as if it had not been tried. */
export type FinalVerdict = Exclude<Verdict, { kind: 'withdrawn' | 'unreachable' }>;

/**
 * Whether a message may end: `go`, or the reader has `left` (or is suppressed), or the issue is `held` or cancelled, or the claim
 * is `lost` to another worker.
 */
export type CommitAnswer = 'go' | 'left' | 'held' | 'lost';

/** Changes of the ledger that become durable together. */
export interface LedgerChanges {
  commits: readonly { row: ClaimedDelivery; composed: Composed }[];
  /** `retryAt` absent: a deferred message is given up. */
  settled: readonly { row: ClaimedDelivery; verdict: FinalVerdict; retryAt?: Date }[];
  /** Put back without counting as tried; due again at once, or at `nextAt`. */
  released: readonly { row: ClaimedDelivery; nextAt?: Date }[];
}

/** What an operator should hear of while mails go out. */
export type SendEvent =
  | { kind: 'domain_paused'; domain: string; until: Date; reply: string }
  | { kind: 'canary_held'; date: string; refused: number; tried: number }
  | { kind: 'daily_limit'; limit: number };

/** How fast mail may go to one recipient domain. */
export interface DomainLimit {
  messagesPerSecond?: number;
  /** Messages under way at once. */
  connections?: number;
}

/** Where a recipient domain stands; kept, so that a restart neither bursts nor forgets a pause. */
export interface DomainPace {
  domain: string;
  /** ISO 8601 instant from which its rate allows the next message. */
  nextAt: string;
  /** ISO 8601 instant: no mail there before then. */
  pausedUntil?: string;
  /** Pauses in a row: each is longer than the last. */
  pauses: number;
  /** The reply that paused it. */
  reply?: string;
}

export type DeliveryCounts = Record<DeliveryState, number>;
