// How long a server may take for an answer.
import type { Command } from './bulk-transaction.ts';

export interface Patience {
  /** For the answer to any command but the end of a message. */
  commandMs: number;
  /** For the answer to the end: a sender that is less patient sends twice. */
  endMs: number;
  /** For what is still to come once either side has said goodbye. */
  goodbyeMs: number;
}

/** RFC 5321 §4.5.3.2. */
export const PATIENCE: Patience = { commandMs: 300_000, endMs: 600_000, goodbyeMs: 5_000 };

/** Waits for the oldest answer that is due; never for longer because of anything that is sent meanwhile. */
export class ReplyTimer {
  readonly #patience: Patience;
  readonly #onLate: (reason: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #ms = 0;

  constructor(patience: Patience, onLate: (reason: string) => void) {
    this.#patience = patience;
    this.#onLate = onLate;
  }

  /** To be called when what is due has changed. @param due absent where nothing is */
  watch(due: Command | undefined, isGoodbye: boolean): void {
    const { commandMs, endMs, goodbyeMs } = this.#patience;
    if (!due && !isGoodbye) {
      this.stop();
      return;
    }
    const ms = isGoodbye ? goodbyeMs : due === 'END' ? endMs : commandMs;
    if (ms === this.#ms) {
      this.#timer!.refresh();
      return;
    }
    this.stop();
    this.#ms = ms;
    this.#timer = setTimeout(() => this.#onLate(`no answer within ${Math.round(ms / 1000)} s`), ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#ms = 0;
  }
}
