import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PURPOSES, signToken, TOKEN_LENGTH, type TokenKey, verifyToken } from '../../src/domain/link-token.ts';

const OLD: TokenKey = { kid: 'k001', secret: Buffer.alloc(32, 1) };
const NEW: TokenKey = { kid: 'k002', secret: Buffer.alloc(32, 2) };
const ID = 'Ab3_-xyz01234567';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';

const publicId = fc.string({ unit: fc.constantFrom(...ALPHABET.slice(0, 64)), minLength: 16, maxLength: 16 });

test('every token is 48 characters long and fit for a URL', () => {
  fc.assert(
    fc.property(publicId, fc.constantFrom(...PURPOSES), fc.constantFrom(OLD, NEW), (id, purpose, key) => {
      const token = signToken(purpose, id, key);
      expect(token).toHaveLength(48);
      expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
      expect(verifyToken(purpose, token, [NEW, OLD])).toBe(id);
    }),
  );
  expect(TOKEN_LENGTH).toBe(48);
});

test('the signature is the HMAC-SHA256 of RFC 2104 cut to 128 bits, for keys of every length', () => {
  fc.assert(
    fc.property(publicId, fc.uint8Array({ maxLength: 200 }), (id, secret) => {
      const token = signToken('view', id, { kid: 'k003', secret });
      const mac = createHmac('sha256', secret).update(`paperboy.v1.k003.v${id}`).digest().subarray(0, 16);
      expect(token).toBe(`v1.k003.v${id}.${mac.toString('base64url')}`);
    }),
  );
});

test('a token opens its own purpose only', () => {
  for (const signed of PURPOSES) {
    for (const asked of PURPOSES) {
      expect(verifyToken(asked, signToken(signed, ID, OLD), [OLD])).toBe(asked === signed ? ID : undefined);
    }
  }
});

describe('when keys are rotated', () => {
  const sent = signToken('unsubscribe', ID, OLD);

  test('links signed with the old key still open', () => {
    expect(verifyToken('unsubscribe', sent, [NEW, OLD])).toBe(ID);
  });

  test('links of a key that was dropped do not', () => {
    expect(verifyToken('unsubscribe', sent, [NEW])).toBeUndefined();
    expect(verifyToken('unsubscribe', sent, [])).toBeUndefined();
  });

  test('another secret under the same name signs nothing of the old', () => {
    expect(verifyToken('unsubscribe', sent, [{ kid: OLD.kid, secret: NEW.secret }])).toBeUndefined();
  });

  test('the name of a key cannot be put on a token of another, even with the same secret', () => {
    const twin = { kid: 'k009', secret: OLD.secret };
    expect(verifyToken('unsubscribe', sent.replace('k001', 'k009'), [OLD, twin])).toBeUndefined();
  });
});

test('a token with any single character changed, dropped or doubled is refused', () => {
  const token = signToken('manage', ID, OLD);
  for (let at = 0; at < token.length; at += 1) {
    const [before, after] = [token.slice(0, at), token.slice(at + 1)];
    expect(verifyToken('manage', before + after, [OLD, NEW])).toBeUndefined();
    expect(verifyToken('manage', before + token[at] + token[at] + after, [OLD, NEW])).toBeUndefined();
    for (const letter of ALPHABET) {
      if (letter === token[at]) continue;
      expect(verifyToken('manage', before + letter + after, [OLD, NEW]), `${before}${letter}${after}`).toBeUndefined();
    }
  }
});

test('only the canonical base64url spelling of a signature counts', () => {
  const token = signToken('view', ID, OLD);
  const signature = token.slice(-22);
  const spellings = [...ALPHABET.slice(0, 64)]
    .map(last => `${signature.slice(0, -1)}${last}`)
    .filter(spelling => Buffer.from(spelling, 'base64url').equals(Buffer.from(signature, 'base64url')));
  expect(spellings.length).toBeGreaterThan(1);
  expect(spellings.filter(spelling => verifyToken('view', token.slice(0, -22) + spelling, [OLD]))).toEqual([signature]);
});

test.each(['', 'v1', 'v2.k001.uAb3_-xyz01234567.AAAAAAAAAAAAAAAAAAAAAA', `${signToken('view', ID, OLD)}\n`])(
  '%j is no token',
  text => {
    expect(verifyToken('view', text, [OLD])).toBeUndefined();
  },
);
