import { expect, test } from 'vitest';
import { maskAddress } from '../../src/domain/mask-address.ts';

test('keeps the first letter of each half', () => {
  expect(maskAddress('jane.doe@lab.example')).toBe('j***@l***');
});

test('does not cut a letter beyond the basic plane in two', () => {
  expect(maskAddress('𝒿ane@lab.example')).toBe('𝒿***@l***');
});
