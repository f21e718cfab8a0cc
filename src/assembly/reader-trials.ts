// Readers' tries: one thread with the papers of the last days, kept for some minutes, asked one try after the other.
import { once } from 'node:events';
import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../domain/errors.ts';
import { latestPapers, type Tried } from '../pipeline/try-interests.ts';
import type { TrialPorts, TriedOut } from '../web/ports.ts';
import type { House } from './house.ts';
import { readNobodysWish } from './try-topics.ts';
import type { TryThreadData } from './try-worker.ts';

const DAYS = 30;
/** Where more came in, fewer days are looked at. */
const PAPERS_MAX = 3000;
const KEPT_MS = 10 * 60_000;
const INDEXING_MS = 120_000;
/** A usual try takes a tenth of a second; this much, one that was made to be slow. */
const TRY_MS = 10_000;
const WAITING_MAX = 8;
/** What topics bring a day changes slowly. */
const RATES_KEPT_MS = 6 * 3_600_000;
/** A page waits no longer for it: the next one has it. */
const SOON_MS = 2000;
const MEMORY_MB = 1024;

const WORKER = new URL(`./try-worker${extname(import.meta.url)}`, import.meta.url);

type Rooms = Pick<House, 'store' | 'clock' | 'catalogue' | 'config'>;

/** Anybody with a link can try, so what all of them together may cost is bounded: one thread, short waits, few in the queue. */
export function readerTrials(house: Rooms): TrialPorts {
  let thread: TryThread | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  let rates: { perDay: Promise<ReadonlyMap<string, number>>; at: number } | undefined;

  async function openThread(): Promise<TryThread> {
    if (!thread || thread.hasEnded) {
      const latest = await latestPapers(house.store.papers, {
        now: house.clock.now(),
        days: DAYS,
        most: PAPERS_MAX,
      });
      thread = new TryThread({ latest, catalogue: house.catalogue });
      endWhenStale(thread);
    }
    return thread;
  }

  /** Of a store without papers nothing is known. */
  function topicRates(): Promise<ReadonlyMap<string, number>> {
    const now = house.clock.now().getTime();
    if (rates && now - rates.at < RATES_KEPT_MS) return rates.perDay;
    const perDay = inTurn(async () => (await openThread()).perDay()).catch(() => {
      rates = undefined;
      return new Map<string, number>();
    });
    rates = { perDay, at: now };
    return perDay;
  }

  /** Not in the middle of a try. */
  function endWhenStale(started: TryThread): void {
    AbortSignal.timeout(KEPT_MS).addEventListener('abort', () => {
      last = last.then(() => started.end());
    });
  }

  function inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (waiting >= WAITING_MAX) {
      throw new AppError('usage', 'Many people are trying things out at this moment: please try again in a minute.');
    }
    waiting += 1;
    const result = last.then(ask).finally(() => (waiting -= 1));
    last = result.catch(() => {});
    return result;
  }

  return {
    days: DAYS,
    async perDay() {
      const known = await Promise.race([topicRates(), sleep(SOON_MS, undefined, { ref: false })]);
      return known && [...known.values()].some(rate => rate > 0) ? known : undefined;
    },
    async expectedPapers(subscriber) {
      const trial = Promise.try(() => inTurn(async () => (await openThread()).ask(subscriber))).catch(() => undefined);
      const tried = await Promise.race([trial, sleep(SOON_MS, undefined, { ref: false })]);
      return tried && tried.mails.length > 0
        ? tried.mails.toSorted((a, b) => a - b)[Math.floor(tried.mails.length / 2)]
        : undefined;
    },
    async tryOut(chosen, rhythm) {
      const read = readNobodysWish(house, { ...chosen });
      if ('faults' in read) return { faults: read.faults };
      const { interests, papersPerMail } = read.wish;
      return inTurn(async () => (await openThread()).ask({ interests, papersPerMail, rhythm }));
    },
  };
}

class TryThread {
  hasEnded = false;
  readonly #worker: Worker;
  readonly #ready: Promise<ReadonlyMap<string, number>[]>;

  constructor(data: TryThreadData) {
    this.#worker = new Worker(WORKER, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    // No try keeps the process alive.
    this.#worker.unref();
    // Whoever waits for an answer is told what the thread died of.
    this.#worker.on('error', () => {
      this.hasEnded = true;
    });
    this.#ready = once(this.#worker, 'message', { signal: AbortSignal.timeout(INDEXING_MS) });
    // Told to whoever asks.
    this.#ready.catch(() => {});
  }

  /** Papers a day, by topic. */
  async perDay(): Promise<ReadonlyMap<string, number>> {
    const [perDay] = await this.#ready;
    return perDay!;
  }

  /** @throws AppError usage for a try that takes too long, after which the thread has ended */
  async ask(tried: Tried): Promise<TriedOut> {
    try {
      await this.#ready;
      const answered = once(this.#worker, 'message', { signal: AbortSignal.timeout(TRY_MS) });
      const { interests, papersPerMail, rhythm } = tried;
      this.#worker.postMessage({ interests, papersPerMail, rhythm });
      const [answer] = await answered;
      return answer;
    } catch (cause) {
      await this.end();
      if (!(cause instanceof Error) || cause.name !== 'AbortError') throw cause;
      throw new AppError(
        'usage',
        `Trying this takes more than ${TRY_MS / 1000} seconds: expected fewer words, or fewer that begin with only two letters.`,
        { cause },
      );
    }
  }

  async end(): Promise<void> {
    this.hasEnded = true;
    await this.#worker.terminate();
  }
}
