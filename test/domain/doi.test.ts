import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDoi } from '../../src/domain/doi.ts';

test.each([
  ['10.1000/ABC', '10.1000/abc'],
  ['https://doi.org/10.1000/abc', '10.1000/abc'],
  ['http://dx.doi.org/10.1000/abc', '10.1000/abc'],
  ['doi: 10.1000/abc.', '10.1000/abc'],
  ['info:doi/10.1000.10/abc', '10.1000.10/abc'],
  ['10.1000/a 10.1000/b', '10.1000/a'],
  ['10.1000/a;10.1000/b', '10.1000/a'],
  ['10.1000/a, doi:10.1000/b', '10.1000/a'],
  ['Things 12 (2025), DOI 10.1000/abc', '10.1000/abc'],
  ['10.1002/(SICI)1097(19980815)17:15<1661::AID>3.0.CO;2-2', '10.1002/(sici)1097(19980815)17:15<1661::aid>3.0.co;2-2'],
])('the first DOI in %j is %s', (text, doi) => {
  expect(readDoi(text)).toBe(doi);
});

test.each(['', 'pmid:123', '10.1000', 'https://example.org/10.1000/abc', '2025.10.1000/x'])('%j has none', text => {
  expect(readDoi(text)).toBeUndefined();
});

test('a DOI that was read is read again as itself', () => {
  fc.assert(
    fc.property(fc.string(), suffix => {
      const doi = readDoi(`10.1000/${suffix}`);
      if (doi !== undefined) expect(readDoi(`https://doi.org/${doi}`)).toBe(doi);
    }),
  );
});
