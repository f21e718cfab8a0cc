// What the verdicts of a returned mail mean for the one reader whose mail it is about.
import type { BounceVerdict, Reason } from '../bounce/bounce-verdict.ts';
import { parseAddress } from '../domain/address.ts';

export interface Judgement {
  /** `hard`: nobody is there; `soft`: a point; `complaint`: wants no more; `ignored`: says nothing against the reader. */
  kind: 'hard' | 'soft' | 'complaint' | 'ignored';
  reason: Reason;
  status?: string;
  /** What a suppression keeps: `userunknown (550 5.1.1)`. */
  detail: string;
}

/** From mildest to most severe. */
const SEVERITY = ['ignored', 'soft', 'hard', 'complaint'] as const satisfies readonly Judgement['kind'][];

/** Refusals of our server, whoever the reader is: blocked senders mend nothing by giving up their readers. */
const ABOUT_US: ReadonlySet<Reason> = new Set([
  'authfailure',
  'badreputation',
  'blocked',
  'failedstarttls',
  'requireptr',
  'speeding',
  'toomanyconn',
]);

/**
 * A mail goes to one reader, so a report about several addresses is about where that reader's address leads to: what it says of
 * the reader's own address, or of none, counts as it is. That another address behind it does not exist is a soft bounce: the
 * reader may get the mail in another place.
 * @param verdicts at least one
 * @param address the reader's
 */
export function judgeReturnedMail(verdicts: readonly BounceVerdict[], address: string): Judgement {
  const key = parseAddress(address)?.key;
  const isOwn = ({ recipient }: BounceVerdict) => recipient === undefined || parseAddress(recipient)?.key === key;
  const own = verdicts.filter(isOwn);
  const judged = (own.length > 0 ? own : verdicts).map(verdict => judge(verdict, own.length > 0));
  return judged.reduce((worst, next) => (severity(next) > severity(worst) ? next : worst));
}

function judge(found: BounceVerdict, isOwn: boolean): Judgement {
  const { reason, status } = found;
  const codes = [found.smtpReply, status, found.feedbackType].filter(Boolean).join(' ');
  return {
    kind: kindOf(found, isOwn),
    reason,
    ...(status && { status }),
    detail: `${reason}${codes && ` (${codes})`}`,
  };
}

function kindOf({ verdict, reason, status, action }: BounceVerdict, isOwn: boolean): Judgement['kind'] {
  switch (verdict) {
    case 'hard':
      return isOwn ? 'hard' : 'soft';
    case 'complaint':
      return 'complaint';
    case 'none':
      return 'ignored';
    case 'soft':
      // A mailer that still tries has returned nothing yet. 5.7.x is a refusal by policy, RFC 3463 §3.8.
      return action === 'delayed' || ABOUT_US.has(reason) || /^[45]\.7\./.test(status ?? '') ? 'ignored' : 'soft';
  }
}

function severity({ kind }: Judgement): number {
  return SEVERITY.indexOf(kind);
}
