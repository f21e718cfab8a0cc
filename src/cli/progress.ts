// A progress bar on the terminal, for work that takes longer than a second.
import { SingleBar } from 'cli-progress';

const SHOW_AFTER_MS = 1000;

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** Silent where the output is not a terminal. @param what such as "sending" */
export function progress(what: string): Progress {
  const startedAt = performance.now();
  let bar: SingleBar | undefined;
  return {
    update(done, total) {
      if (!process.stdout.isTTY || performance.now() - startedAt < SHOW_AFTER_MS) return;
      if (bar) bar.update(done);
      else bar = startBar(what, done, total);
    },
    stop: () => bar?.stop(),
  };
}

function startBar(what: string, done: number, total: number): SingleBar {
  const bar = new SingleBar({
    format: `${what} {bar} {value} of {total}`,
    barCompleteChar: '━',
    barIncompleteChar: ' ',
    stream: process.stdout,
    clearOnComplete: true,
    hideCursor: true,
    // Ctrl-C is ours: it finishes what is in flight.
    gracefulExit: false,
  });
  bar.start(total, done);
  return bar;
}
