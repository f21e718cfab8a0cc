// The signer that the DKIM settings describe, its key tried out.
import { readFileSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { type DkimSigner, dkimSigner } from '../deliver/dkim-signer.ts';
import { AppError } from '../domain/errors.ts';

/** Everybody who is neither the owner nor of the file's group; a group may be how a service gets its key. */
const OTHERS = 0o007;

/**
 * @returns undefined where none of the settings is there: mail then goes out unsigned
 * @throws AppError dkim_invalid for a key that cannot be read, is no RSA key of a good length, or is open to everybody
 */
export function loadDkim({ dkim }: Pick<Config, 'dkim'>): DkimSigner | undefined {
  if (dkim === undefined) return undefined;
  const { domain, selector, keyFile } = dkim;
  try {
    // Whoever else reads it can send mail as this domain. Windows has no such bits.
    if (process.platform !== 'win32' && (statSync(keyFile).mode & OTHERS) !== 0) {
      throw new AppError(
        'dkim_invalid',
        `every user of this machine can read it; expected a file for its owner only: chmod 600 "${keyFile}"`,
      );
    }
    return dkimSigner({ domain, selector, privateKeyPem: readFileSync(keyFile, 'utf8') });
  } catch (cause) {
    const reason = cause instanceof AppError ? cause.message : `expected a readable file: ${(cause as Error).message}`;
    throw new AppError('dkim_invalid', `DKIM_KEY_FILE is "${keyFile}": ${reason}`, { cause });
  }
}
