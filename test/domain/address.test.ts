import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReservedDomain, parseAddress } from '../../src/domain/address.ts';

describe('two spellings of one mailbox have one key', () => {
  test.each([
    ['Ada.Lovelace@Lab.ORG', 'ada.lovelace@lab.org'],
    [' ada@lab.org ', 'ada@lab.org'],
    ['ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
    ['ada@MÜNCHEN.de', 'ada@XN--MNCHEN-3YA.DE'],
    ['ren\u00e9@lab.org', 'rene\u0301@lab.org'],
  ])('%s and %s', (one, other) => {
    expect(parseAddress(one)?.key).toBeDefined();
    expect(parseAddress(one)?.key).toBe(parseAddress(other)?.key);
  });
});

test('the local part is kept as written, the domain in ASCII lower case', () => {
  expect(parseAddress('Ada+Papers@München.DE')).toEqual({
    address: 'Ada+Papers@xn--mnchen-3ya.de',
    key: 'ada+papers@xn--mnchen-3ya.de',
    domain: 'xn--mnchen-3ya.de',
  });
});

test('plus addressing makes another mailbox', () => {
  expect(parseAddress('ada+papers@lab.org')?.key).not.toBe(parseAddress('ada@lab.org')?.key);
});

test.each(['用户@lab.org', 'अदा@lab.org', "o'ada@lab.org", 'a@b.co', `${'a'.repeat(64)}@lab.org`])(
  '%s is an address',
  text => {
    expect(parseAddress(text)).toBeDefined();
  },
);

describe('what is not one plain address is none', () => {
  test.each([
    ['', 'nothing'],
    ['ada', 'no @'],
    ['@lab.org', 'no local part'],
    ['ada@', 'no domain'],
    ['ada@lab', 'a domain of one label'],
    ['ada@lab.org.', 'a dot at the end'],
    ['ada@lab..org', 'an empty label'],
    ['ada@-lab.org', 'a hyphen in front'],
    ['ada@10.0.0.1', 'a number'],
    ['ada@[10.0.0.1]', 'an address literal'],
    ['ada@lab.org:25', 'a port'],
    ['ada@lab.org/x', 'a path'],
    ['ada@lab.org?x', 'a query'],
    ['ada@l%61b.org', 'a percent sign'],
    ['ada@la\u00adb.org', 'a soft hyphen'],
    ['ada@lab.org\r\nBcc: eve@lab.org', 'a line end and a header'],
    ['ada\n@lab.org', 'a line end in the local part'],
    ['ada@lab\n.org', 'a line end in the domain'],
    ['ada@la\tb.org', 'a tab in the domain'],
    ['Ada <ada@lab.org>', 'a display name'],
    ['Lab: ada@lab.org, eve@lab.org;', 'group syntax'],
    ['ada@lab.org, eve@lab.org', 'two addresses'],
    ['ada@eve@lab.org', 'two @'],
    ['"ada b"@lab.org', 'a quoted local part'],
    ['ada(comment)@lab.org', 'a comment'],
    ['.ada@lab.org', 'a dot in front'],
    ['a..b@lab.org', 'two dots'],
    [`${'a'.repeat(65)}@lab.org`, 'a local part of 65 octets'],
    [`ada@${'a'.repeat(64)}.org`, 'a label of 64 octets'],
    [`ada@${'abc.'.repeat(63)}org`, 'a domain of 255 octets'],
  ])('%j: %s', text => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

test('an address that was read once reads the same again, and never holds a line end', () => {
  const text = fc.oneof(
    fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.domain()).map(parts => parts.join('@')),
    fc.emailAddress(),
  );
  fc.assert(
    fc.property(text, written => {
      const address = parseAddress(written);
      if (!address) return;
      expect(parseAddress(address.address)).toEqual(address);
      expect(address.address).not.toMatch(/[\s<>,;:"()]/);
    }),
  );
});

test.each([
  ['example.org', true],
  ['mail.example.com', true],
  ['lab.test', true],
  ['x.invalid', true],
  ['example', true],
  ['localhost', true],
  ['lab.org', false],
  ['notexample.org', false],
  ['example.org.lab.net', false],
  ['contest.org', false],
])('mail to %s is impossible: %s', (domain, reserved) => {
  expect(isReservedDomain(domain)).toBe(reserved);
});
