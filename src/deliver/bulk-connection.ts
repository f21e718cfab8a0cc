// One connection of the bulk sender: mails in a pipeline, as deep as the server's extensions allow. RFC 2920, RFC 3030.
import type { Socket } from 'node:net';
import { type BulkMail, type Command, Transaction } from './bulk-transaction.ts';
import { CommandQueue, type Step } from './command-queue.ts';
import { dotStuffed } from './dot-stuffing.ts';
import { type Patience, ReplyTimer } from './reply-timer.ts';
import { type Extensions, envelopeCommands } from './smtp-envelope.ts';
import { inOneLine, type Reply, ReplyReader } from './smtp-replies.ts';

/** Whose connection it is. */
export interface BulkOwner {
  /** Ends of messages that may be unanswered. */
  readonly depth: number;
  readonly patience: Patience;
  /** @returns undefined when no mail waits */
  next(): BulkMail | undefined;
  /** A mail that could not be sent as it was, and of which nothing was taken: it goes first. */
  putBack(mail: BulkMail): void;
  /** False once the server turned out not to know BDAT. */
  mayChunk: boolean;
  /** No mail goes this way any more. */
  onClosing(connection: BulkConnection): void;
}

const CANNOT_BDAT = new Set([500, 502]);

/**
 * With PIPELINING and CHUNKING the end of a mail leaves in one write with all of the next but its end, and the answers follow
 * whenever they come. With PIPELINING alone the body must wait for its 354. Without, every command waits for its answer.
 */
export class BulkConnection {
  readonly #socket: Socket;
  readonly #extensions: Extensions;
  readonly #owner: BulkOwner;
  readonly #commands: CommandQueue;
  readonly #replies = new ReplyReader();
  readonly #timer: ReplyTimer;
  readonly #isPipelining: boolean;
  readonly #closed: Promise<void>;
  #state: 'open' | 'closing' | 'down' = 'open';
  #isChunking: boolean;
  /** The server has taken a chunk: then it knows where mails end. */
  #isProven = false;
  /** The server may remember something of a mail before. */
  #needsReset = false;
  /** The mail whose end has not left. */
  #current: Transaction | undefined;
  #unansweredEnds = 0;
  #error = 'the server closed the connection';

