// An installation of Paperboy in a folder of its own, and its commands as users give them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Outcome, runWarm } from './warm-commands.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Setting {
  env?: Record<string, string>;
  input?: string | Uint8Array;
}

export interface Installation {
  folder: string;
  /** Runs a command to its end, in a process that runs one after another. */
  run(args: readonly string[], setting?: Setting): Promise<Outcome>;
  /** Runs a command to its end in a process of its own: for what two do at once, and for how a process ends. */
  runAlone(args: readonly string[], setting?: Setting): Promise<Outcome>;
  /** Starts a command that stays, in a process of its own. */
  start(args: readonly string[], env?: Record<string, string>): ChildProcess;
  writePeople(name: string, text: string): void;
  writeDigest(name: string, text: string | Uint8Array): string;
  remove(): void;
}

/** A folder with `data`, `subscribers` and digests; a command sees nothing of this environment but PATH and HOME. */
export function install(env: Record<string, string> = {}): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-cli-'));
  mkdirSync(join(folder, 'subscribers'));
  const seen = (more?: Record<string, string>) => ({
    PATH: process.env.PATH,
    HOME: folder,
    TZ: 'UTC',
    ...env,
    ...more,
  });
  const start = (args: readonly string[], more?: Record<string, string>) =>
    spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: seen(more), stdio: 'pipe' });
  return {
    folder,
    start,
    run: (args, { env: more, input } = {}) => runWarm({ args, folder, env: seen(more), input }),
    async runAlone(args, { env: more, input } = {}) {
      const child = start(args, more);
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', chunk => {
        stdout += chunk;
      });
      child.stderr.setEncoding('utf8').on('data', chunk => {
        stderr += chunk;
      });
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      return { code, signal, stdout, stderr };
    },
    writePeople: (name, text) => writeFileSync(join(folder, 'subscribers', name), text),
    writeDigest(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Settings of an installation that mails through a real server. */
export function sending(smtpUrl: string): Record<string, string> {
  return {
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'Paperboy <paperboy@lab.org>',
    PUBLIC_URL: 'https://papers.lab.org',
    SOURCES: './digest.txt',
    SMTP_RATE: '1000',
  };
}

/** A pasted page with as many papers as titles. */
export function digest(titles: readonly string[]): string {
  const cards = titles.map(
    title => `${title}\n\nWe look at ${title.toLowerCase()} and say in a few plain words what we have found.`,
  );
  return ['Daily Papers', 'by AK and the research community', ...cards].join('\n\n');
}
