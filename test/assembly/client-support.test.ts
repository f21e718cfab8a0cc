import { expect, test } from 'vitest';
import { supportCheck } from '../../src/assembly/client-support.ts';
import { featureSnippets } from '../../src/assembly/feature-snippets.ts';

const STYLE = `<mj-style>
  @media (prefers-color-scheme: dark) {
    .ink { color: {{theme.dark.ink}} !important }
  }
  a:hover {
    clip-path: circle(40%);
  }
</mj-style>`;

test('names what some program leaves out, which programs, and the line of the template that asks for it', async () => {
  const html = `<html><head><style>
@media (prefers-color-scheme: dark) { .ink { color: #fff !important } }
a:hover { clip-path: circle(40%); }
</style></head><body><p style="word-break:break-word">Text</p></body></html>`;
  const gaps = await supportCheck()(
    html,
    new Map([
      ['partials/style.mjml', STYLE],
      ['digest.txt.hbs', 'a:hover {}'],
    ]),
  );
  const hover = gaps?.find(({ feature }) => feature === ':hover');
  expect(hover).toMatchObject({ places: ['partials/style.mjml:5'] });
  expect(hover?.missingIn.join()).toMatch(/Outlook \([^)]*Windows/);
  expect(gaps?.find(({ feature }) => feature.includes('word-break'))?.places).toEqual([]);
  expect(gaps?.flatMap(({ missingIn, differsIn }) => [...missingIn, ...differsIn]).join()).not.toMatch(
    /Samsung|Thunderbird|windows-mail|mobile-webmail/,
  );
});

test('of a mail without HTML there is nothing to say', async () => {
  expect(await supportCheck()('', new Map([['partials/style.mjml', STYLE]]))).toEqual([]);
});

test('every line of CSS stands as a rule of its own, whatever braces its neighbours open and close', () => {
  expect(featureSnippets(STYLE)).toEqual([
    { line: 2, snippet: '<style>@media (prefers-color-scheme: dark) { p{top:0}}</style>' },
    { line: 3, snippet: '<style>.ink { color: x !important }</style>' },
    { line: 4, snippet: '<style>p{top:0}</style>' },
    { line: 5, snippet: '<style>a:hover { top:0}</style>' },
    { line: 6, snippet: '<style>p{clip-path: circle(40%);}</style>' },
    { line: 7, snippet: '<style>p{top:0}</style>' },
  ]);
});

test('what MJML writes as CSS is looked up as CSS; text and closing tags are left out', () => {
  const template = `<mj-text padding="0 28px" css-class="side">
{{title}}
<a class="x" href="{{url href}}" style="color:{{theme.light.ink}}">
</mj-text>`;
  expect(featureSnippets(template)).toEqual([
    { line: 1, snippet: '<div style="padding:0 28px"></div>' },
    { line: 3, snippet: '<a class="x" href="x" style="color:x">' },
  ]);
});
