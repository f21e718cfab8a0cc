import { expect, test } from 'vitest';
import { signToken } from '../../src/domain/link-token.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { DELIVERY, KEY, MATCHES, READER, testSite } from './public-site-fixture.ts';

const VIEW = `/v/${signToken('view', DELIVERY, KEY)}`;
const ALL = `${VIEW}/all`;

test('lists every paper that matched with why, and tells which the mail did not hold', async () => {
  const page = await testSite().read(ALL);
  const cards = elements(page, 'li');
  expect(elements(page, 'h2').map(textOf)).toEqual(['First', 'Second', 'Third']);
  for (const card of cards) expect(textOf(card)).toContain('Because you follow Robotics: “grasping”');
  expect(cards.map(card => textOf(card).includes('not in the mail'))).toEqual([false, false, true]);
});

test.each([
  [{}, '3 papers matched; 2 were in the mail of Tuesday, 16 September 2025'],
  [{ inMail: 1 }, '3 papers matched; 1 was in the mail of Tuesday, 16 September 2025'],
  [{ inMail: 3 }, '3 papers matched, and all were in the mail of Tuesday, 16 September 2025'],
  [
    { matched: 2, inMail: 1, beside: 1 },
    '2 papers matched; 1 was in the mail of Tuesday, 16 September 2025, with 1 beside it that did not',
  ],
  [{ matched: 1, inMail: 1 }, '1 paper matched, and it was in the mail of Tuesday, 16 September 2025'],
])('the headline counts honestly: %j', async (facts, words) => {
  const { read } = testSite({ allMatches: async () => ({ ...MATCHES, ...facts }) });
  expect(textOf(elements(await read(ALL), 'h1')[0]).replace(/\s+/g, ' ')).toContain(words);
});

test('says how many are shown where there are more', async () => {
  const { read } = testSite({ allMatches: async () => ({ ...MATCHES, matched: 214 }) });
  expect(await read(ALL)).toContain('Here are the first 3.');
  expect(await testSite().read(ALL)).not.toContain('Here are the first');
});

test('leads back to the mail', async () => {
  const page = await testSite().read(ALL);
  expect(elements(page, 'a').map(link => attribute(link, 'href'))).toContain(VIEW);
});

test('is kept by no cache, and refused for a link that is not ours or of a mail that is gone', async () => {
  const { site } = testSite();
  expect((await site.request(ALL)).headers.get('cache-control')).toBe('no-store');
  const refusal = await (await site.request('/u/nonsense')).text();
  const gone = signToken('view', 'nosuchdelivery00', KEY);
  for (const token of [gone, signToken('manage', READER, KEY), 'cut']) {
    const answer = await site.request(`/v/${token}/all`);
    expect([answer.status, await answer.text()]).toEqual([404, refusal]);
  }
});
