// A delivery is one message to one subscriber, and the life of its row in the ledger.

export type DeliveryState =
  | 'pending'
  | 'claimed'
  | 'committing'
  | 'submitted'
  | 'deferred'
  | 'failed'
  | 'suppressed'
  | 'uncertain'
  | 'skipped';

export type SkipReason = 'empty' | 'late' | 'cancelled';

export type DeliveryKind = 'issue' | 'confirm' | 'notice';

/** A claimed row with all that is needed to compose and submit its message. */
export interface ClaimedDelivery {
  id: number;
  /** 16 characters, derived from the dedupe key: names the message in links and in its Message-ID. */
  publicId: string;
  batchId: number;
  selectionHash: string;
  subscriberId: number;
  subscriberPublicId: string;
  address: string;
  name?: string;
  attempt: number;
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
  /** Temporary: try again later. */
  | { kind: 'deferred'; reply: string }
  /** Permanent for this message; `hard` when the mailbox does not exist. */
  | { kind: 'failed'; reply: string; hard: boolean }
  /** The dot may have been taken: no answer came after it left. */
  | { kind: 'uncertain'; reply: string }
  /** The commit before the dot was refused (unsubscribed, suppressed, or the claim was lost): nothing was sent. */
  | { kind: 'withdrawn'; reply: string };

export type DeliveryCounts = Record<DeliveryState, number>;
