import { expect, test } from 'vitest';
import { paperLinks } from '../../src/domain/paper-links.ts';
import { safeUrl } from '../../src/domain/safe-url.ts';

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,hello',
  'vbscript:x',
  'file:///etc/passwd',
  '//example.org/x',
  '/relative',
  'https://arxiv.org@evil.example/abs/1',
  'https://',
  'https://exa"mple.org/',
  'mailto:"><script>@example.org',
  `https://example.org/${'x'.repeat(600)}`,
  '',
])('does not link %j', address => {
  expect(safeUrl(address)).toBeUndefined();
});

test('percent-encodes what could end an attribute', () => {
  expect(safeUrl('https://example.org/a"b\'c<d>e f?q="\'<>')).toBe(
    'https://example.org/a%22b%27c%3Cd%3Ee%20f?q=%22%27%3C%3E',
  );
});

test('admits mail addresses', () => {
  expect(safeUrl('mailto:desk@example.org')).toBe('mailto:desk@example.org');
});

test('completes links from the arXiv id', () => {
  expect(paperLinks({ title: 'T', arxivId: '2304.02643', links: { code: 'https://example.org/code' } })).toEqual([
    { kind: 'abs', href: 'https://arxiv.org/abs/2304.02643' },
    { kind: 'pdf', href: 'https://arxiv.org/pdf/2304.02643' },
    { kind: 'code', href: 'https://example.org/code' },
  ]);
});

test('prefers the address of the record, then arXiv, then the DOI', () => {
  const links = { abs: 'https://example.org/abs' };
  expect(paperLinks({ title: 'T', arxivId: '2304.02643', links })[0]?.href).toBe('https://example.org/abs');
  expect(paperLinks({ title: 'T', doi: '10.1000/a<b' })[0]?.href).toBe('https://doi.org/10.1000/a%3Cb');
});

test('leads to the discussion where nothing else is known, and nowhere where nothing is', () => {
  const links = { discussion: 'https://huggingface.co/papers/1' };
  expect(paperLinks({ title: 'T', links })).toEqual([{ kind: 'discussion', href: links.discussion }]);
  expect(paperLinks({ title: 'T', links: { abs: 'javascript:alert(1)' } })).toEqual([]);
});

test('a mail address is no place to read a paper', () => {
  expect(paperLinks({ title: 'x', links: { abs: 'mailto:ada@lab.org' } })).toEqual([]);
});
