// A progress bar on the terminal, for work that takes longer than a second.
import { progress as createBar } from '@clack/prompts';

const SHOW_AFTER_MS = 1000;

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** Silent where the output is not a terminal. @param what such as "sending" */
export function progress(what: string): Progress {
  const startedAt = performance.now();
  let bar: ReturnType<typeof createBar> | undefined;
  let shown = 0;
  return {
    update(done, total) {
      if (!process.stdout.isTTY || performance.now() - startedAt < SHOW_AFTER_MS) return;
      if (!bar) {
        bar = createBar({ max: total });
        bar.start(what);
      }
      bar.advance(done - shown, `${what}: ${done} of ${total}`);
      shown = done;
    },
    stop: () => bar?.stop(`${what}: done`),
  };
}
