// The keys of an installation: from the configuration, or made once and kept in the data folder, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import type { TokenKey } from '../domain/link-token.ts';

export interface Keys {
  /** The first signs links, all of them verify. */
  tokenKeys: [TokenKey, ...TokenKey[]];
  /** HMAC key of suppressed addresses; never rotated. */
  addressKey: Uint8Array;
}

const KEY_FILE = 'keys';
const KEY_BYTES = 32;

/** @throws AppError data_dir_unusable */
export function loadKeys(config: Config): Keys {
  const { tokenKeys, addressKey } =
    config.tokenKeys && config.addressKey
      ? (config as Required<Config>)
      : { ...fileKeys(config.dataDir), ...given(config) };
  return { tokenKeys: readTokenKeys(tokenKeys), addressKey: Buffer.from(addressKey, 'hex') };
}

/** Keys that last as long as the process: for a dry run before anything exists. */
export function passingKeys(): Keys {
  return { tokenKeys: [{ kid: 'pass', secret: randomBytes(KEY_BYTES) }], addressKey: randomBytes(KEY_BYTES) };
}

function given({ tokenKeys, addressKey }: Config) {
  return { ...(tokenKeys && { tokenKeys }), ...(addressKey && { addressKey }) };
}

function fileKeys(dataDir: string): { tokenKeys: string; addressKey: string } {
  const path = join(dataDir, KEY_FILE);
  const text = readKeyFile(path);
  const [, tokenKeys, addressKey] =
    /^TOKEN_KEYS=([a-z0-9]{4}:[0-9a-f]{64})\nADDRESS_KEY=([0-9a-f]{64})\n$/.exec(text) ?? [];
  if (!tokenKeys || !addressKey) {
    throw new AppError(
      'data_dir_unusable',
      `${path} does not hold the two keys that were written into it: restore it from a backup`,
    );
  }
  return { tokenKeys, addressKey };
}

function readKeyFile(path: string): string {
  try {
    if (!existsSync(path)) writeKeyFile(path);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('data_dir_unusable', `cannot read or write the key file ${path}: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** The file is there whole or not at all, and of two processes that make it at once one wins. */
function writeKeyFile(path: string): void {
  const [token, address] = [randomBytes(KEY_BYTES), randomBytes(KEY_BYTES)].map(key => key.toString('hex'));
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `TOKEN_KEYS=k001:${token}\nADDRESS_KEY=${address}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function readTokenKeys(text: string): [TokenKey, ...TokenKey[]] {
  const [first, ...others] = text
    .split(/ +/)
    .map(part => ({ kid: part.slice(0, 4), secret: Buffer.from(part.slice(5), 'hex') }));
  // Splitting always yields at least one part.
  return [first!, ...others];
}
