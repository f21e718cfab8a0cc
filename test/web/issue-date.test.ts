import { expect, test } from 'vitest';
import { longDate, monthOf } from '../../src/web/issue-date.ts';

test('writes a date for people without shifting it by a time zone', () => {
  expect(longDate('2025-09-16')).toMatch(/^Tuesday,? 16 September 2025$/);
  expect(monthOf('2025-01-01')).toBe('January 2025');
});
