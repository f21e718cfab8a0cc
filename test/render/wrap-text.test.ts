import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapText } from '../../src/render/wrap-text.ts';

test('breaks at spaces and indents every line', () => {
  expect(wrapText('word '.repeat(20), 2)).toBe(`  ${'word '.repeat(15).trim()}\n  ${'word '.repeat(5).trim()}`);
});

test('keeps together what a no-break space joins, and writes it as a space', () => {
  expect(wrapText(`${'x'.repeat(72)} 11\u00A0stars`)).toBe(`${'x'.repeat(72)}\n11 stars`);
});

test('counts an East Asian character as two columns', () => {
  expect(wrapText('漢'.repeat(40)).split('\n')).toEqual(['漢'.repeat(39), '漢']);
});

test('holds 78 columns and loses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 100 })), fc.nat(6), (words, indent) => {
      const wrapped = wrapText(words.join(' '), indent);
      for (const line of wrapped.split('\n')) expect(line.length).toBeLessThanOrEqual(78);
      expect(wrapped.replace(/[ \n]/g, '')).toBe(words.join('').replace(/ /g, ''));
    }),
  );
});

test('never makes a line of more than 900 octets out of combining marks', () => {
  const longest = Math.max(
    ...wrapText(`e${'\u0301'.repeat(5000)}`)
      .split('\n')
      .map(line => Buffer.byteLength(line)),
  );
  expect(longest).toBeLessThanOrEqual(900);
});
