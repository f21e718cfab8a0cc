// Addresses as the store tells them apart: by their key, or by a keyed hash of it where the address itself is not kept.
import { createHmac, type KeyObject } from 'node:crypto';
import { parseAddress } from '../domain/address.ts';
import { AppError } from '../domain/errors.ts';

/** Equal for two spellings of one mailbox. @throws AppError subscriber_invalid */
export function keyOf(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed)
    throw new AppError('subscriber_invalid', `"${address}" is not an e-mail address: expected one such as ada@lab.org`);
  return parsed.key;
}

/** Without the HMAC key nobody can try addresses on it. */
export function addressHmac(hmacKey: KeyObject, addressKey: string): string {
  return createHmac('sha256', hmacKey).update(addressKey).digest('base64url');
}
