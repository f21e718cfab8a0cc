// Paperboy as its users run it: a process of its own, in a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Installation {
  folder: string;
  /** Runs a command to its end. */
  run(
    args: readonly string[],
    options?: { env?: Record<string, string>; input?: string | Uint8Array },
  ): Promise<Outcome>;
  /** Starts a command that stays. */
  start(args: readonly string[], env?: Record<string, string>): ChildProcess;
  writePeople(name: string, text: string): void;
  writeDigest(name: string, text: string | Uint8Array): string;
  remove(): void;
}

/** A folder with `data`, `subscribers` and digests; the process sees nothing of this one's environment but PATH and HOME. */
export function install(env: Record<string, string> = {}): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-cli-'));
  mkdirSync(join(folder, 'subscribers'));
  const start = (args: readonly string[], more: Record<string, string> = {}) =>
    spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', ...env, ...more },
      stdio: 'pipe',
    });
  return {
    folder,
    start,
    async run(args, { env: more, input } = {}) {
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
