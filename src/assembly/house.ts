// An opened installation: its database, keys and catalogue, shared by everything that one command does.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/ports.ts';
import type { Catalogue } from '../domain/topic.ts';
import { type CompiledCatalogue, compileCatalogue } from '../select/match-topics.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Keys, loadKeys, passingKeys } from './keys.ts';
import { loadCatalogue } from './package-files.ts';

export interface House {
  config: Config;
  store: Store;
  keys: Keys;
  catalogue: Catalogue;
  compiled: CompiledCatalogue;
  clock: Clock;
  close(): Promise<void>;
}

const DATABASE = 'paperboy.db';

/** Opens the data folder, making it where it is not there yet. @throws AppError database_newer, database_unusable */
export async function openHouse(config: Config): Promise<House> {
  mkdirSync(config.dataDir, { recursive: true });
  const keys = loadKeys(config);
  const store = await openStore(join(config.dataDir, DATABASE), keys.addressKey);
  return furnish(config, { store, keys, close: () => store.close() });
}

/** A copy of the installation that goes with the process: what is done in it never happened. */
export async function openScratchHouse(config: Config): Promise<House> {
  const path = join(config.dataDir, DATABASE);
  if (!existsSync(path)) {
    const keys = passingKeys();
    const store = await openStore(':memory:', keys.addressKey);
    return furnish(config, { store, keys, close: () => store.close() });
  }
  const keys = loadKeys(config);
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-scratch-'));
  try {
    const original = await openStore(path, keys.addressKey);
    await original.copyTo(join(folder, DATABASE));
    await original.close();
    const store = await openStore(join(folder, DATABASE), keys.addressKey);
    const close = async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    };
    return furnish(config, { store, keys, close });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}

function furnish(config: Config, opened: Pick<House, 'store' | 'keys' | 'close'>): House {
  const catalogue = loadCatalogue();
  return { config, ...opened, catalogue, compiled: compileCatalogue(catalogue), clock: { now: () => new Date() } };
}
