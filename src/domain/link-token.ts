// Tokens in links: stateless, bound to one purpose, signed. `v1.kid.payload.mac`, HMAC-SHA256 cut to 128 bits (RFC 2104 §5).
import { hash, timingSafeEqual } from 'node:crypto';

/** Of the links in every newsletter mail. */
export const MAIL_PURPOSES = ['unsubscribe', 'manage', 'view', 'learn'] as const;
export type MailPurpose = (typeof MAIL_PURPOSES)[number];
export const PURPOSES = [...MAIL_PURPOSES, 'confirm', 'feed', 'form'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One signing key. The first of a list signs; all of them verify. */
export interface TokenKey {
  /** Exactly four characters of `[a-z0-9]`. */
  kid: string;
  secret: Uint8Array;
}

/** Every token is this long, so that it fits a slot of fixed length in a rendered fragment. */
export const TOKEN_LENGTH = 2 + 1 + 4 + 1 + 17 + 1 + 22;

const TOKEN = /^v1\.([a-z0-9]{4})\.([umvlcfs][A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22})$/;
/** 128 bits in base64url: 21 characters of six bits, and one of two. */
const MAC_LENGTH = 22;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The characters whose four low bits are not set. */
const LAST = 'AQgw';
/** Octets of SHA-256. */
const [BLOCK, DIGEST] = [64, 32];
const BLOCKS = new WeakMap<TokenKey, ReturnType<typeof blocksOf>>();
const LETTERS = {
  unsubscribe: 'u',
  manage: 'm',
  view: 'v',
  learn: 'l',
  confirm: 'c',
  feed: 'f',
  form: 's',
} as const satisfies Record<Purpose, string>;

/** Signs a link for the 16-character public id of a subscriber, a delivery or a letter, or the 16 characters of when a form was shown. */
export function signToken(purpose: Purpose, publicId: string, key: TokenKey): string {
  const payload = `${LETTERS[purpose]}${publicId}`;
  return `v1.${key.kid}.${payload}.${mac(payload, key)}`;
}

/** @returns the public id, or undefined for anything not signed by one of the keys for this purpose */
export function verifyToken(purpose: Purpose, token: string, keys: readonly TokenKey[]): string | undefined {
  const [, kid, payload = '', signature = ''] = TOKEN.exec(token) ?? [];
  const key = keys.find(candidate => candidate.kid === kid);
  if (!key || !payload.startsWith(LETTERS[purpose])) return undefined;
  // Compared as text, so that only the canonical spelling is a token: the last character carries four unused bits.
  return timingSafeEqual(Buffer.from(signature), Buffer.from(mac(payload, key))) ? payload.slice(1) : undefined;
}

/**
 * HMAC of two one-shot hashes, with the key's share of the work done once: in a mail with four tokens `createHmac` would take
 * longer than all else.
 */
function mac(payload: string, key: TokenKey): string {
  let blocks = BLOCKS.get(key);
  if (!blocks) {
    blocks = blocksOf(key);
    BLOCKS.set(key, blocks);
  }
  const { inner, outer, start } = blocks;
  const end = writeOctets(payload, inner, start);
  // As a string a digest costs half of what it costs as a buffer of its own.
  writeOctets(hash('sha256', inner.subarray(0, end), 'binary'), outer, BLOCK);
  const digest = hash('sha256', outer, 'base64url');
  return digest.slice(0, MAC_LENGTH - 1) + LAST[DIGITS.indexOf(digest.charAt(MAC_LENGTH - 1)) >> 4]!;
}

/** The key's blocks, each with room behind it for what is hashed with it: from `start` the payload. RFC 2104 §2. */
function blocksOf({ kid, secret }: TokenKey): { inner: Buffer; outer: Buffer; start: number } {
  const key = Buffer.alloc(BLOCK);
  key.set(secret.length > BLOCK ? hash('sha256', secret, 'buffer') : secret);
  const [inner, outer] = [Buffer.alloc(2 * BLOCK), Buffer.alloc(BLOCK + DIGEST)];
  for (const [at, octet] of key.entries()) {
    inner[at] = octet ^ 0x36;
    outer[at] = octet ^ 0x5c;
  }
  return { inner, outer, start: writeOctets(`paperboy.v1.${kid}.`, inner, BLOCK) };
}

/** For so few octets a loop is faster than `Buffer.write`. @returns where they end */
function writeOctets(text: string, to: Buffer, start: number): number {
  for (let at = 0; at < text.length; at += 1) to[start + at] = text.charCodeAt(at);
  return start + text.length;
}
