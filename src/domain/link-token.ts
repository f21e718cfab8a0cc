// Tokens in links: stateless, bound to one purpose, signed. `v1.kid.payload.mac`, HMAC-SHA256 cut to 128 bits (RFC 2104 §5).
import { createHmac, timingSafeEqual } from 'node:crypto';

export const PURPOSES = ['unsubscribe', 'manage', 'view', 'learn'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One signing key. The first of a list signs; all of them verify. */
export interface TokenKey {
  /** Exactly four characters of `[a-z0-9]`. */
  kid: string;
  secret: Uint8Array;
}

/** Every token is this long, so that it fits a slot of fixed length in a rendered fragment. */
export const TOKEN_LENGTH = 2 + 1 + 4 + 1 + 17 + 1 + 22;

const TOKEN = /^v1\.([a-z0-9]{4})\.([umvl][A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22})$/;
const MAC_BYTES = 16;
const LETTERS = { unsubscribe: 'u', manage: 'm', view: 'v', learn: 'l' } as const satisfies Record<Purpose, string>;

/** Signs a link for a subscriber's or delivery's 16-character public id. */
export function signToken(purpose: Purpose, publicId: string, key: TokenKey): string {
  const payload = `${LETTERS[purpose]}${publicId}`;
  return `v1.${key.kid}.${payload}.${mac(payload, key).toString('base64url')}`;
}

/** @returns the public id, or undefined for anything not signed by one of the keys for this purpose */
export function verifyToken(purpose: Purpose, token: string, keys: readonly TokenKey[]): string | undefined {
  const [, kid, payload = '', signature = ''] = TOKEN.exec(token) ?? [];
  const key = keys.find(candidate => candidate.kid === kid);
  if (!key || !payload.startsWith(LETTERS[purpose])) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const expected = mac(payload, key);
  if (given.length !== MAC_BYTES || !timingSafeEqual(given, expected)) return undefined;
  // The last base64url character carries four unused bits: only its canonical spelling is a token.
  if (given.toString('base64url') !== signature) return undefined;
  return payload.slice(1);
}

function mac(payload: string, key: TokenKey): Buffer {
  return createHmac('sha256', key.secret).update(`paperboy.v1.${key.kid}.${payload}`).digest().subarray(0, MAC_BYTES);
}
