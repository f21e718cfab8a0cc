import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEntities, htmlToText, inlineHtmlToText, namedCharacter } from '../../src/parse/html-text.ts';

describe('htmlToText', () => {
  test.each([
    ['<p>One <b>bold</b> word</p><p>and more</p>', '\nOne bold word\n\nand more\n'],
    ['a <a href="https://x.test?a=1">link</a>', 'a link'],
    ['p < 0.05 and q > 2', 'p < 0.05 and q > 2'],
    ['a < b and c > d', 'a < b and c > d'],
    ['where a <b and c> d', 'where a <b and c> d'],
    ['<script>alert(1)</script>safe<!-- no -->', ' safe'],
    ['Fran&ccedil;ois &amp; &#233;t&#xe9; &mdash; &alpha; &bogus;', 'François & été — α &bogus;'],
    ['&NotEqualTilde; &Zscr; &scaron;', '≂̸ 𝒵 š'],
    ['<think> less, <ANSWER>, List<int>, <x-y> and x<y>z', '<think> less, <ANSWER>, List<int>, <x-y> and x<y>z'],
    ['<o:p>a</o:p> <Math><mi>x</mi></Math> <time datetime="2025">now</time>', 'a x now'],
    ['CO<sub>2</sub> and 10<sup>-3</sup> m<SUP>2</SUP>', 'CO₂ and 10⁻³ m²'],
  ])('%j becomes %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

describe('decodeEntities', () => {
  test('decodes once only', () => {
    expect(decodeEntities('&amp;lt;b&amp;gt;')).toBe('&lt;b&gt;');
  });

  test('leaves what has no semicolon, as in the query of an address', () => {
    expect(decodeEntities('https://x.test/?a=1&copy=2&lt=3 R&D, AT&T')).toBe(
      'https://x.test/?a=1&copy=2&lt=3 R&D, AT&T',
    );
  });

  test('undoes what an escaping program did to any text', () => {
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => void expect(decodeEntities(escaped(text))).toBe(text)),
    );
  });

  test('reads numbers beyond Unicode as the sign for a broken character, as browsers do', () => {
    expect(decodeEntities('&#x110000; &#0; &#xd800;')).toBe('\ufffd \ufffd \ufffd');
  });
});

test('knows the character of a name, and only of names that HTML has', () => {
  expect(['eacute', 'Eacute', 'hellip', 'bogus', ''].map(namedCharacter)).toEqual([
    'é',
    'É',
    '…',
    undefined,
    undefined,
  ]);
});

describe('inlineHtmlToText', () => {
  test.each([
    ['<b>Bold</b> and <em class="x">stressed</em> claims', 'Bold and stressed claims'],
    ['<p>One.</p><p>Two.</p>', ' One.  Two. '],
    ['one<br/>two', 'one two'],
    ['see <a href="https://x.test?a=1">our page</a>', 'see our page'],
    ['H<sub>2</sub>O at 5<sup>th</sup> place', 'H₂O at 5th place'],
    ['R&amp;D at 5&nbsp;&deg;C', 'R&D at 5\u00a0°C'],
    ['List<int>, List<i>, Map<a, b> and Vec<b>', 'List<int>, List<i>, Map<a, b> and Vec<b>'],
    ['p<0.05, a < b and c > d, <unk> and <eos>', 'p<0.05, a < b and c > d, <unk> and <eos>'],
    ['<div>layout</div>', '<div>layout</div>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ])('%j becomes %j', (text, plain) => {
    expect(inlineHtmlToText(text)).toBe(plain);
  });

  test('leaves text without tags and references as it is', () => {
    fc.assert(fc.property(fc.stringMatching(/^[^<&]*$/), text => void expect(inlineHtmlToText(text)).toBe(text)));
  });
});
