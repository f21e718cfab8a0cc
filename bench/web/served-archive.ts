// A `serve` of its own with a full archive, on one core where the system can say so.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadTopics } from '../../src/assembly/load-topics.ts';
import { readConfig } from '../../src/config.ts';
import { openStore } from '../../src/store/store.ts';
import { cataloguePapers } from '../made-up/catalogue-papers.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const OF_THE_DAY = 80;
const ADDRESS_KEY = 'ab'.repeat(32);

export interface ServedArchive {
  url: string;
  end(): Promise<void>;
}

/** @param prepare works on the store before it is served */
export async function serveArchive(
  papers: number,
  prepare: (store: Awaited<ReturnType<typeof openStore>>) => Promise<void>,
): Promise<ServedArchive> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-web-'));
  mkdirSync(join(folder, 'data'));
  const database = join(folder, 'data', 'paperboy.db');
  execFileSync(process.execPath, [join(ROOT, 'bench/made-up/fill-store.ts'), database, String(papers)]);
  const store = await openStore(database, Buffer.from(ADDRESS_KEY, 'hex'));
  await prepare(store);
  await store.close();
  const today = cataloguePapers(OF_THE_DAY, loadTopics(readConfig({})), new Date(Date.now() - 3_600_000).toISOString());
  writeFileSync(join(folder, 'digest.jsonl'), today.map(paper => `${JSON.stringify(paper)}\n`).join(''));
  const server = onOneCore(0, [join(ROOT, 'src/main.ts'), 'serve'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SOURCES: './digest.jsonl',
      SUBSCRIBERS_DIR: './nowhere',
      PORT: '0',
      ADMIN_PORT: '0',
      ADDRESS_KEY,
      SIGNUP_DOMAINS: 'lab.org',
      SIGNUPS_PER_HOUR: '100000',
      TRUSTED_NETWORKS: '127.0.0.0/8',
    },
  });
  const url = await new Promise<string>((found, failed) => {
    let output = '';
    server.once('exit', () => failed(new Error(`serve ended: ${output}`)));
    server.stdout?.setEncoding('utf8').on('data', chunk => {
      output += chunk;
      const at = /pages: (\S+)/.exec(output);
      if (at && output.includes('Ctrl-C stops.')) found(at[1]!);
    });
    server.stderr?.setEncoding('utf8').on('data', chunk => {
      output += chunk;
    });
  });
  return {
    url,
    async end() {
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** Where there is `taskset`, on this core alone. */
export function onOneCore(core: number, args: readonly string[], options: object): ChildProcess {
  const [command, ...rest] = hasTaskset() ? ['taskset', '-c', String(core), process.execPath] : [process.execPath];
  return spawn(command!, [...rest, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
}

let taskset: boolean | undefined;
function hasTaskset(): boolean {
  if (taskset === undefined) {
    try {
      execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
      taskset = true;
    } catch {
      taskset = false;
    }
  }
  return taskset;
}
