import { expect, test } from 'vitest';
import { issue, NOW, paper, testSite } from './public-site-fixture.ts';
import { readingInMemory } from './reading-in-memory.ts';

const PATHS = [
  '/',
  '/issues/2025-09-16',
  '/papers/1',
  '/search?q=paper',
  '/weeks/2025-W38',
  '/topics/rl',
  '/privacy',
  '/feed.xml',
];
const site = (more = {}) => testSite({ reading: readingInMemory([paper({ arxivId: '2509.00007' })]), ...more });

test.each(PATHS)('%s is not sent again to who has it', async path => {
  let now = NOW;
  const { site: pages } = site({ now: () => now });
  const first = await pages.request(path);
  const etag = first.headers.get('etag')!;
  expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
  now = new Date(NOW.getTime() + 600_000);
  for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
    const again = await pages.request(path, { headers: { 'if-none-match': known } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(again.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  const other = await pages.request(path, { headers: { 'if-none-match': '"other"' } });
  expect([other.status, other.headers.get('content-type')]).toEqual([200, first.headers.get('content-type')]);
});

test('an issue says when it came out', async () => {
  const { site: pages } = site();
  for (const path of ['/', '/issues/2025-09-16', '/feed.xml', '/feed.json'])
    expect((await pages.request(path)).headers.get('last-modified')).toBe('Tue, 16 Sep 2025 07:00:00 GMT');
});

test('is made once in five seconds, and shows what is new after that', async () => {
  let now = NOW;
  let made = 0;
  const { read } = site({
    now: () => now,
    issue: async () => {
      made += 1;
      return issue({ papers: [paper({ title: `Making ${made}` })] });
    },
  });
  for (let at = 0; at < 100; at += 1) expect(await read('/')).toContain('Making 1');
  expect(await read('/?topic=rl')).toContain('Making 2');
  now = new Date(NOW.getTime() + 5000);
  expect(await read('/')).toContain('Making 3');
});

test('what is not there is not kept', async () => {
  let papers = [paper({ id: 2 })];
  const { site: pages } = site({
    reading: {
      ...readingInMemory(),
      paper: async () =>
        papers.map(each => ({ paper: each, life: { seen: [], votes: [], issues: [], news: [] }, topics: [] }))[0],
    },
  });
  papers = [];
  expect((await pages.request('/papers/2')).status).toBe(404);
  papers = [paper({ id: 2 })];
  expect((await pages.request('/papers/2')).status).toBe(200);
});

test('a page of one person is never kept', async () => {
  const { site: pages } = site();
  for (const path of ['/subscribe', '/u/nonsense', '/c/nonsense'])
    expect((await pages.request(path)).headers.has('etag')).toBe(false);
});
