import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatArxivId, higherArxivId, parseArxivId } from '../../src/domain/arxiv-id.ts';

describe('every form found in the wild names one paper', () => {
  test.each([
    ['2508.13426', '2508.13426', undefined],
    ['0704.0001', '0704.0001', undefined],
    ['1412.9999', '1412.9999', undefined],
    ['1501.00001v12', '1501.00001', 12],
    ['  2508.13426v1\n', '2508.13426', 1],
    ['2508.13426V2', '2508.13426', 2],
    ['cs/0112017', 'cs/0112017', undefined],
    ['hep-th/9901001', 'hep-th/9901001', undefined],
    ['hep-th/9108001', 'hep-th/9108001', undefined],
    ['math.CA/0611800v2', 'math/0611800', 2],
    ['cond-mat.mes-hall/0703001', 'cond-mat/0703001', undefined],
    ['arXiv:2508.13426', '2508.13426', undefined],
    ['arxiv: 2508.13426v3', '2508.13426', 3],
    ['oai:arXiv.org:2508.13426v1', '2508.13426', 1],
    ['oai:arXiv.org:hep-ex/0307015', 'hep-ex/0307015', undefined],
    ['https://arxiv.org/abs/2508.13426', '2508.13426', undefined],
    ['http://arxiv.org/abs/2508.13426v1', '2508.13426', 1],
    ['http://arxiv.org/abs/hep-ex/0307015', 'hep-ex/0307015', undefined],
    ['https://arxiv.org/pdf/2508.13426v2.pdf', '2508.13426', 2],
    ['https://arxiv.org/pdf/math.CA/0611800v2.pdf', 'math/0611800', 2],
    ['https://arxiv.org/html/2508.13426v1', '2508.13426', 1],
    ['https://www.arxiv.org/abs/2508.13426/', '2508.13426', undefined],
    ['https://export.arxiv.org/abs/2508.13426?context=cs.LG', '2508.13426', undefined],
    ['https://arxiv.org/abs/2508.13426#comments', '2508.13426', undefined],
    ['arxiv.org/abs/2508.13426', '2508.13426', undefined],
    ['https://alphaxiv.org/abs/2508.13426v1', '2508.13426', 1],
    ['https://www.alphaxiv.org/overview/2508.13426', '2508.13426', undefined],
    ['https://ar5iv.org/abs/2508.13426', '2508.13426', undefined],
    ['https://ar5iv.labs.arxiv.org/html/hep-th/9901001', 'hep-th/9901001', undefined],
    ['https://huggingface.co/papers/2508.13426', '2508.13426', undefined],
    ['https://hf.co/papers/2508.13426', '2508.13426', undefined],
    ['10.48550/arXiv.2202.01037', '2202.01037', undefined],
    ['10.48550/ARXIV.2202.01037', '2202.01037', undefined],
    ['doi:10.48550/arxiv.2202.01037', '2202.01037', undefined],
    ['https://doi.org/10.48550/arXiv.2202.01037', '2202.01037', undefined],
    ['http://dx.doi.org/10.48550/arXiv.hep-th/9901001', 'hep-th/9901001', undefined],
  ])('%s', (text, id, version) => {
    expect(parseArxivId(text)).toEqual(version === undefined ? { id } : { id, version });
  });
});

describe('what is not exactly one identifier is none', () => {
  test.each([
    ['', 'nothing'],
    ['2513.00001', 'month 13'],
    ['2500.00001', 'month 0'],
    ['hep-th/9913001', 'month 13 in the old style'],
    ['2508.1342', 'four digits where five belong'],
    ['1412.00001', 'five digits where four belong'],
    ['2508.134260', 'six digits'],
    ['0703.0001', 'a month before the new style'],
    ['hep-th/9107001', 'a month before arXiv'],
    ['hep-th/0704001', 'a month after the old style'],
    ['cs/1512017', 'a year after the old style'],
    ['hep-th/99010011', 'eight digits in the old style'],
    ['2508.13426v0', 'version 0'],
    ['2508.13426v', 'a version without number'],
    ['2508.13426 and more', 'text behind'],
    ['see 2508.13426', 'text in front'],
    ['2508.13426,2508.13427', 'two identifiers'],
    ['https://arxiv.org/abs/2508.13426 (new)', 'text behind a URL'],
    ['https://arxiv.org/list/cs.LG/2508', 'a listing'],
    ['https://example.org/abs/2508.13426', 'another site'],
    ['https://arxiv.org.example.org/abs/2508.13426', 'a site that only begins alike'],
    ['10.1145/2508.13426', 'the DOI of another registrant'],
  ])('%s: %s', text => {
    expect(parseArxivId(text)).toBeUndefined();
  });
});

const month = fc.tuple(fc.integer({ min: 7, max: 40 }), fc.integer({ min: 1, max: 12 }));
const newStyle = month
  .filter(([year, at]) => year > 7 || at >= 4)
  .chain(([year, at]) =>
    fc.integer({ min: 1, max: 9999 }).map(number => {
      const digits = year >= 15 ? 5 : 4;
      return `${two(year)}${two(at)}.${String(number).padStart(digits, '0')}`;
    }),
  );
const oldStyle = fc
  .tuple(
    fc.constantFrom('cs', 'math', 'hep-th', 'cond-mat'),
    fc.integer({ min: 92, max: 99 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([archive, year, number]) => `${archive}/${year}12${String(number).padStart(3, '0')}`);
const version = fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined });

test('an identifier that is written out reads back as itself', () => {
  fc.assert(
    fc.property(fc.oneof(newStyle, oldStyle), version, (id, number) => {
      const value = number === undefined ? { id } : { id, version: number };
      expect(parseArxivId(formatArxivId(value))).toEqual(value);
    }),
  );
});

test('the version is never part of the identity', () => {
  fc.assert(
    fc.property(fc.oneof(newStyle, oldStyle), version, (id, number) => {
      expect(parseArxivId(formatArxivId({ id, version: number }))?.id).toBe(id);
    }),
  );
});

test.each([
  ['2508.13426', '2508.13427', '2508.13427'],
  ['2509.00001', '2508.99999', '2509.00001'],
  ['1412.9999', '1501.00001', '1501.00001'],
  [undefined, '2508.13426', '2508.13426'],
  ['2508.13426', undefined, '2508.13426'],
  ['hep-th/9901001', '0704.0001', '0704.0001'],
  ['hep-th/9901001', 'math/0611800', undefined],
  [undefined, undefined, undefined],
])('of %s and %s the higher is %s', (first, second, higher) => {
  expect(higherArxivId(first, second)).toBe(higher);
});

function two(number: number): string {
  return String(number).padStart(2, '0');
}
