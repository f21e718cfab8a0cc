import { expect, test } from 'vitest';
import { retryAt } from '../../src/deliver/retry.ts';

const now = new Date('2026-03-02T07:00:00Z');
const TOMORROW = '2026-03-03T07:00:00.000Z';
const minutes = (at: Date | undefined) => (at!.getTime() - now.getTime()) / 60_000;
const after = (attempt: number, random = 0.5) => retryAt({ attempt, expiresAt: TOMORROW }, now, random);

test('waits five minutes first, doubles from there, and never waits for more than four hours', () => {
  expect([1, 2, 3, 4, 7, 20].map(attempt => minutes(after(attempt)))).toEqual([5, 10, 20, 40, 240, 240]);
});

test('spreads retries by a fifth to both sides', () => {
  expect([minutes(after(1, 0)), minutes(after(1, 1))]).toEqual([4, 6]);
});

test('waits for the end of a pause of the domain', () => {
  const pausedUntil = new Date('2026-03-02T08:00:00Z');
  expect(minutes(retryAt({ attempt: 1, expiresAt: TOMORROW }, now, 0.5, pausedUntil))).toBe(65);
});

test('tries until the mail is stale, and not after', () => {
  let at: Date | undefined = now;
  let last = now;
  for (let attempt = 1; at; attempt++) {
    last = at;
    at = retryAt({ attempt, expiresAt: TOMORROW }, at, 0.5);
  }
  expect(minutes(last)).toBeGreaterThan(20 * 60);
  expect(minutes(last)).toBeLessThanOrEqual(24 * 60);
});
