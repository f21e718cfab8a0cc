import { expect, test } from 'vitest';
import { isOpen, type Letter, mayGoAt } from '../../src/domain/letter.ts';

const NOW = new Date('2025-09-16T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

test.each([
  ['to whom nothing was sent', [], NOW],
  ['to whom the last went a quarter of an hour ago', [ago(15)], NOW],
  ['to whom one went five minutes ago', [ago(5)], new Date(NOW.getTime() + 10 * 60_000)],
  ['to whom two went today, the later one just now', [ago(600), ago(0)], new Date(NOW.getTime() + 15 * 60_000)],
  ['to whom three went, one of them yesterday', [ago(1441), ago(600), ago(60)], NOW],
])('an address %s gets the next letter in time', (_, sent, at) => {
  expect(mayGoAt(sent, NOW)).toEqual(at);
});

test('an address gets no fourth letter within a day', () => {
  expect(mayGoAt([ago(1439), ago(700), ago(20)], NOW)).toBeUndefined();
});

const LETTER: Letter = {
  publicId: 'letterletter0001',
  address: 'ada@lab.org',
  act: { kind: 'link' },
  state: 'sent',
  askedAt: ago(60),
  expiresAt: '2025-09-18T12:00:00Z',
  attempt: 1,
};

test.each([
  ['that was sent', {}, true],
  ['that may have been sent', { state: 'uncertain' }, true],
  ['that is not sent yet', { state: 'waiting' }, false],
  ['after which a later one was sent', { state: 'superseded' }, false],
  ['that was answered', { answeredAt: ago(1) }, false],
  ['that is too old', { expiresAt: NOW.toISOString() }, false],
] as const)('the link of a letter %s counts: %o → %s', (_, facts, counts) => {
  expect(isOpen({ ...LETTER, ...facts }, NOW)).toBe(counts);
});