  /** @param socket paused, right after the login */
  constructor({ socket, extensions }: { socket: Socket; extensions: Extensions }, owner: BulkOwner) {
    this.#socket = socket;
    this.#extensions = extensions;
    this.#owner = owner;
    this.#isPipelining = extensions.has('PIPELINING');
    this.#commands = new CommandQueue(socket, this.#isPipelining);
    this.#timer = new ReplyTimer(owner.patience, reason => this.#goDown(reason));
    this.#isChunking = this.#isPipelining && extensions.has('CHUNKING') && owner.mayChunk;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#closed = promise;
    socket.setNoDelay(true);
    socket.on('error', error => {
      this.#error = error.message;
    });
    socket.on('data', chunk => this.#read(chunk));
    socket.on('drain', () => this.work());
    socket.on('end', () => this.#goDown(this.#error));
    socket.on('close', () => {
      this.#goDown(this.#error);
      resolve();
    });
    socket.resume();
  }

  /** Nothing is under way. */
  get isIdle(): boolean {
    return !this.#commands.due && !this.#current;
  }

  /** Takes what waits, as far as it can. */
  work(): void {
    while (this.#canBegin()) {
      const mail = this.#owner.next();
      if (!mail) break;
      this.#begin(mail);
    }
    this.#flush();
  }

  /** Says goodbye, and waits a little for the answer. */
  close(): Promise<void> {
    if (this.#current?.isInside) this.abort();
    else if (this.#state === 'open') {
      this.#stopTaking('hung up');
      this.#commands.push({ command: 'QUIT', text: 'QUIT\r\n' });
      this.#flush();
      this.#watch();
    }
    return this.#closed;
  }

  /** Hangs up at once. */
  abort(): void {
    this.#goDown('hung up');
  }

  #canBegin(): boolean {
    if (this.#state !== 'open' || this.#current || this.#socket.writableNeedDrain) return false;
    return this.#isPipelining || !this.#commands.due;
  }

  /** All of a mail that may leave before it is committed. */
  #begin(mail: BulkMail): void {
    const { from, to, signature, mime } = mail;
    const transaction = new Transaction(mail, this.#isChunking);
    const size = Buffer.byteLength(signature) + mime.length;
    const envelope = envelopeCommands({ from, to, size }, this.#extensions);
    if ('fault' in envelope) {
      transaction.settle({ kind: 'failed', reply: envelope.fault, hard: false });
      return;
    }
    this.#current = transaction;
    if (this.#needsReset) this.#reset();
    this.#step(transaction, 'MAIL FROM', `${envelope.mail}\r\n`);
    this.#step(transaction, 'RCPT TO', `${envelope.rcpt}\r\n`);
    if (transaction.isChunked) {
      this.#step(transaction, 'BDAT', `BDAT ${size}\r\n${signature}`, mime);
      transaction.isSent = true;
    } else this.#step(transaction, 'DATA', 'DATA\r\n');
    this.#needsReset = true;
    this.#commitIfReady();
  }

  #step(transaction: Transaction, command: Command, text: string, body?: Uint8Array): void {
    transaction.unanswered += 1;
    this.#commands.push({ command, transaction, text, body });
  }

  /** RFC 3030 §4.2: what is left of a refused transaction would mix with the next. */
  #reset(): void {
    this.#commands.push({ command: 'RSET', text: 'RSET\r\n' });
    this.#needsReset = false;
  }

  #flush(): void {
    if (this.#state === 'down') return;
    const wasQuiet = !this.#commands.due;
    this.#commands.flush();
    if (wasQuiet && this.#commands.due) this.#watch();
  }

  /**
   * Mostly the server has accepted everything else before the commit, so that what is left uncertain was nearly always taken. Only
   * behind another mail whose end is on its way the answers are not waited for: a connection that was quiet may be lost.
   */
  #commitIfReady(): void {
    const transaction = this.#current;
    if (this.#state !== 'open' || transaction?.phase !== 'sending') return;
    if (this.#unansweredEnds >= this.#owner.depth) return;
    if (transaction.isCommitted) {
      if (transaction.isSent) this.#end(transaction);
      return;
    }
    const isBehind = this.#unansweredEnds > 0 && (this.#isProven || !transaction.isChunked);
    if (transaction.unanswered > 0 && !isBehind) return;
    transaction.phase = 'committing';
    transaction.mail.commit().then(
      go => this.#committed(transaction, go),
      error => {
        transaction.phase = 'over';
        transaction.mail.fail(error);
        this.#giveUp(transaction);
      },
    );
  }

  #committed(transaction: Transaction, go: boolean): void {
    transaction.phase = 'sending';
    if (go && !transaction.isRefused && this.#state === 'open') {
      transaction.isCommitted = true;
      this.#commitIfReady();
      return;
    }
    if (go) transaction.lose(this.#error);
    else transaction.withdraw();
    this.#giveUp(transaction);
  }

  #end(transaction: Transaction): void {
    transaction.phase = 'ended';
    this.#unansweredEnds += 1;
    this.#current = undefined;
    this.#commands.push({ command: 'END', transaction, text: transaction.isChunked ? 'BDAT 0 LAST\r\n' : '.\r\n' });
    // The end of data clears the server's memory, however it is answered. RFC 5321 §4.1.1.4.
    if (!transaction.isChunked) this.#needsReset = false;
    this.work();
  }

  /** A mail that is over and whose end will not leave: the way must be clear for the next. */
  #giveUp(transaction: Transaction): void {
    if (this.#current !== transaction) return;
    if (transaction.isInside) {
      // Nothing else gets out of the middle of a message.
      this.#goDown('left in the middle of a message');
      return;
    }
    this.#commands.forget();
    // The answer to DATA decides whether there is a message to get out of.
    if (this.#commands.isAwaiting(step => step.command === 'DATA' && step.transaction === transaction)) return;
    this.#current = undefined;
    if (this.#needsReset && this.#state === 'open') this.#reset();
    this.work();
  }

  /** What follows from one packet of answers leaves in one write. */
  #read(chunk: Buffer): void {
    this.#socket.cork();
    this.#readReplies(chunk);
    this.#socket.uncork();
  }

  #readReplies(chunk: Buffer): void {
    try {
      for (const reply of this.#replies.read(chunk)) {
        if (this.#state === 'down') return;
        this.#hear(reply);
      }
    } catch (error) {
      this.#goDown((error as Error).message);
      return;
    }
    this.#commitIfReady();
    this.work();
  }

  #hear(reply: Reply): void {
    const step = this.#commands.due;
    if (!step) {
      this.#hearUnasked(reply);
      return;
    }
    const { command, transaction } = step;
    const isPositive = command === 'DATA' ? reply.code === 354 : reply.code < 300;
    if ((!isPositive && reply.code < 400) || (command === 'RSET' && !isPositive && reply.code !== 421))
      throw new Error(`unexpected answer to ${command}: ${inOneLine(reply.text)}`);
    this.#commands.answered();
    this.#watch();
    if (command === 'END') this.#hearEnd(transaction!, reply);
    else if (transaction) {
      transaction.unanswered -= 1;
      if (isPositive) this.#hearYes(command, transaction);
      else this.#hearNo(command, { transaction, reply });
    }
    if (reply.code === 421) this.#retire(reply);
    else if (this.#state === 'closing' && !this.#commands.isAwaiting(isWorthWaitingFor)) this.#goDown(this.#error);
  }

  #hearYes(command: Command, transaction: Transaction): void {
    if (command === 'BDAT') this.#isProven = true;
    if (command !== 'DATA') return;
    if (transaction.phase === 'over' && transaction.isRefused) {
      // RFC 2920 §3.1: no recipient, and yet a message is awaited. An empty one is refused.
      this.#commands.push({ command: 'END', transaction, text: '.\r\n' });
      return;
    }
    if (transaction.phase === 'over') {
      // Withdrawn, and its recipient would get an empty one. All ends before it have been answered.
      this.#goDown('left in the middle of a message');
      return;
    }
    transaction.isSent = true;
    if (transaction.mail.signature !== '') this.#socket.write(transaction.mail.signature);
    for (const piece of dotStuffed(transaction.mail.mime)) this.#socket.write(piece);
  }

  #hearNo(command: Command, { transaction, reply }: { transaction: Transaction; reply: Reply }): void {
    if (command === 'BDAT' && !this.#isProven && CANNOT_BDAT.has(reply.code)) {
      this.#isChunking = false;
      this.#owner.mayChunk = false;
      if (!transaction.isRefused && transaction.phase === 'sending') {
        transaction.phase = 'over';
        this.#current = undefined;
        this.#owner.putBack(transaction.mail);
        return;
      }
    }
    transaction.refuse(command, reply);
    if (transaction.phase === 'sending') transaction.lose(this.#error);
    if (transaction.phase === 'over') this.#giveUp(transaction);
  }

  #hearEnd(transaction: Transaction, reply: Reply): void {
    if (transaction.phase === 'over') {
      this.#current = undefined;
      this.#needsReset = true;
      return;
    }
    this.#unansweredEnds -= 1;
    transaction.answer(reply);
    if (reply.code < 300 && this.isIdle) this.#needsReset = false;
  }

  /** A server may say why it hangs up, or refuse a message that it has not got whole. */
  #hearUnasked(reply: Reply): void {
    if (reply.code === 421) {
      this.#retire(reply);
      return;
    }
    if (reply.code >= 400) this.#current?.refuse('DATA', reply);
    throw new Error(`said without being asked: ${inOneLine(reply.text)}`);
  }

  /** RFC 5321 §3.8: after a 421 the server hangs up. What it still answers before is heard. */
  #retire(reply: Reply): void {
    this.#stopTaking(inOneLine(reply.text));
    if (this.#commands.isAwaiting(isWorthWaitingFor)) this.#watch();
    else this.#goDown(this.#error);
  }

  /** The mail whose end has not left goes no further. */
  #stopTaking(reason: string): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#error = reason;
    this.#commands.forget();
    this.#dropCurrent();
    this.#owner.onClosing(this);
  }

  #dropCurrent(): void {
    const transaction = this.#current;
    // A commit that is under way is waited for: until then nobody knows whether it was withdrawn.
    if (transaction?.phase === 'sending') transaction.lose(this.#error);
    if (transaction?.phase === 'over') this.#current = undefined;
  }

  #goDown(reason: string): void {
    if (this.#state === 'down') return;
    this.#error = reason;
    this.#commands.forget();
    const wasOpen = this.#state === 'open';
    this.#state = 'down';
    this.#timer.stop();
    this.#socket.destroy();
    for (const { command, transaction } of this.#commands.end())
      if (command === 'END' && transaction!.phase === 'ended') transaction!.lose(reason);
    this.#dropCurrent();
    if (wasOpen) this.#owner.onClosing(this);
  }

  #watch(): void {
    if (this.#state !== 'down') this.#timer.watch(this.#commands.due?.command, this.#state === 'closing');
  }
}

function isWorthWaitingFor({ command }: Step): boolean {
  return command === 'END' || command === 'QUIT';
}
