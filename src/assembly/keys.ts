// The keys of an installation: from the configuration, or made once and kept in the data folder, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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

/** @throws AppError config_invalid where the key file is damaged */
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
  const fresh = `TOKEN_KEYS=k001:${randomBytes(KEY_BYTES).toString('hex')}\nADDRESS_KEY=${randomBytes(KEY_BYTES).toString('hex')}\n`;
  try {
    writeFileSync(path, fresh, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const text = readFileSync(path, 'utf8');
  const [, tokenKeys, addressKey] =
    /^TOKEN_KEYS=([a-z0-9]{4}:[0-9a-f]{64})\nADDRESS_KEY=([0-9a-f]{64})\n$/.exec(text) ?? [];
  if (!tokenKeys || !addressKey) {
    throw new AppError(
      'config_invalid',
      `${path} does not hold the two keys that were written into it: restore it from a backup`,
    );
  }
  return { tokenKeys, addressKey };
}

function readTokenKeys(text: string): [TokenKey, ...TokenKey[]] {
  const keys = text.split(/ +/).map(part => ({ kid: part.slice(0, 4), secret: Buffer.from(part.slice(5), 'hex') }));
  return keys as unknown as [TokenKey, ...TokenKey[]];
}
