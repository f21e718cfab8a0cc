// Parsing on a budget: no document can hang the run, use up its memory or crash it.
import { AppError } from '../domain/errors.ts';
import type { ParsedDocument } from '../domain/parsed-document.ts';
import type { RawDocument } from '../domain/raw-document.ts';
import { type Budget, ParseThread } from './parse-thread.ts';

export interface GuardedParser {
  /**
   * Reads one document; those that come meanwhile wait for their turn.
   * @throws AppError as the parser does, and input_too_costly
   */
  parse(document: RawDocument): Promise<ParsedDocument>;
  /** Gives up what is being read; nothing can be read afterwards. */
  close(): Promise<void>;
}

const BUDGET: Budget = { cpuSeconds: 2, memoryMb: 200, wallSeconds: 60 };
/** A larger document, which can only be a local file, gets more in proportion. */
const BUDGETED_BYTES = 10 * 1024 * 1024;

/**
 * A parser in a thread that is started for the first document and serves as long as none misbehaves.
 * @param threadFile the entry of the thread, see `ParseThread`
 */
export function guardedParser(threadFile: URL): GuardedParser {
  const closing = new AbortController();
  let thread: ParseThread | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function parseNext(document: RawDocument): Promise<ParsedDocument> {
    closing.signal.throwIfAborted();
    thread = threadFor(budgetFor(document.bytes.length));
    const answer = await thread.read(document);
    if ('parsed' in answer) return answer.parsed;
    throw new AppError(answer.code, answer.message);
  }

  function threadFor(budget: Budget): ParseThread {
    if (thread && !thread.hasEnded && thread.budget.memoryMb === budget.memoryMb) return thread;
    void thread?.end();
    return new ParseThread(threadFile, budget);
  }

  return {
    parse(document) {
      const parsed = last.then(() => parseNext(document));
      last = parsed.catch(() => {});
      return parsed;
    },
    async close() {
      closing.abort();
      await thread?.end();
    },
  };
}

function budgetFor(bytes: number): Budget {
  const times = Math.max(1, bytes / BUDGETED_BYTES);
  return {
    cpuSeconds: Math.ceil(BUDGET.cpuSeconds * times),
    memoryMb: Math.ceil(BUDGET.memoryMb * times),
    wallSeconds: BUDGET.wallSeconds * times,
  };
}
