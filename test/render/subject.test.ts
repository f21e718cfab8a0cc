import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayText } from '../../src/render/display-text.ts';
import { ENGLISH } from '../../src/render/messages-en.ts';
import { composeSubject, shortName } from '../../src/render/subject.ts';

const subject = (...titles: string[]): string => composeSubject(titles, 'Paperboy', ENGLISH);

test('names the first two papers and counts the rest', () => {
  const rest = Array.from({ length: 5 }, (_, index) => `Paper ${index}`);
  expect(
    subject(
      'QLoRA: Efficient Finetuning of Quantized LLMs',
      'ReAct: Synergizing Reasoning and Acting in Language Models',
      ...rest,
    ),
  ).toBe('QLoRA, ReAct, and 5 more');
});

test('names both of two papers and the whole of one', () => {
  expect(subject('Segment Anything', 'Attention Is All You Need')).toBe(
    'Segment Anything and Attention Is All You Need',
  );
  expect(subject('Segment Anything')).toBe('Segment Anything');
});

test('names two papers of the same short name once', () => {
  expect(subject('Agents: Part One', 'Agents: Part Two')).toBe('Agents and 1 more');
  expect(subject('Agents: Part One', 'Agents: Part Two', 'ReAct')).toBe('Agents and 2 more');
});

test('falls back to the given words without papers', () => {
  expect(subject()).toBe('Paperboy');
});

test.each([
  ['Med-R1: Reinforcement Learning for Generalizable Medical Reasoning', 'Med-R1'],
  ['Is Attention Enough? A Study of Everything', 'Is Attention Enough'],
  ['Scaling Laws for Neural Language Models', 'Scaling Laws'],
  ['Towards Safe Robots: A Study', 'Towards Safe Robots'],
  ['Towards Passive Safe Robots That Nobody Fears', 'Passive Safe Robots'],
  ['Learning to Rank in the Wild of Things', 'Learning to Rank'],
  ['A Very Long and Winding Name of a Method That Nobody Can Say: Short', 'Very Long'],
  ['On the Surprisingly Persistent Influence of the Order of Examples', 'Surprisingly Persistent'],
  ['Mamba — Linear-Time Sequence Modeling', 'Mamba'],
  ['10:1 Compression of Weights', '10:1 Compression of Weights'],
])('shortens "%s" to "%s"', (title, name) => {
  expect(shortName(title, 32)).toBe(name);
});

test('is one line of 1 to 78 characters whatever the titles', () => {
  const title = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), fc.lorem({ maxCount: 30 }));
  fc.assert(
    fc.property(fc.array(title, { minLength: 1, maxLength: 60 }), titles => {
      const clean = titles.map(text => displayText(text) || 'Untitled');
      const made = composeSubject(clean, 'Paperboy', ENGLISH);
      expect(made.length).toBeGreaterThan(0);
      expect(made.length).toBeLessThanOrEqual(78);
      expect(made).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(made.isWellFormed()).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
