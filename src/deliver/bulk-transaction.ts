// One mail in the bulk sender's hands: what is sent, what has been answered, and what becomes of it.
import type { Verdict } from '../domain/delivery.ts';
import { classifyReply } from './classify-reply.ts';
import { inOneLine, type Reply } from './smtp-replies.ts';

/** A composed mail, and whoever waits for its verdict. Of `settle` and `fail` one is called, once. */
export interface BulkMail {
  readonly from: string;
  readonly to: string;
  /** The DKIM-Signature field, which goes before the message; empty where nothing is signed. */
  readonly signature: string;
  readonly mime: Uint8Array;
  /** Resolves true when the end may leave. */
  commit(): Promise<boolean>;
  /** The end has left. */
  afterDot(): void;
  settle(verdict: Verdict): void;
  /** The commit broke: nothing was sent. */
  fail(error: unknown): void;
}

export type Command = 'RSET' | 'MAIL FROM' | 'RCPT TO' | 'BDAT' | 'DATA' | 'END' | 'QUIT';

/**
 * A mail transaction of RFC 5321 §3.3 with its one recipient. What its loss means, by how far it has come:
 *
 * | the mail                                | a reply 4xx or 5xx, also 421     | the connection lost, or 421 to another mail |
 * |-----------------------------------------|----------------------------------|---------------------------------------------|
 * | waits for a connection                  | -                                | goes by another connection                  |
 * | is sent, the commit not yet asked for   | by that reply; not committed     | deferred                                    |
 * | the commit is under way                 | waits for it; then by that reply, or withdrawn | waits for it; then deferred, or withdrawn |
 * | its end has left                        | by the first such reply          | uncertain, unless it was refused before     |
 *
 * A mail is accepted by the answer to its end and by nothing else, so up to the end no loss is a doubt. The end leaves in one piece
 * and without being repeated, so after it every answer is the server's own word: a refusal of whatever step means that it was not
 * taken. Only a chunk that was refused and an end that was accepted contradict each other: that is a doubt.
 */
export class Transaction {
  readonly mail: BulkMail;
  phase: 'sending' | 'committing' | 'ended' | 'over' = 'sending';
  /** Steps before the end that are not answered. */
  unanswered = 0;
  /** All but the end has left. */
  isSent = false;
  /** The end may leave. */
  isCommitted = false;
  /** Its message goes in chunks, between which there may be other commands. */
  readonly isChunked: boolean;
  #refusal: { command: Command; verdict: Verdict } | undefined;

  constructor(mail: BulkMail, isChunked: boolean) {
    this.mail = mail;
    this.isChunked = isChunked;
  }

  /** The server takes whatever comes for a part of the message. */
  get isInside(): boolean {
    return this.isSent && !this.isChunked;
  }

  get isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** The first refusal counts: those after it follow from it. */
  refuse(command: Command, reply: Reply): void {
    this.#refusal ??= { command, verdict: verdictOf(command, reply) };
  }

  /** The end was answered. */
  answer(reply: Reply): void {
    const verdict = verdictOf('END', reply);
    const refusal = this.#refusal;
    if (refusal?.command === 'BDAT' && verdict.kind === 'submitted')
      this.settle({ kind: 'uncertain', reply: `a part was refused, and the end accepted: ${verdict.reply}` });
    else this.settle(refusal?.verdict ?? verdict);
  }

  /** No answer will come any more; must not be called while the commit is under way. */
  lose(reason: string): void {
    const lost: Verdict =
      this.phase === 'ended'
        ? { kind: 'uncertain', reply: `no answer to the end of the message: ${reason}` }
        : { kind: 'deferred', reply: `not sent to its end: ${reason}` };
    this.settle(this.#refusal?.verdict ?? lost);
  }

  withdraw(): void {
    this.settle({ kind: 'withdrawn', reply: 'withdrawn before the end of the message' });
  }

  settle(verdict: Verdict): void {
    this.phase = 'over';
    this.mail.settle(verdict);
  }
}

function verdictOf(command: Command, { code, text }: Reply): Verdict {
  // The answers to chunks and to the end are those to DATA. RFC 3030 §2.
  const answered = command === 'BDAT' || command === 'END' ? 'DATA' : command;
  return { ...classifyReply({ code, text, command: answered }), reply: inOneLine(text) } as Verdict;
}
