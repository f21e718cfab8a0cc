import { expect, test } from 'vitest';
import { addressSpellings, blotBytes, blotText, holdsAddress } from '../../src/domain/address-spellings.ts';

const spellings = addressSpellings(['Ada+List@Lab.org']);

test.each<readonly [string, string, string]>([
  ['plain, in any case', 'to <ADA+list@lab.ORG> at once', 'to <[erased]> at once'],
  ['in a link', 'https://x.org/?a=ada%2Blist%40lab.org&b', 'https://x.org/?a=[erased]&b'],
  ['in a return address', 'bounces+ada+list=lab.org@papers.org', 'bounces+[erased]@papers.org'],
  ['in quoted-printable', 'ada+list=40lab.org', '[erased]'],
  ['more than once', 'ada+list@lab.org, Ada+List@lab.org', '[erased], [erased]'],
  ['escaped signs before', 'to=%3Cada%2Blist%40lab.org%3E', 'to=%3C[erased]%3E'],
  ['after an SMTP code', '550-ada+list@lab.org unknown', '550-[erased] unknown'],
  ['at the end of a sentence', 'It is ada+list@lab.org. Or not.', 'It is [erased]. Or not.'],
  ...[
    'ada@lab.org',
    'xada+list@lab.org',
    'x.ada+list@lab.org',
    'no-ada+list@lab.org',
    'ada+list@lab.org.uk',
    'ada+list@lab.organic',
    'x%2Bada%2Blist%40lab.org',
  ].map(other => [`somebody else: ${other}`, other, other] as const),
])('%s', (_, before, after) => {
  expect(blotText(before, spellings)).toBe(after);
  const bytes = Buffer.from(before);
  expect(holdsAddress(bytes, spellings)).toBe(before !== after);
  const blotted = blotBytes(bytes, spellings);
  expect(blotted).toHaveLength(bytes.length);
  expect(holdsAddress(blotted, spellings)).toBe(false);
});

test('bytes that are no text keep what is not the address', () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0x00, 0xfe]), Buffer.from('ADA+list@lab.org'), Buffer.from([0x80])]);
  const blotted = Buffer.from(blotBytes(bytes, spellings));
  expect([...blotted.subarray(0, 3), blotted.at(-1)]).toEqual([0xff, 0x00, 0xfe, 0x80]);
  expect(blotted.subarray(3, -1).toString()).toBe('x'.repeat(16));
});

test('letters beyond ASCII', () => {
  const own = addressSpellings(['Jürgen@lab.org']);
  expect(blotText('an JÜRGEN@LAB.ORG', own)).toBe('an [erased]');
  expect(holdsAddress(Buffer.from('an jürgen@lab.org'), own)).toBe(true);
});
