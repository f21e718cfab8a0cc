import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../src/web/excerpt.ts';

test('keeps a text that fits', () => {
  expect(excerpt('One. Two.', 20)).toBe('One. Two.');
});

test('ends with the last sentence that fits', () => {
  expect(excerpt('One is here. Two is here. Three is here.', 26)).toBe('One is here. Two is here.');
});

test('cuts a first sentence that is too long after a word', () => {
  expect(excerpt('One very long sentence that never ends', 20)).toBe('One very long…');
});

test('cuts a text without words inside it, but never inside a character', () => {
  expect(excerpt('🦊'.repeat(20), 20)).toBe(`${'🦊'.repeat(9)}…`);
});

test('is never longer than the limit and begins as the text does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 2, max: 200 }), (text, limit) => {
      const short = excerpt(text, limit);
      expect(short.length).toBeLessThanOrEqual(Math.max(limit, 0));
      expect(text.startsWith(short.replace(/…$/, '')) || text.startsWith(short)).toBe(true);
    }),
  );
});
