// Titles, abstracts, names and links come from strangers: whatever they hold, a mail keeps its shape.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { RankedPaper } from '../../src/domain/issue.ts';
import type { Renderer } from '../../src/render/renderer.ts';
import { attribute, elements, elementTree, textOf } from './element-tree.ts';
import { bundledRenderer, paper, renderMail, selection, topic } from './sample.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await bundledRenderer();
});

const SNIPPETS = [
  '{{title}}',
  '{{#if x}}',
  '{{{x}}}',
  '{{> footer}}',
  '<mj-include path="/etc/passwd" />',
  '<mj-raw>',
  '<!-- fragment: closing -->',
  '<!--[if mso]>',
  ']]>',
  '-->',
  '<script>alert(1)</script>',
  '</td></tr></table>',
  '</title>',
  '<img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  '&lt;b&gt;&#0;&amp',
  '\u202Eright to left\u202C',
  '\u2066\u0000\u0001u\u0001m\u0007\u001b[31m',
  '\u2028\u2029\r\nBcc: everybody@example.org\r\n',
  'שלום עולם',
  'x'.repeat(500),
  '\ud800',
  '\\u0000',
  '%00 %s $& $1',
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 6 })
  .map(parts => parts.join(''));

/** Papers with this text everywhere, between plain words so that no field is ever empty. */
function papersOf(text: string): RankedPaper[] {
  const word = `A ${text} z`;
  const full = paper({
    title: word,
    abstract: word,
    authors: [word, word, word, word, word],
    organization: word,
    categories: [word],
    signals: [{ kind: 'upvotes', count: 3 }],
  });
  return [full, { ...full, id: 2, abstract: undefined, tldr: word }, { ...full, id: 3 }, { ...full, id: 4 }];
}

const reasonsOf = (text: string) => [topic(`A ${text} z`, `A ${text} z`)];

function mailOf(text: string) {
  const papers = papersOf(text);
  return renderMail(renderer, papers, selection(papers, { reasons: reasonsOf(text) }));
}

test('text never changes the element tree, and stands there as it was written', () => {
  const plain = elementTree(mailOf('plain').html);
  fc.assert(
    fc.property(nasty, text => {
      const mail = mailOf(text);
      expect(elementTree(mail.html)).toBe(plain);
      expect(mail.subject).not.toMatch(/\p{Cc}/u);
      for (const line of `${mail.html}${mail.text}`.split('\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(900);
        expect(line).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }
    }),
    { numRuns: 300 },
  );
});

test.each(SNIPPETS.filter(text => !/[\p{Cc}\u2028-\u202E\ud800]|x{200}/u.test(text)))(
  'shows %s literally in both parts',
  text => {
    const mail = mailOf(text);
    const titles = elements(mail.html, 'h2', 'h3').map(textOf);
    expect(titles.filter(title => title === `A ${text} z`)).toHaveLength(4);
    expect(mail.text.split(`A ${text} z`).length).toBeGreaterThan(4);
  },
);

test.each(['javascript:alert(1)', 'data:text/html,x', 'https://a"b', 'https://x@y.example/', 'https://x y'])(
  'links never lead to %s',
  address => {
    const links = { abs: address, pdf: address, code: address, project: address, discussion: address };
    const { html, text } = renderMail(renderer, [paper({ links, doi: '10.1/"><script>' })]);
    for (const link of elements(html, 'a')) expect(attribute(link, 'href')).toMatch(/^(https?:\/\/[^"<>@ ]+|#)$/);
    expect(`${html}${text}`).not.toContain('javascript:');
    expect(`${html}${text}`).not.toContain('data:text');
  },
);

test('a paper cannot forge a reader’s own links', () => {
  const { html } = renderMail(renderer, [paper({ title: 'A \u0001u and \u0001m', abstract: '\u0001v' })]);
  expect(html.match(/U{20,}|M{20,}|V{20,}/g)).toHaveLength(3);
});
