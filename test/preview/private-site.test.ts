import { expect, test } from 'vitest';
import { attribute, elements, textOf } from '../elements.ts';
import { testPrivateSite } from './private-site-fixture.ts';

const PAGES = [
  '/',
  '/preview',
  '/preview/jane',
  '/preview?topics=rl',
  '/preview/fixtures/one-paper',
  '/preview/matrix',
  '/nowhere',
];

test.each([...PAGES, '/style.css', '/preview.js', '/preview/events', '/mail/x.eml', '/preview.html?topics=rl'])(
  '%s is refused to a foreign Host with a sentence',
  async path => {
    const { site } = testPrivateSite();
    const answer = await site.request(path, { headers: { host: 'evil.example:3001' } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toBe(
      'This request was for "evil.example:3001": expected one of localhost, 127.0.0.1.\n',
    );
  },
);

test.each(['localhost:3001', '127.0.0.1:3001', '[::1]:3001', 'papers.lab.example'])('answers to %s', async host => {
  const { site } = testPrivateSite({ hosts: ['papers.lab.example'] });
  expect((await site.request('/', { headers: { host } })).status).toBe(200);
});

test.each(PAGES)('%s has one h1, landmarks, a skip link, and a policy without inline anything', async path => {
  const answer = await testPrivateSite().site.request(path);
  const page = await answer.text();
  expect(elements(page, 'h1')).toHaveLength(1);
  for (const landmark of ['header', 'main', 'footer']) expect(elements(page, landmark)).toHaveLength(1);
  expect(attribute(elements(page, 'a')[0], 'href')).toBe('#main');
  const scripts = elements(page, 'script').map(script => [attribute(script, 'src'), textOf(script)]);
  expect(scripts).toEqual(scripts.length === 0 ? [] : [['/preview.js', '']]);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
});

test('serves its own stylesheet', async () => {
  const answer = await testPrivateSite().site.request('/style.css');
  expect(answer.headers.get('content-type')).toContain('text/css');
  expect(await answer.text()).toContain('prefers-color-scheme:dark');
});

test('an unknown failure is reported; its stack stays out of the page', async () => {
  const fault = new TypeError('x is not a function');
  const { site, reported } = testPrivateSite({
    readers: async () => {
      throw fault;
    },
  });
  const answer = await site.request('/preview');
  expect(answer.status).toBe(500);
  const page = await answer.text();
  expect(page).not.toContain('x is not a function');
  expect(textOf(elements(page, 'h1')[0])).toBe('Something broke');
  expect(reported).toEqual([fault]);
});
