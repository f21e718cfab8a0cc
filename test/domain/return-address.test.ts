import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deliveriesNamedIn,
  isReturnAddress,
  messageIdOf,
  readReturnAddress,
  returnPathOf,
  unsubscribeMailto,
} from '../../src/domain/return-address.ts';

const BOUNCES = 'Bounces@lab.org';
const ID = '0123456789_-ABcd';

test('a return path leads back to its delivery, however a server writes what it may write otherwise', () => {
  const path = returnPathOf(BOUNCES, ID);
  expect(path).toBe(`Bounces+${ID}@lab.org`);
  expect(readReturnAddress(path, BOUNCES)).toEqual({ publicId: ID });
  expect(readReturnAddress(`BOUNCES+${ID}@LAB.ORG`, BOUNCES)).toEqual({ publicId: ID });
});

test('a bounce address that has a plus sign itself works as well', () => {
  expect(readReturnAddress(returnPathOf('ada+paperboy@lab.org', ID), 'ada+paperboy@lab.org')).toEqual({ publicId: ID });
});

test.each([
  BOUNCES,
  'bounces+@lab.org',
  'bounces+0123456789abcde@lab.org',
  'bounces+0123456789abcdef0@lab.org',
  'bounces+0123456789abcde*@lab.org',
  `bounces+${ID}@lab.org.evil.org`,
  `bounces+${ID}@other.org`,
  `xbounces+${ID}@lab.org`,
  `bouncesx${ID}@lab.org`,
  ID,
  '',
])('"%s" leads to no delivery', address => {
  expect(readReturnAddress(address, BOUNCES)).toBeUndefined();
});

test('mail is taken for the bounce address with any detail, and for no other', () => {
  const ours = ['bounces@lab.org', 'BOUNCES@LAB.ORG', 'bounces+x@lab.org', returnPathOf(BOUNCES, ID)];
  expect(ours.filter(address => !isReturnAddress(address, BOUNCES))).toEqual([]);
  const others = ['bouncesx@lab.org', 'bounces@lab.com', 'bounces', 'postmaster@lab.org', '+x@lab.org'];
  expect(others.filter(address => isReturnAddress(address, BOUNCES))).toEqual([]);
});

test('the link to unsubscribe by mail holds the token and nothing of the reader', () => {
  const link = unsubscribeMailto('bounces@lab.org', 'v1.k001.uabc.def');
  expect(link).toBe('mailto:bounces+unsubscribe@lab.org?subject=v1.k001.uabc.def');
  expect(readReturnAddress('bounces+Unsubscribe@lab.org', BOUNCES)).toBe('unsubscribe');
});

test('it is a link whatever a local part may hold', () => {
  const link = unsubscribeMailto("a?b&c=d/e#f%g'h@lab.org", 'TOKEN');
  expect(link).toMatch(/^mailto:[\w%+'.]+@lab\.org\?subject=TOKEN$/);
  expect(decodeURIComponent(new URL(link).pathname)).toBe("a?b&c=d/e#f%g'h+unsubscribe@lab.org");
});

test('a Message-ID is found in whatever quotes it, each once, in order', () => {
  const other = 'fedcba9876543210';
  const text = `Message-ID: <${messageIdOf('2026-03-02', ID, 'lab.org')}>\nReferences: <${messageIdOf('2026-03-03', other, 'x')}>
    &lt;${messageIdOf('2026-03-02', ID, 'lab.org')}&gt; <17@lab.org> =_2026-03-02.1111111111111111`;
  expect(deliveriesNamedIn(text)).toEqual([ID, other]);
});

test('reading takes any text', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      readReturnAddress(text, BOUNCES);
      isReturnAddress(text, BOUNCES);
      expect(deliveriesNamedIn(text)).toEqual([]);
    }),
  );
});
