// An installation in a folder of its own, and what its environment says.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type House, openHouse } from '../../src/assembly/house.ts';
import { readConfig } from '../../src/config.ts';
import type { DkimKey } from './dkim-key.ts';

export const MAIL_DOMAIN = 'papers.lab.org';
export const PAPERS_FILE = 'papers.jsonl';

export interface MadeUpHouse {
  /** Holds the data, the people files and the papers; commands run in it. */
  folder: string;
  /** Another one in the same state; nobody may have this one open. */
  copy(): MadeUpHouse;
  remove(): void;
}

export interface LineSettings {
  /** Of an SMTP server on this machine. */
  port: number;
  connections: number;
  /** Absent: mail goes out unsigned. */
  dkim?: DkimKey;
}

export function emptyHouse(): MadeUpHouse {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
  mkdirSync(join(folder, 'subscribers'));
  return houseIn(folder);
}

function houseIn(folder: string): MadeUpHouse {
  return {
    folder,
    copy() {
      const twin = mkdtempSync(join(tmpdir(), 'paperboy-bench-'));
      cpSync(folder, twin, { recursive: true });
      return houseIn(twin);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** In this process. Nothing is sent, so no server is named. */
export function openMadeUpHouse({ folder }: MadeUpHouse): Promise<House> {
  const { SMTP_URL, SOURCES, ...env } = settings(folder, { port: 25, connections: 1 });
  return openHouse(readConfig({ ...env, DATA_DIR: join(folder, 'data') }));
}

/** What the environment of a command says, in that folder. */
export function settings(folder: string, { port, connections, dkim }: LineSettings): Record<string, string> {
  const keyFile = join(folder, 'dkim.pem');
  if (dkim) writeFileSync(keyFile, dkim.privateKeyPem, { mode: 0o600 });
  return {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SMTP_CONNECTIONS: String(connections),
    SMTP_RATE: '100000',
    MAIL_FROM: `Paperboy <paperboy@${MAIL_DOMAIN}>`,
    PUBLIC_URL: `https://${MAIL_DOMAIN}`,
    SOURCES: `./${PAPERS_FILE}`,
    TIME_ZONE: 'UTC',
    ...(dkim && { DKIM_DOMAIN: dkim.domain, DKIM_SELECTOR: dkim.selector, DKIM_KEY_FILE: keyFile }),
  };
}
