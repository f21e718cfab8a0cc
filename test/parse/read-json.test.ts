import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../src/parse/read-json.ts';

test('reads any JSON value as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      expect(readJson(text)).toEqual({ value: JSON.parse(text) });
    }),
  );
});

test('says what is wrong with what is none', () => {
  expect(readJson('{"a":')).toEqual({ fault: expect.stringContaining('JSON') });
});

test('refuses what nests deeper than a thousand levels, before it is built', () => {
  const nested = (depth: number) => '[{"a":'.repeat(depth / 2) + '}]'.repeat(depth / 2);
  expect(readJson('['.repeat(1000) + ']'.repeat(1000))).toHaveProperty('value');
  expect(readJson(nested(1002))).toEqual({ fault: 'it nests deeper than 1000 levels' });
});

test('refuses more than a million objects and lists', () => {
  expect(readJson(`[${'{},'.repeat(999_998)}{}]`)).toHaveProperty('value');
  expect(readJson(`[${'{},'.repeat(1_000_000)}{}]`)).toEqual({ fault: 'it holds more than 1000000 objects and lists' });
});

test('counts no bracket inside of a string', () => {
  const strings = ['[[', '{"', '\\', '\\"[', '"]'].map(text => text.repeat(2000));
  expect(readJson(JSON.stringify(strings))).toEqual({ value: strings });
  expect(readJson('["[[[')).toHaveProperty('fault');
});
