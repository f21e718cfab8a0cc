// What is to be said on one connection, and what has been said and not answered: answers come in the order of commands. RFC 2920.
import type { Socket } from 'node:net';
import type { Command, Transaction } from './bulk-transaction.ts';

/** One command, with what follows it in the same breath. */
export interface Step {
  command: Command;
  transaction?: Transaction;
  text: string;
  body?: Uint8Array;
}

export class CommandQueue {
  readonly #socket: Socket;
  /** Without PIPELINING one command waits for the answer to the last. */
  readonly #isPipelining: boolean;
  readonly #unsent: Step[] = [];
  readonly #awaited: Step[] = [];

  constructor(socket: Socket, isPipelining: boolean) {
    this.#socket = socket;
    this.#isPipelining = isPipelining;
  }

  /** The command that the next answer belongs to. */
  get due(): Step | undefined {
    return this.#awaited[0];
  }

  /** It is said with the next `flush`. */
  push(step: Step): void {
    this.#unsent.push(step);
  }

  /** What has not been said, is not. */
  forget(): void {
    this.#unsent.length = 0;
  }

  /** The oldest command was answered. */
  answered(): void {
    this.#awaited.shift();
  }

  isAwaiting(is: (step: Step) => boolean): boolean {
    return this.#awaited.some(is);
  }

  /** Nothing will be answered any more. @returns what was awaited */
  end(): Step[] {
    this.forget();
    return this.#awaited.splice(0);
  }

  /** Writes what may be written in one go. */
  flush(): void {
    if (this.#unsent.length === 0) return;
    let text = '';
    let ended: Transaction | undefined;
    const write = () => {
      this.#socket.write(text, ended && tellThatItLeft(ended));
      text = '';
      ended = undefined;
    };
    this.#socket.cork();
    while (this.#unsent.length > 0 && (this.#isPipelining || this.#awaited.length === 0)) {
      const step = this.#unsent.shift()!;
      this.#awaited.push(step);
      text += step.text;
      if (step.command === 'END') ended = step.transaction;
      if (!step.body) continue;
      write();
      this.#socket.write(step.body);
      step.body = undefined;
    }
    if (text !== '') write();
    this.#socket.uncork();
  }
}

/** The answer may be quicker than the news that all of the write has left. */
function tellThatItLeft(transaction: Transaction): (error?: Error | null) => void {
  return error => {
    if (!error && transaction.phase === 'ended') transaction.mail.afterDot();
  };
}
