import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/errors.ts';
import { signToken } from '../../src/domain/link-token.ts';
import { attribute, elements, textOf } from '../elements.ts';
import { DELIVERY, issue, KEY, paper, READER, testSite } from './public-site-fixture.ts';

const LEAVE = `/u/${signToken('unsubscribe', READER, KEY)}`;
const MANAGE = `/m/${signToken('manage', READER, KEY)}`;
const PAGES = ['/', '/issues', '/issues/2025-09-16', '/issues/x', '/nowhere', LEAVE, MANAGE, '/u/nonsense'];

test.each(PAGES)('%s has one h1, landmarks, a language and a skip link', async path => {
  const page = await testSite().read(path);
  expect(elements(page, 'h1')).toHaveLength(1);
  for (const landmark of ['header', 'main', 'footer']) expect(elements(page, landmark)).toHaveLength(1);
  expect(attribute(elements(page, 'html')[0], 'lang')).toBe('en');
  expect(attribute(elements(page, 'a')[0], 'href')).toBe('#main');
  expect(attribute(elements(page, 'main')[0], 'id')).toBe('main');
});

test.each(PAGES)('%s allows no script, no inline style and nothing from elsewhere', async path => {
  const answer = await testSite().site.request(path);
  const csp = answer.headers.get('content-security-policy') ?? '';
  expect(csp).toContain("default-src 'none'");
  expect(csp).not.toContain('unsafe-inline');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  const page = await answer.text();
  expect(elements(page, 'style')).toEqual([]);
  for (const script of elements(page, 'script')) {
    expect(attribute(script, 'src')).toMatch(/^\/page\.js\?v=/);
    expect(textOf(script)).toBe('');
  }
  for (const link of elements(page, 'link'))
    if (attribute(link, 'rel') !== 'canonical') expect(attribute(link, 'href')).toMatch(/^\//);
});

test('the stylesheet may be kept for ever under its hash, and only under it', async () => {
  const { site, read } = testSite();
  const href =
    attribute(
      elements(await read('/'), 'link').find(link => attribute(link, 'rel') === 'stylesheet'),
      'href',
    ) ?? '';
  expect(href).toMatch(/^\/style\.css\?v=[0-9a-f]{12}$/);
  const style = await site.request(href);
  expect(style.headers.get('content-type')).toContain('text/css');
  expect(style.headers.get('cache-control')).toContain('immutable');
  expect((await site.request('/style.css')).headers.get('cache-control')).toBe('no-cache');
});

test('robots may read the papers and not the personal pages', async () => {
  const { read } = testSite();
  expect(await read('/robots.txt')).toBe(
    'User-agent: *\nDisallow: /u/\nDisallow: /m/\nDisallow: /v/\nDisallow: /l/\nDisallow: /c/\nDisallow: /f/\n',
  );
});

test('serves an icon and a sign of life', async () => {
  const { site } = testSite();
  expect((await site.request('/favicon.svg')).headers.get('content-type')).toBe('image/svg+xml');
  expect(await (await site.request('/healthz')).text()).toBe('ok\n');
});

test('below a base path every link stays below it, whether the proxy strips the path or not', async () => {
  const { site, read } = testSite({
    basePath: '/papers',
    issue: async () => issue({ previous: '2025-09-15', papers: [paper({ arxivId: '2503.00001' })] }),
  });
  for (const path of ['/', '/issues', LEAVE, MANAGE, '/nowhere']) {
    const page = await read(path);
    const targets = [
      ...elements(page, 'a').map(link => attribute(link, 'href')),
      ...elements(page, 'link').map(link => attribute(link, 'href')),
      ...elements(page, 'form').map(form => attribute(form, 'action')),
    ].filter(target => target?.startsWith('/'));
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(target).toMatch(/^\/papers\//);
    if (path !== '/nowhere') expect(await read(`/papers${path}`)).toBe(page);
  }
  expect(await read('/robots.txt')).toContain('Disallow: /papers/u/');
  expect((await site.request('/papers')).headers.get('location')).toBe('/papers/');
});

test('the Host header leaves no trace', async () => {
  const { site, read } = testSite();
  const answer = await site.request('http://evil.example/', { headers: { host: 'evil.example' } });
  expect(await answer.text()).toBe(await read('/'));
});

test('a fault of ours is reported; the visitor sees neither its message nor a stack', async () => {
  const fault = new AppError('database_unusable', '/srv/secret/paperboy.db: disk I/O error');
  const { site, reported } = testSite({
    issue: async () => {
      throw fault;
    },
  });
  const answer = await site.request('/');
  const page = await answer.text();
  expect(answer.status).toBe(500);
  expect(page).not.toMatch(/secret|disk|\bat .*:\d+/);
  expect(textOf(elements(page, 'h1')[0])).toBe('Something went wrong here');
  expect(reported).toEqual([fault]);
});

test('what only the operator should read stays inside, whatever its status', async () => {
  const fault = new AppError('subscriber_invalid', '/srv/secret/lab.yaml:7: "nobody" is no address');
  const { site, reported } = testSite({
    subscriber: async () => {
      throw fault;
    },
  });
  const answer = await site.request(MANAGE);
  expect(answer.status).toBe(400);
  expect(await answer.text()).not.toContain('secret');
  expect(reported).toEqual([fault]);
});

test('no GET, HEAD or OPTIONS of any route acts', async () => {
  const { site, acts } = testSite();
  const view = `/v/${signToken('view', DELIVERY, KEY)}`;
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    for (const path of [...PAGES, view, '/robots.txt', '/healthz', '/style.css', '/favicon.svg']) {
      expect((await site.request(path, { method })).status).toBeLessThan(500);
    }
  }
  expect(acts).toEqual([]);
});
