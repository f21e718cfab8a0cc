import { expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { checkLinks } from '../../src/preview/check-links.ts';
import { PUBLIC_URL } from './private-site-fixture.ts';

const KEY = { kid: 'k001', secret: new Uint8Array(32) };
const leave = `${PUBLIC_URL}/u/${signToken('unsubscribe', 'preview_preview_', KEY)}`;
const learn = `${PUBLIC_URL}/l/${signToken('learn', 'preview_preview_', KEY)}`;

/** A mail that can be left, with this link in it. */
const faultsOf = (tag: string) =>
  checkLinks({ html: `<a href="${leave}">Unsubscribe</a>${tag}`, text: `Unsubscribe: ${leave}` }, PUBLIC_URL).faults;

test.each([
  '<a href="https://arxiv.org/abs/2503.13939?a=1&amp;b=2">',
  '<a href="mailto:lab@example.org">',
  `<a class="x" href="${learn}/more/7">`,
  `<a href="${PUBLIC_URL}/issues/2026-03-02">`,
  '<!-- <a href="#"> -->',
])('%s is well formed', tag => {
  expect(faultsOf(tag)).toEqual([]);
});

test.each([
  ['<a>', 'has no address'],
  ['<a href="">', 'is empty'],
  ['<a href="#">', 'is #'],
  ['<a href="javascript:alert(1)">', 'begins with javascript:'],
  ['<a href="/papers/1">', 'is no complete address'],
  ['<a href="https://x.example/a b">', 'has a space'],
  ['<a href="mailto:nobody">', 'has no address after mailto:'],
  [`<a href="${PUBLIC_URL}/m/">`, 'has no token for “manage”'],
  [`<a href="${PUBLIC_URL}/m/uuuuuuuuuuuuuuuuuuuu">`, 'has no token for “manage”'],
  [`<a href="${learn.replace('/l/', '/v/')}">`, 'has no token for “view”'],
])('%s: %s', (tag, reason) => {
  expect(faultsOf(tag)).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
});

test('links of the text count too, without the dot that ends their sentence', () => {
  const text = `Leave: ${leave}. See ${PUBLIC_URL}/m/x.`;
  const { count, faults } = checkLinks({ html: '', text }, PUBLIC_URL);
  expect(count).toBe(2);
  expect(faults).toEqual([{ href: `${PUBLIC_URL}/m/x`, reason: 'has no token for “manage”' }]);
});

test('a part that nobody can leave by is a fault', () => {
  const { faults } = checkLinks({ html: '<p>Hello</p>', text: 'Hello' }, PUBLIC_URL);
  expect(faults.map(({ href, reason }) => `${href} ${reason}`)).toEqual([
    'the HTML part has no link to unsubscribe',
    'the text part has no link to unsubscribe',
  ]);
});
