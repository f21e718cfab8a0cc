// A thread that parses one document after the other, and is ended when one costs more than it may.
import { once } from 'node:events';
import { setInterval, setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../domain/errors.ts';
import type { ParsedDocument } from '../domain/parsed-document.ts';
import type { RawDocument } from '../domain/raw-document.ts';

/** What reading one document may cost. */
export interface Budget {
  cpuSeconds: number;
  /** The heap of the thread. */
  memoryMb: number;
  /** For a thread that sleeps, and for a machine with better things to do. */
  wallSeconds: number;
}

/** What the thread answers to a document: no class survives the way between threads, so an error comes in parts. */
export type ParseAnswer = { parsed: ParsedDocument } | { code: ErrorCode; message: string };

const POLL_MS = 25;
/**
 * V8 ends the whole process when one long step fills a heap to its limit, so its limit is well above the budget. It clears
 * away what is dead at the latest half way between what lives and that limit: more than this in the heap is alive.
 */
const V8_LIMIT = 2;
const ALIVE = (1 + V8_LIMIT) / 2;

export class ParseThread {
  readonly budget: Budget;
  hasEnded = false;
  #givenUp = false;
  readonly #worker: Worker;
  readonly #exit = new AbortController();
  /** Settles when the parser is loaded, which is on no document's account. */
  readonly #ready: Promise<unknown>;

  /** @param file says once that it is ready, then answers every document with a `ParseAnswer` */
  constructor(file: URL, budget: Budget) {
    this.budget = budget;
    this.#worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: V8_LIMIT * budget.memoryMb, maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.once('exit', () => {
      this.hasEnded = true;
      this.#exit.abort();
    });
    // Whoever waits for an answer is told what the thread died of.
    this.#worker.on('error', () => {
      this.hasEnded = true;
    });
    this.#ready = once(this.#worker, 'message', { signal: this.#exit.signal });
  }

  /** @throws AppError input_too_costly, after which the thread has ended */
  async read(document: RawDocument): Promise<ParseAnswer> {
    const finished = new AbortController();
    // A thread that works keeps the process alive, an idle one does not.
    this.#worker.ref();
    try {
      await this.#ready;
      // The watch begins first: what the thread has spent before is on no document's account.
      const answer = await Promise.race([this.#excess(finished.signal), this.#answer(document)]);
      if (typeof answer !== 'string') return answer;
      void this.end();
      throw this.#tooCostly(document, `takes more than ${answer}`);
    } finally {
      finished.abort();
      this.#worker.unref();
    }
  }

  /** What it reads is given up: whoever waits for it gets an AbortError. */
  async end(): Promise<void> {
    this.hasEnded = true;
    this.#givenUp = true;
    await this.#worker.terminate();
  }

  async #answer(document: RawDocument): Promise<ParseAnswer> {
    // The caller still needs the bytes.
    const bytes = new Uint8Array(document.bytes);
    const answered = once(this.#worker, 'message', { signal: this.#exit.signal });
    this.#worker.postMessage({ ...document, bytes }, [bytes.buffer]);
    try {
      const [answer] = await answered;
      return answer;
    } catch (cause) {
      if (this.#givenUp) throw cause;
      const { code, name, message } = cause as NodeJS.ErrnoException;
      const memory = code === 'ERR_WORKER_OUT_OF_MEMORY' && `takes more than ${this.budget.memoryMb} MB of memory`;
      throw this.#tooCostly(document, memory || `broke the parser (${name}: ${message})`, cause);
    }
  }

  /** @returns the first limit that is passed; never settles where none is */
  #excess(finished: AbortSignal): Promise<string> {
    const wall = `${this.budget.wallSeconds} s`;
    return Promise.race([
      setTimeout(this.budget.wallSeconds * 1000, wall, { signal: finished }),
      // A thread that is gone cannot be asked; it has said so to whoever waits for its answer.
      this.#overspent(finished).catch(() => new Promise<never>(() => {})),
    ]);
  }

  async #overspent(finished: AbortSignal): Promise<string> {
    const { cpuSeconds, memoryMb } = this.budget;
    const before = await this.#worker.cpuUsage();
    for await (const _ of setInterval(POLL_MS, undefined, { signal: finished })) {
      const { user, system } = await this.#worker.cpuUsage(before);
      if (user + system > cpuSeconds * 1_000_000) return `${cpuSeconds} s of CPU`;
      const { used_heap_size: heapBytes } = await this.#worker.getHeapStatistics();
      if (heapBytes > ALIVE * memoryMb * 1_000_000) return `${memoryMb} MB of memory`;
    }
    throw finished.reason;
  }

  #tooCostly({ locator, bytes }: RawDocument, what: string, cause?: unknown): AppError {
    const { cpuSeconds, memoryMb } = this.budget;
    return new AppError(
      'input_too_costly',
      `${locator} (${bytes.length} bytes) ${what}: expected a digest that is read within ${cpuSeconds} s of CPU and ${memoryMb} MB`,
      { cause },
    );
  }
}
