import { expect, test } from 'vitest';
import type { CrashPoint } from '../../src/domain/crash-point.ts';
import { crashTrial, keepsPromise } from './crash-trial.ts';

// `npm run chaos` repeats each point many times.
const expectations: [CrashPoint, number, { uncertain: number; mails: number }][] = [
  ['after_freeze', 1, { uncertain: 0, mails: 4 }],
  ['after_claim', 2, { uncertain: 0, mails: 4 }],
  ['before_commit', 2, { uncertain: 0, mails: 4 }],
  ['after_250', 3, { uncertain: 1, mails: 4 }],
];

test.for(expectations)(
  'loses nothing and repeats nothing when killed at %s, time %i',
  async ([point, time, expected]) => {
    const result = await crashTrial({ point, time });
    expect(keepsPromise(result), JSON.stringify(result, null, 2)).toBe(true);
    // Two connections are at work, so a second message may be under way when the process dies.
    const uncertain = result.readers.filter(({ state }) => state === 'uncertain').length;
    expect(uncertain).toBeGreaterThanOrEqual(expected.uncertain);
    expect(uncertain).toBeLessThanOrEqual(expected.uncertain + 1);
  },
);

test('a mail whose dot was never sent stays uncertain, is reported in plain words, and is not sent again', async () => {
  const result = await crashTrial({ point: 'before_dot', time: 1 });
  expect(keepsPromise(result), JSON.stringify(result, null, 2)).toBe(true);
  expect(result.output).toMatch(/\d mails? may have been sent/);
});
