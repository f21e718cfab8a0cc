import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paperLinks } from '../../src/web/paper-links.ts';

test('completes the links of an arXiv paper from its id', () => {
  expect(paperLinks({ title: 'x', arxivId: 'math/0611800' })).toEqual([
    { label: 'Paper', href: 'https://arxiv.org/abs/math/0611800' },
    { label: 'PDF', href: 'https://arxiv.org/pdf/math/0611800' },
  ]);
});

test('prefers the links of the record to made ones', () => {
  const links = { abs: 'https://lab.example/p', pdf: 'https://lab.example/p.pdf' };
  expect(paperLinks({ title: 'x', arxivId: '2503.00001', links }).map(({ href }) => href)).toEqual([
    'https://lab.example/p',
    'https://lab.example/p.pdf',
  ]);
});

test('falls back on the DOI', () => {
  expect(paperLinks({ title: 'x', doi: '10.1000/a<b>' })).toEqual([
    { label: 'Paper', href: 'https://doi.org/10.1000/a%3Cb%3E' },
  ]);
});

test.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/relative', ''])(
  'drops %j, which is no web address',
  abs => {
    expect(paperLinks({ title: 'x', links: { abs } })).toEqual([]);
  },
);

test('every link is http or https, whatever was stored', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map(text => `javascript:${text}`),
      ),
      code => {
        for (const { href } of paperLinks({ title: 'x', links: { code } })) expect(href).toMatch(/^https?:\/\//);
      },
    ),
  );
});
