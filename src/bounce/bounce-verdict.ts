// What a returned mail says about one recipient: the words of the verdict and of its reasons.

/** `hard`: the mailbox or the domain does not exist; `soft`: it exists, or nobody can tell; `none`: nothing was returned. */
export type Verdict = 'hard' | 'soft' | 'complaint' | 'none';

/** Why; the words are those that bounce software shares. `unrelated` is a mail that reports on nothing. */
export type Reason =
  | 'authfailure'
  | 'badreputation'
  | 'blocked'
  | 'contenterror'
  | 'delivered'
  | 'expired'
  | 'failedstarttls'
  | 'feedback'
  | 'filtered'
  | 'hasmoved'
  | 'hostunknown'
  | 'mailboxfull'
  | 'mailererror'
  | 'mesgtoobig'
  | 'networkerror'
  | 'norelaying'
  | 'notaccept'
  | 'notcompliantrfc'
  | 'onhold'
  | 'policyviolation'
  | 'rejected'
  | 'requireptr'
  | 'securityerror'
  | 'spamdetected'
  | 'speeding'
  | 'suspend'
  | 'syntaxerror'
  | 'systemerror'
  | 'systemfull'
  | 'toomanyconn'
  | 'undefined'
  | 'unrelated'
  | 'userunknown'
  | 'vacation'
  | 'virusdetected';

export interface BounceVerdict {
  verdict: Verdict;
  reason: Reason;
  /** Enhanced status code, such as `5.1.1`. RFC 3463. */
  status?: string;
  /** Reply code of the server that refused, such as `550`. */
  smtpReply?: string;
  /** The address the mail was sent to, where the report names one that can be read. */
  recipient?: string;
  /** What a delivery report says was done: `failed`, `delayed`, `delivered`, `relayed` or `expanded`. RFC 3464 §2.3.3. */
  action?: string;
  /** Of a feedback report: `abuse`, `opt-out`, `auth-failure`, … RFC 5965 §7.3. */
  feedbackType?: string;
}
