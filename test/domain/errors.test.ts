import { expect, test } from 'vitest';
import { AppError, ERRORS, type ErrorCode } from '../../src/domain/errors.ts';

test.each(Object.entries(ERRORS))(
  '%s has an exit code of the design and the status of an error',
  (_, { exit, status }) => {
    expect([1, 2, 75]).toContain(exit);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  },
);

test('only a second sender exits with 75', () => {
  const codes = Object.entries(ERRORS).filter(([, { exit }]) => exit === 75);
  expect(codes.map(([code]) => code)).toEqual(['sender_busy' satisfies ErrorCode]);
});

test('an error of ours keeps its code, its sentence and its cause', () => {
  const cause = new Error('socket hang up');
  const error = new AppError('source_unreachable', 'no answer', { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'AppError', code: 'source_unreachable', message: 'no answer', cause });
});
