import { expect, test } from 'vitest';
import { toBibtex } from '../../src/domain/bibtex.ts';

test('a paper on arXiv is cited with its id, as arXiv does', () => {
  expect(
    toBibtex({
      title: 'Counting Bees & 100% of {Hives}',
      authors: ['Ada Byron', 'José Núñez'],
      arxivId: '2509.00007',
      primaryCategory: 'cs.LG',
      doi: '10.48550/arxiv.2509.00007',
    }),
  ).toBe(`@misc{byron2025counting,
  title = {{Counting Bees \\& 100\\% of \\{Hives\\}}},
  author = {Ada Byron and José Núñez},
  year = {2025},
  eprint = {2509.00007},
  archivePrefix = {arXiv},
  primaryClass = {cs.LG},
  url = {https://arxiv.org/abs/2509.00007}
}`);
});

test('a paper of a journal is an article, and authors who are only counted are others', () => {
  const entry = toBibtex({
    title: 'On Hives',
    authors: ['Ada Byron'],
    authorCount: 9,
    venue: 'Bees & Co',
    year: 2021,
    doi: '10.1000/a_b',
  });
  expect(entry).toContain('@article{byron2021hives,');
  expect(entry).toContain('author = {Ada Byron and others}');
  expect(entry).toContain('journal = {Bees \\& Co}');
  expect(entry).toContain('doi = {10.1000/a\\_b}');
});

test('nothing but a title is enough', () => {
  expect(toBibtex({ title: '∞' })).toBe('@misc{paper,\n  title = {{∞}}\n}');
});

test('what TeX reads as a command is text', () => {
  expect(toBibtex({ title: '\\input{/etc/passwd} $x_1^2$ ~ #' })).toContain(
    '{{\\textbackslash{}input\\{/etc/passwd\\} \\$x\\_1\\textasciicircum{}2\\$ \\textasciitilde{} \\#}}',
  );
});
