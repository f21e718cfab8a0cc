// Strings that strangers could put into a title, a name or a feed, to break out of where they stand.
import fc from 'fast-check';

export const SNIPPETS = [
  '{{title}}',
  '{{#if x}}',
  '{{/each}}',
  '{{{x}}}',
  '{{&x}}',
  '{{> footer}}',
  '{{link "manage"}}',
  '\\{{x}}',
  '<mj-include path="/etc/passwd" />',
  '<mj-raw>',
  '</mj-text></mj-column>',
  '<!-- fragment: closing -->',
  '<!--[if mso]>',
  '<![endif]-->',
  '<![CDATA[',
  ']]>',
  '-->',
  '<script>alert(1)</script>',
  '</style><style>*{display:none}',
  '</td></tr></table>',
  '</title>',
  '<plaintext>',
  '<base href="https://evil.example">',
  '<img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  '`',
  '&lt;b&gt;&#0;&amp',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '\u202Eright to left\u202C',
  '\u2067isolated\u2069\u200F',
  '\u2066\u0000\u0001u\u0001m\u0007\u001b[31m',
  '\u2028\u2029\r\nBcc: everybody@example.org\r\n\r\n<html>',
  '\r\n.\r\nMAIL FROM:<x@example.org>',
  '=?utf-8?B?PGI+?=',
  '--=_boundary\r\nContent-Type: text/html',
  'שלום עולם',
  '\u{E0001}\u{E0041}\u{1F3F4}',
  'x'.repeat(500),
  'e\u0301\u0302'.repeat(60),
  '\ud800',
  '\udc00\ud800',
  '\ufeff\ufffe',
  '%00 %s $& $1',
] as const;

const text = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SNIPPETS) }, fc.string({ unit: 'binary', maxLength: 30 })),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map(parts => parts.join(''));

/** Always the same strings for the same count. */
export function nastyTexts(count: number): string[] {
  return [...SNIPPETS, ...fc.sample(text, { numRuns: count - SNIPPETS.length, seed: 20_261_120 })];
}
