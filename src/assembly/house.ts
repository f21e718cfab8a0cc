// An opened installation: its database, keys, catalogue and learned weights, shared by everything that one command does.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { Clock } from '../domain/ports.ts';
import type { Catalogue } from '../domain/topic.ts';
import type { WebAccess } from '../ingest/fetch-url.ts';
import type { GuardedParser } from '../ingest/guarded-parse.ts';
import type { TextPrior } from '../rank/text-prior.ts';
import { type CompiledCatalogue, compileCatalogue } from '../select/match-topics.ts';
import { copyDatabase } from '../store/sqlite.ts';
import { openStore, type Store } from '../store/store.ts';
import { openParser } from './guarded-parser.ts';
import { type Keys, loadKeys, passingKeys } from './keys.ts';
import { loadTopics } from './load-topics.ts';
import { loadTextPrior, loadTopicWeights } from './package-files.ts';
import { webAccess } from './web-access.ts';

export interface House {
  config: Config;
  store: Store;
  keys: Keys;
  catalogue: Catalogue;
  compiled: CompiledCatalogue;
  prior: TextPrior;
  clock: Clock;
  /** How the web is reached: one pace for everything this process fetches. */
  web: WebAccess;
  parser: GuardedParser;
  close(): Promise<void>;
}

export const DATABASE = 'paperboy.db';

/** Opens the data folder, making it where it is not there yet. @throws AppError catalogue_invalid, database_newer, database_unusable */
export async function openHouse(config: Config): Promise<House> {
  const catalogue = loadTopics(config);
  makeDataDir(config);
  const keys = loadKeys(config);
  const store = await openStore(join(config.dataDir, DATABASE), keys.addressKey);
  return furnish(config, { catalogue, store, keys, close: () => store.close() });
}

/** @throws AppError data_dir_unusable */
export function makeDataDir({ dataDir }: Config): void {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    throw new AppError(
      'data_dir_unusable',
      `DATA_DIR is "${dataDir}": expected a folder, or a place for one: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/** A copy of the installation that goes with the process: what is done in it never happened. */
export async function openScratchHouse(config: Config): Promise<House> {
  const catalogue = loadTopics(config);
  const path = join(config.dataDir, DATABASE);
  // What is not there yet is tried in memory; what cannot be there is said as the real run would say it.
  if (existsSync(config.dataDir)) makeDataDir(config);
  if (!existsSync(path)) {
    const keys = passingKeys();
    const store = await openStore(':memory:', keys.addressKey);
    return furnish(config, { catalogue, store, keys, close: () => store.close() });
  }
  const keys = loadKeys(config);
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-scratch-'));
  try {
    copyDatabase(path, join(folder, DATABASE));
    const store = await openStore(join(folder, DATABASE), keys.addressKey);
    const close = async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    };
    return furnish(config, { catalogue, store, keys, close });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

function furnish(config: Config, opened: Pick<House, 'catalogue' | 'store' | 'keys' | 'close'>): House {
  const parser = openParser();
  let compiled: CompiledCatalogue | undefined;
  let prior: TextPrior | undefined;
  return {
    config,
    ...opened,
    // Most commands match and rank nothing.
    get compiled() {
      compiled ??= compileCatalogue(opened.catalogue, loadTopicWeights());
      return compiled;
    },
    get prior() {
      prior ??= loadTextPrior();
      return prior;
    },
    clock: { now: () => new Date(Date.now() + config.clockOffsetMs) },
    web: webAccess(config),
    parser,
    async close() {
      await parser.close();
      await opened.close();
    },
  };
}
