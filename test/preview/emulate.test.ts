import { expect, test } from 'vitest';
import { inScheme, withoutImages } from '../../src/preview/emulate.ts';

const MAIL = `<html><head>
<meta name="color-scheme" content="light dark">
<meta content="light dark" name="supported-color-schemes">
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}
@media screen and (prefers-color-scheme:dark){p{color:#fff}}
@media (prefers-color-scheme : light) {p{color:#000}}</style>
</head><body><p style="color-scheme:light">Text</p></body></html>`;

test('in dark, what asks for dark holds everywhere and what asks for light nowhere', () => {
  const dark = inScheme(MAIL, 'dark');
  expect(dark).toContain('@media screen and (min-width:0){p{color:#fff}}');
  expect(dark).toContain('@media (max-width:0) {p{color:#000}}');
  expect(dark).toContain('<meta name="color-scheme" content="dark">');
  expect(dark).toContain('<meta content="dark" name="supported-color-schemes">');
  expect(dark).toContain(':root{color-scheme:dark;supported-color-schemes:dark}');
});

test('in light, the other way round', () => {
  const light = inScheme(MAIL, 'light');
  expect(light).toContain('@media screen and (max-width:0){p{color:#fff}}');
  expect(light).toContain('<style>:root{color-scheme:light}</style>');
  expect(light).not.toContain('prefers-color-scheme');
});

test('without images nothing is left that would be loaded, and the words for them stay', () => {
  const html = `<td background="a.png" style="background:url('b.png')"><img alt="Logo" src="https://x.example/c.png" width="40"><img src='d.png' srcset="e.png 2x"></td>`;
  const bare = withoutImages(html);
  expect(bare).not.toMatch(/[a-e]\.png/);
  expect(bare).toContain('alt="Logo"');
  expect(bare).toContain('width="40"');
});
