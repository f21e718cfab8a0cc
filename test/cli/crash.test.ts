import { expect, test } from 'vitest';
import type { CrashPoint } from '../../src/domain/crash-point.ts';
import { crashTrial, keepsPromise } from './crash-trial.ts';
import { killTrial } from './kill-trial.ts';

// `npm run chaos` repeats all points, with both senders, and kills far more often.
const expectations: [CrashPoint, number, { uncertain: number; mails: number }][] = [
  ['after_claim', 2, { uncertain: 0, mails: 4 }],
  ['after_dot', 2, { uncertain: 1, mails: 4 }],
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

test('with ON_UNCERTAIN=resend nobody is left without a mail', async () => {
  const { readers, output } = await crashTrial({ point: 'after_250', time: 2 }, { again: { ON_UNCERTAIN: 'resend' } });
  expect(readers.map(({ state }) => state)).toEqual(['submitted', 'submitted', 'submitted', 'submitted']);
  expect(readers.every(reader => reader.mails >= 1)).toBe(true);
  const sent = readers.reduce((sum, reader) => sum + reader.mails, 0);
  // Two connections were at work when the process died.
  expect(sent).toBeGreaterThanOrEqual(5);
  expect(sent).toBeLessThanOrEqual(6);
  expect(output).toMatch(/of an earlier stop may have been sent, and went out again/);
});

test('a pipeline that is killed in full swing loses nothing and sends nothing twice', async () => {
  const setting = { sender: 'bulk', extensions: ['PIPELINING', 'CHUNKING'], connections: 4, depth: 8 } as const;
  const result = await killTrial({ ...setting, onUncertain: 'hold', readers: 120 }, 2, Math.random);
  expect(result).toMatchObject({ kills: 2, mails: 120, lost: 0, copies: 0 });
  expect(result.uncertain).toBeLessThanOrEqual(2 * setting.connections * setting.depth);
});
