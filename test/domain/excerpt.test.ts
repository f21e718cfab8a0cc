import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../src/domain/excerpt.ts';

const sentence = (length: number): string => `${'Word '.repeat(length / 5).trim()}.`;

test('takes whole sentences and stops before the card grows long', () => {
  const text = `${sentence(200)} ${sentence(150)} ${sentence(200)}`;
  expect(excerpt(text)).toBe(`${sentence(200)} ${sentence(150)}`);
});

test('takes three sentences at most', () => {
  expect(excerpt('One. Two. Three. Four.')).toBe('One. Two. Three.');
});

test('takes a second, long sentence with a very short first one', () => {
  const text = `We ask a question. ${sentence(450)} ${sentence(100)}`;
  expect(excerpt(text)).toBe(`We ask a question. ${sentence(450)}`);
});

test('cuts a sentence that is too long after a word', () => {
  const cut = excerpt(`${'Word '.repeat(300).trim()}.`);
  expect(cut).toMatch(/Word…$/);
  expect(cut.length).toBeLessThanOrEqual(420);
});

test.each([
  'Following Smith et al. We show more. It works, e.g. Rome. Then.',
  'See Fig. 3 and Eq. 2 of J. Doe. Version 2.5 is better. Then.',
])('does not end a sentence at an abbreviation: %s', text => {
  expect(excerpt(`${text} Never shown.`)).toBe(text);
});

test('is the beginning of the text, complete or cut within 560 characters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('word', 'e.g.', 'End.', 'Why?', '3.5', '(see', 'below).', 'x'.repeat(90))),
      words => {
        const text = words.join(' ');
        const shown = excerpt(text);
        expect(shown.length).toBeLessThanOrEqual(560);
        expect(text.startsWith(shown.replace(/…$/, ''))).toBe(true);
        expect(shown === '').toBe(text === '');
      },
    ),
  );
});
