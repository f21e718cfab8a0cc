// What a server's reply means for a delivery: the reply code decides, then the enhanced status code. RFC 5321 §4.2, RFC 3463.

export interface SmtpReply {
  code: number;
  text: string;
  /** The command that was answered: `MAIL FROM`, `RCPT TO`, `DATA` (its start or its end), … */
  command: string;
}

export type ReplyVerdict =
  | { kind: 'submitted' }
  | { kind: 'deferred'; pausesDomain?: true }
  | { kind: 'failed'; hard: boolean };

const ENHANCED_STATUS = /^[245]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})\b/;
/** Bad mailbox, bad domain, bad syntax, moved without forwarding, null MX: there is nobody to write to. RFC 3463 §3.2, RFC 7505. */
const NO_SUCH_MAILBOX = /^5\.1\.(?:[1236]|10)$/;

/** Not understood, not implemented, bad sequence: the dialogue went wrong, not the message. */
const CONFUSED = new Set([500, 502, 503]);

export function classifyReply({ code, text, command }: SmtpReply): ReplyVerdict {
  if (code >= 200 && code < 300) return { kind: 'submitted' };
  // Before the recipient is known, 421 is about the connection: relays end a long session so.
  if (code === 421 && command !== 'MAIL FROM') return { kind: 'deferred', pausesDomain: true };
  if (code < 500 || CONFUSED.has(code)) return { kind: 'deferred' };
  const status = ENHANCED_STATUS.exec(text)?.[1];
  // Security or policy is about us, not about the recipient: worth another try once mended.
  if (status?.startsWith('5.7.')) return { kind: 'deferred', pausesDomain: true };
  if (command === 'MAIL FROM') return { kind: 'deferred' };
  const hard = command === 'RCPT TO' && status !== undefined && NO_SUCH_MAILBOX.test(status);
  return { kind: 'failed', hard };
}
