import { expect, test } from 'vitest';
import { countTerms, tellingWords, wordTerms } from '../../src/select/learnt-terms.ts';

test('counts words and pairs of neighbours, the title twice, plural and singular as one', () => {
  const counts = countTerms({ title: 'World Models', abstract: 'A world model dreams. Agents dream too.' });
  expect(Object.fromEntries(counts)).toEqual({
    world: 3,
    model: 3,
    'world model': 3,
    dream: 2,
    'model dream': 1,
    agent: 1,
    'agent dream': 1,
  });
});

test('pairs no words across a clause, a number or a word that says nothing', () => {
  const counts = countTerms({
    title: '',
    abstract: 'Cells divide. Tissue, then organs, grow over 12 days and nights.',
  });
  expect([...counts.keys()].filter(term => term.includes(' '))).toEqual(['cell divide']);
});

test('learns nothing from what every abstract says', () => {
  expect(
    countTerms({ title: 'A Novel Approach', abstract: 'We propose a new method and show strong results.' }).size,
  ).toBe(0);
});

test('writes a term as the abstract does, and an acronym as an acronym', () => {
  const paper = { title: 'LoRA for World Models', abstract: 'World models learn, and RL agents follow.' };
  const words = wordTerms(paper, new Set(['world model', 'lora', 'rl agent']));
  expect(Object.fromEntries(words)).toEqual({ 'world model': 'world models', lora: 'LoRA', 'rl agent': 'RL agents' });
});

test('shows a pair rather than its words', () => {
  const weights = new Map([
    ['world', 0.5],
    ['world model', 0.9],
    ['model', 0.6],
    ['dream', 0.2],
    ['agent', -1],
  ]);
  expect(tellingWords({ title: 'World Models Dream of Agents' }, weights, 3)).toEqual(['world models', 'dream']);
});
