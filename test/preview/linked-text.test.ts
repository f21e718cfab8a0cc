import { expect, test } from 'vitest';
import { linkedText } from '../../src/preview/linked-text.ts';

test('links web addresses and leaves the sentence around them', () => {
  expect(String(linkedText('See (https://lab.example/a?b=1&c=2). Bye'))).toBe(
    'See (<a href="https://lab.example/a?b=1&amp;c=2">https://lab.example/a?b=1&amp;c=2</a>). Bye',
  );
});

test('links nothing but web addresses and escapes all else', () => {
  expect(String(linkedText('javascript:alert(1) <b> "x"'))).toBe('javascript:alert(1) &lt;b&gt; &quot;x&quot;');
});
