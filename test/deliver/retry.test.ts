import { expect, test } from 'vitest';
import { retryAt } from '../../src/deliver/retry.ts';

const now = new Date('2026-03-02T07:00:00Z');
const minutes = (at: Date | undefined) => (at!.getTime() - now.getTime()) / 60_000;

test('waits five minutes first and doubles from there', () => {
  expect([1, 2, 3, 4].map(attempt => minutes(retryAt(attempt, now, 0.5)))).toEqual([5, 10, 20, 40]);
});

test('spreads retries by a fifth to both sides', () => {
  expect([minutes(retryAt(1, now, 0)), minutes(retryAt(1, now, 1))]).toEqual([4, 6]);
});

test('gives up within about a day', () => {
  let waited = 0;
  let attempt = 1;
  for (let at = retryAt(attempt, now, 1); at; at = retryAt(attempt, now, 1)) {
    waited += minutes(at);
    attempt += 1;
  }
  expect(waited / 60).toBeGreaterThan(12);
  expect(waited / 60).toBeLessThan(30);
});
