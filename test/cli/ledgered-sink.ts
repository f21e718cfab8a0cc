// A server that has each mail on disk before it says so, after a while: what it acknowledged is true whatever dies.
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChaosServer } from '../chaos-smtp.ts';

const MAX_DELAY_MS = 50;
/** It names the delivery, and so issue and reader. */
const MESSAGE_ID = /^Message-ID: <[\d-]+\.([\w-]{16})@/m;

export interface LedgeredSink {
  url: string;
  /** How often each mail was taken, by the delivery's public id and the recipient. */
  taken: ReadonlyMap<string, number>;
  /** Resolves when so many mails more were taken. */
  more(count: number): Promise<void>;
  close(): Promise<void>;
}

/** @param chance from 0 to 1, for how long each mail takes */
export async function startLedgeredSink(extensions: readonly string[], chance: () => number): Promise<LedgeredSink> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-sink-'));
  const file: FileHandle = await open(join(folder, 'taken.txt'), 'a');
  const taken = new Map<string, number>();
  let total = 0;
  let waiters: { at: number; resolve(): void }[] = [];

  const server = await startChaosServer({
    extensions,
    async keep({ to, raw }) {
      await sleep(chance() * MAX_DELAY_MS);
      const name = `${MESSAGE_ID.exec(raw)?.[1]} ${to}`;
      await file.appendFile(`${name}\n`);
      await file.datasync();
      taken.set(name, (taken.get(name) ?? 0) + 1);
      total += 1;
      for (const { at, resolve } of waiters) if (at <= total) resolve();
      waiters = waiters.filter(({ at }) => at > total);
    },
  });
  return {
    url: server.url,
    taken,
    more: count => new Promise(resolve => waiters.push({ at: total + count, resolve })),
    async close() {
      await server.close();
      await file.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
