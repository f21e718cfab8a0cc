import { expect, test } from 'vitest';
import { asArxivCategory, isArxivCategory } from '../../src/domain/arxiv-category.ts';

test.each(['cs.LG', 'astro-ph', 'hep-th', 'cond-mat.mtrl-sci', 'physics.ao-ph', 'q-bio.NC', 'cmp-lg'])(
  '%s is a category',
  category => {
    expect(isArxivCategory(category)).toBe(true);
  },
);

test.each(['vision', 'Computer Vision', 'cs.lg', 'web.DEV', '68T05', 'cs.', ''])('%j is none', text => {
  expect(isArxivCategory(text)).toBe(false);
});

test.each([
  ['CS.lg', 'cs.LG'],
  ['Q-Bio', 'q-bio'],
  ['cond-mat.MTRL-SCI', 'cond-mat.mtrl-sci'],
  ['cs.LGG', undefined],
  ['machine learning', undefined],
  ['cs.LG.x', undefined],
])('%s is written %s', (text, category) => {
  expect(asArxivCategory(text)).toBe(category);
});
