// What became of a mail of the inbox.

/**
 * `hard`: nobody is there, and the address is suppressed; `soft`: a point against it; `complaint`: suppressed, too; `unsubscribed`: by
 * mail; `ignored`: asks for nothing; `failed`: it could not be read.
 */
export const RETURNED_KINDS = ['hard', 'soft', 'complaint', 'unsubscribed', 'ignored', 'failed'] as const;
type ReturnedKind = (typeof RETURNED_KINDS)[number];

export interface AppliedMail {
  kind: ReturnedKind;
  /** Why, in one word of `bounce` or in a few plain ones. */
  reason: string;
  /** Enhanced status code. */
  status?: string;
  /** The delivery that it is about. */
  publicId?: string;
  /** The reader's, as it is in the store: never what a stranger's mail says. */
  address?: string;
  /** It stays in the inbox, flagged. */
  kept?: true;
}
